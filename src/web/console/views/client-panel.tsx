// One client: where it connects to and how, how the connection stands, and what is sent and came.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ClientState, Problem } from "../../../link/conversation.js";
import { words } from "../../words/words.js";
import { clientFieldOf, hasMistakes } from "../data/client-form.js";
import { type Asked, AskFailed } from "../link/process-link.js";
import { useConsole, usePage } from "../page-context.js";
import type { ConsoleState } from "../state/console-state.js";
import { ClientAddress } from "./client-address.js";
import { ClientFacts } from "./client-facts.js";
import { ClientHandshake } from "./client-handshake.js";
import { ClientOptionsFields } from "./client-options.js";
import { panelId, tabId } from "./client-tabs.js";
import { ConnectionSteps } from "./connection-steps.js";
import { ExportScenario } from "./export-scenario.js";
import { FrameLogView } from "./frame-log-view.js";
import { ProblemNote } from "./problem-note.js";
import { SendForm } from "./send-form.js";
import { SubmittedForm } from "./submitted-form.js";
import { keptClient, useClientForm } from "./use-client-form.js";

const isLinkOpen = ({ link }: ConsoleState): boolean => link === "open";

/** See the file's first line. */
export function ClientPanel({ client }: { readonly client: ClientState }): JSX.Element {
  const { link } = usePage();
  const isLinked = useConsole(isLinkOpen);
  const { conversation, state } = client;
  const fields = useClientForm(client);
  const [refused, setRefused] = useState<Problem>();
  const [showsOptions, showOptions] = useState(false);
  const ask = async (asked: Asked): Promise<void> => {
    try {
      setRefused(undefined);
      await link.ask(asked);
    } catch (error) {
      if (!(error instanceof AskFailed)) throw error;
      setRefused(error.problem);
      const field = clientFieldOf(error.problem);
      if (field !== undefined && field !== "url") showOptions(true);
    }
  };
  const act = (): void => {
    if (state === "unconnected") {
      if (hasMistakes(fields.form)) showOptions(true);
      else void ask({ kind: "connect", conversation, options: fields.options() });
    } else if (state === "connected") {
      void ask({ kind: "send", to: [conversation], what: { kind: "close", code: 1000 } });
    } else void ask({ kind: "abort", conversation });
  };
  const change: typeof fields.change = (part) => {
    setRefused(undefined);
    fields.change(part);
  };

  const problem = refused ?? client.problem;
  const field = problem === undefined ? undefined : clientFieldOf(problem);
  return (
    <div
      role="tabpanel"
      id={panelId(conversation)}
      aria-labelledby={tabId(conversation)}
      class="client-panel"
    >
      <SubmittedForm className="client-form" onSubmit={act}>
        <ClientAddress
          address={fields.address}
          state={state}
          mistake={field === "url" ? problem : undefined}
          onInput={(url) => change({ url })}
        />
        <ClientOptionsFields
          form={fields.form}
          isOpen={fields.isOpen}
          isShown={showsOptions}
          onToggle={showOptions}
          problem={field === undefined || field === "url" ? undefined : problem}
          change={change}
        />
      </SubmittedForm>
      <ConnectionSteps state={state} />
      <div role="alert">
        {problem !== undefined && field === undefined && <ProblemNote problem={problem} />}
      </div>
      <ClientFacts client={client} />
      {client.handshake !== undefined && <ClientHandshake handshake={client.handshake} />}
      <SendForm
        to={[conversation]}
        isEnabled={state === "connected" && isLinked}
        disabledReason={words.client.connectFirst}
        keptAs={`${keptClient(conversation)}sending`}
      />
      <FrameLogView
        side="client"
        conversations={[conversation]}
        nameOf={() => words.client.name(client.number)}
      />
      <ExportScenario client={client} />
    </div>
  );
}

// One client: where it connects to and how, how the connection stands, and what is sent and came.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { ClientState, Problem } from "../../../link/conversation.js";
import { words } from "../../words/words.js";
import { clientFieldOf, hasMistakes } from "../data/client-form.js";
import { type Asked, AskFailed } from "../link/process-link.js";
import { useConsole, usePage } from "../page-context.js";
import type { ConsoleState } from "../state/console-state.js";
import { useKept } from "../use-kept.js";
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
import { useFocusKept } from "./use-focus-kept.js";
import { useFocusWithConnection } from "./use-focus-with-connection.js";

const isLinkOpen = ({ link }: ConsoleState): boolean => link === "open";

/** See the file's first line. */
export function ClientPanel({ client }: { readonly client: ClientState }): JSX.Element {
  const { link } = usePage();
  const isLinked = useConsole(isLinkOpen);
  const { conversation, state } = client;
  const fields = useClientForm(client);
  const [refused, setRefused] = useState<Problem>();
  // Since it was asked to connect: what was said about a field may hold no longer.
  const [isEdited, setEdited] = useState(false);
  const [showsHandshake, showHandshake] = useKept(`${keptClient(conversation)}handshake`, false);
  const options = useRef<HTMLDetailsElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  // The fields cannot have it while it is connected.
  useFocusKept(panel, (whole) => whole.querySelector(".client-act"));
  const noteFocus = useFocusWithConnection(panel, state);
  const showOptions = (): void => {
    if (options.current !== null) options.current.open = true;
  };
  const ask = async (asked: Asked): Promise<void> => {
    try {
      setRefused(undefined);
      setEdited(false);
      await link.ask(asked);
    } catch (error) {
      if (!(error instanceof AskFailed)) throw error;
      setRefused(error.problem);
      const field = clientFieldOf(error.problem);
      if (field !== undefined && field !== "url") showOptions();
    }
  };
  const act = (): void => {
    if (state === "unconnected") {
      if (hasMistakes(fields.form)) showOptions();
      else {
        noteFocus();
        void ask({ kind: "connect", conversation, options: fields.options() });
      }
    } else if (state === "connected") {
      void ask({ kind: "send", to: [conversation], what: { kind: "close", code: 1000 } });
    } else void ask({ kind: "abort", conversation });
  };
  const change: typeof fields.change = (part) => {
    setRefused(undefined);
    setEdited(true);
    fields.change(part);
  };

  const acceptAnyCertificate = (): void => {
    change({ insecure: true });
    void ask({ kind: "connect", conversation, options: fields.options({ insecure: true }) });
  };

  const told = refused ?? client.problem;
  const field = told === undefined ? undefined : clientFieldOf(told);
  const problem = isEdited && field !== undefined ? undefined : told;
  return (
    <div
      ref={panel}
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
          disclosure={options}
          problem={field === undefined || field === "url" ? undefined : problem}
          change={change}
        />
      </SubmittedForm>
      <ConnectionSteps client={client} />
      <div role="alert">
        {problem !== undefined && field === undefined && (
          <ClientProblem
            problem={problem}
            onAccept={fields.isOpen && !fields.form.insecure ? acceptAnyCertificate : undefined}
          />
        )}
      </div>
      <ClientFacts client={client} />
      {client.handshake !== undefined && (
        <ClientHandshake
          handshake={client.handshake}
          isShown={showsHandshake}
          onToggle={(isShown) => showHandshake(() => isShown)}
        />
      )}
      <SendForm
        to={[conversation]}
        isEnabled={state === "connected" && isLinked}
        disabledReason={words.client.connectFirst}
        label={words.sending.title}
        keptAs={`${keptClient(conversation)}sending`}
      />
      <FrameLogView
        side="client"
        conversations={[conversation]}
        nameOf={() => words.client.name(client.number)}
      />
      <ExportScenario conversation={conversation} />
    </div>
  );
}

/** The process speaks of flags where a certificate is not trusted: here it is a button. */
function ClientProblem(props: {
  readonly problem: Problem;
  readonly onAccept: (() => void) | undefined;
}): JSX.Element {
  const { problem, onAccept } = props;
  if (problem.code !== "certificate") return <ProblemNote problem={problem} />;
  return (
    <ProblemNote problem={{ ...problem, hint: undefined }}>
      <p class="problem-hint">{words.client.certificateHint}</p>
      {onAccept !== undefined && (
        <button type="button" class="button problem-act" onClick={onAccept}>
          {words.client.acceptAndConnect}
        </button>
      )}
    </ProblemNote>
  );
}

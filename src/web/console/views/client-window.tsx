// The client window: clients side by side as tabs, of which one is open.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { ClientState } from "../../../link/conversation.js";
import { words } from "../../words/words.js";
import { AskFailed } from "../link/process-link.js";
import { useConsole, usePage } from "../page-context.js";
import type { ConsoleState } from "../state/console-state.js";
import { forgetKept, useKept } from "../use-kept.js";
import { ClientPanel } from "./client-panel.js";
import { ClientTabs } from "./client-tabs.js";
import { ConfirmDialog } from "./confirm-dialog.js";
import { keepClientEdits, keptClient } from "./use-client-form.js";

const clientsOf = ({ clients }: ConsoleState): readonly ClientState[] => clients;

/** See the file's first line. */
export function ClientWindow(): JSX.Element {
  const { link } = usePage();
  const clients = useConsole(clientsOf);
  const [wanted, want] = useKept("client-tab", 0);
  const [isAsking, setAsking] = useState(false);
  const [refused, setRefused] = useState("");
  const tabs = useRef<HTMLElement>(null);
  const open = clients.find(({ conversation }) => conversation === wanted) ?? clients.at(-1);

  const ask = async (asked: Parameters<typeof link.ask>[0]): Promise<unknown> => {
    try {
      setRefused("");
      return await link.ask(asked);
    } catch (error) {
      if (!(error instanceof AskFailed)) throw error;
      setRefused(error.problem.message);
      return undefined;
    }
  };
  const add = async (): Promise<void> => {
    const answer = (await ask({ kind: "addClient" })) as { readonly conversation: number } | undefined;
    if (answer === undefined) return;
    // One more like the open one: what was filled in there need not be filled in again.
    if (open !== undefined) keepClientEdits(answer.conversation, open);
    want(() => answer.conversation);
  };
  const remove = async ({ conversation }: ClientState): Promise<void> => {
    setAsking(false);
    const at = clients.findIndex((one) => one.conversation === conversation);
    const next = clients[at + 1] ?? clients[at - 1];
    if (next !== undefined) want(() => next.conversation);
    await ask({ kind: "removeClient", conversation });
    forgetKept(keptClient(conversation));
    const focused = tabs.current?.querySelector<HTMLElement>('[role="tab"][tabindex="0"]');
    (focused ?? tabs.current?.querySelector("button"))?.focus();
  };
  const askToRemove = (client: ClientState): void => {
    if (client.state === "unconnected") void remove(client);
    else setAsking(true);
  };

  return (
    <section class="window client-window" aria-labelledby="client-title" ref={tabs}>
      <div class="window-head client-head">
        <h2 id="client-title">{words.client.title}</h2>
        <ClientTabs
          clients={clients}
          open={open}
          onOpen={(conversation) => want(() => conversation)}
          onAdd={() => void add()}
          onClose={askToRemove}
        />
      </div>
      {refused !== "" && (
        <p class="problem" role="alert">
          {refused}
        </p>
      )}
      {open === undefined ? (
        <p class="note">{words.client.none}</p>
      ) : (
        <ClientPanel key={open.conversation} client={open} />
      )}
      {isAsking && open !== undefined && (
        <ConfirmDialog
          text={words.client.closeQuestion(open.number)}
          confirm={words.client.closeAnyway}
          onConfirm={() => void remove(open)}
          onCancel={() => setAsking(false)}
        />
      )}
    </section>
  );
}

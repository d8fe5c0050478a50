// The server window: what it listens with, who is connected, what is sent to them, and the log.

import type { JSX } from "preact";
import { useCallback, useMemo, useRef } from "preact/hooks";
import type { ServerState } from "../../../link/conversation.js";
import type { ProcessMessage } from "../../../link/process-message.js";
import { words } from "../../words/words.js";
import { openAmong, stillListed } from "../data/accepted-rows.js";
import { useConsole } from "../page-context.js";
import type { ConsoleState } from "../state/console-state.js";
import { useInPage } from "../use-in-page.js";
import { AcceptedClients } from "./accepted-clients.js";
import { ServerAddress } from "./server-address.js";
import { ServerForm } from "./server-form.js";
import { ServerLog } from "./server-log.js";
import { type Recipients, ServerSending } from "./server-sending.js";
import { useServerForm } from "./use-server-form.js";

type Behaviours = Extract<ProcessMessage, { readonly kind: "hello" }>["behaviours"];

const serverOf = ({ server }: ConsoleState): ServerState | undefined => server;
const acceptedOf = ({ accepted }: ConsoleState): ConsoleState["accepted"] => accepted;
const noBehaviours: Behaviours = [];
const behavioursOf = ({ hello }: ConsoleState): Behaviours => hello?.behaviours ?? noBehaviours;

/** See the file's first line. */
export function ServerWindow(): JSX.Element {
  const server = useConsole(serverOf);
  return (
    <section class="window server-window" aria-labelledby="server-title">
      <div class="window-head">
        <h2 id="server-title">{words.server.title}</h2>
        <p class={`window-state server-${server?.status ?? "stopped"}`} role="status">
          {words.server.status[server?.status ?? "stopped"]}
        </p>
      </div>
      {server !== undefined && <Told server={server} />}
    </section>
  );
}

/** Once the process has told of it. */
function Told({ server }: { readonly server: ServerState }): JSX.Element {
  const behaviours = useConsole(behavioursOf);
  const accepted = useConsole(acceptedOf);
  const offered = useMemo(() => behaviours.map(({ path }) => path), [behaviours]);
  const form = useServerForm(server, offered);
  const address = useRef<HTMLElement>(null);
  const [chosen, setChosen] = useInPage<ReadonlySet<number>>("server-selected", () => new Set());
  const [recipients, setRecipients] = useInPage<Recipients>("server-recipients", () => "all");
  const selected = useMemo(() => stillListed(chosen, accepted), [chosen, accepted]);
  const open = useMemo(() => openAmong(accepted, selected), [accepted, selected]);
  const select = (next: ReadonlySet<number>): void => {
    setChosen(next);
    // Whoever selects the first one means to speak with it. Never the other way round: what was meant for one client
    // must not go to all because that one was let go.
    if (selected.size === 0 && next.size > 0) setRecipients("selected");
  };
  return (
    <>
      <ServerForm
        form={form}
        status={server.status}
        behaviours={behaviours}
        onListening={useCallback(() => address.current?.focus(), [])}
      />
      <ServerAddress server={server} address={address} />
      <AcceptedClients accepted={accepted} status={server.status} selected={selected} onSelect={select} />
      <ServerSending
        isListening={server.status === "listening"}
        connected={server.connected}
        selected={open}
        recipients={recipients}
        onRecipients={setRecipients}
      />
      <ServerLog accepted={accepted} selected={selected} />
    </>
  );
}

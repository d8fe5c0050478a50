// The process behind the server window and the client window.

import { type Clock, systemClock } from "../../clock.js";
import { WsrigError } from "../../errors.js";
import type { ExportedScenario } from "../../link/page-request.js";
import type { Tabs, UiPart } from "../ui-part.js";
import { ClientWindow } from "./client-window.js";
import { Conversations } from "./conversations.js";
import { exportScenario } from "./export/export-scenario.js";
import { RecordShelf } from "./export/record-shelf.js";
import { LogBook } from "./log-book.js";
import { sendToAll } from "./send-to.js";
import { ServerWindow } from "./server-window.js";

/** Options of {@link makeWindows}. */
export interface WindowsOptions {
  readonly tabs: Tabs;
  /** Default: the machine's. */
  readonly clock?: Clock | undefined;
  /** ms since 1970, asked once. Default: the machine's. */
  readonly wallClockMs?: (() => number) | undefined;
}

/** Makes the two windows: a server that does not listen yet, and one client tab that is not connected. */
export function makeWindows({ tabs, clock = systemClock, wallClockMs = Date.now }: WindowsOptions): UiPart {
  // One offset for all times, so that their differences are those of the monotonic clock.
  const epochUs = Math.round(wallClockMs() * 1_000) - clock.nowUs();
  const log = new LogBook({ tabs, clock, epochUs });
  const conversations = new Conversations();
  const shared = { tabs, clock, epochUs, log, conversations, shelf: new RecordShelf() };
  const server = new ServerWindow(shared);
  const clients = new ClientWindow(shared);
  return {
    handlers: {
      listen: ({ options }) => server.listen(options),
      stopServer: () => server.stop(),
      addClient: () => ({ conversation: clients.add() }),
      removeClient: ({ conversation }) => clients.remove(conversation),
      connect: ({ conversation, options }) => clients.connect(conversation, options),
      abort: ({ conversation }) => clients.abort(conversation),
      send: ({ to, what }) => {
        const wanted = to === "allAccepted" ? server.open : to.map((one) => conversations.find(one, "to"));
        return { sent: sendToAll(wanted, what) };
      },
      exportScenario: ({ conversation }) => exported(conversations, conversation),
    },
    snapshot: () => [...server.snapshot(), clients.snapshot(), log.snapshot()],
    async close() {
      await Promise.all([server.end(), clients.end()]);
      log.end();
    },
  };
}

function exported(conversations: Conversations, number: number): ExportedScenario {
  const { lastSaid } = conversations.find(number, "conversation");
  if (lastSaid === undefined || lastSaid.record.isForgotten) {
    const why = lastSaid === undefined ? "was never connected" : "was forgotten to make room for later ones";
    throw new WsrigError("usage-nothing-to-export", `conversation ${number} ${why}`, {
      path: "conversation",
    });
  }
  return exportScenario(lastSaid.facts, lastSaid.record);
}

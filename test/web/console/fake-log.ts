// A user interface whose windows have a log that a test tells, without a server or a client behind it.

import type { Accepted, ClientState, ServerState } from "../../../src/link/conversation.js";
import type { LogEntry } from "../../../src/link/log-entry.js";
import type { ProcessMessage } from "../../../src/link/process-message.js";
import { loadConsolePage } from "../../../src/store/report-page.js";
import type { Tabs, UiPart } from "../../../src/ui/ui-part.js";
import { openUserInterface } from "../../../src/ui/user-interface.js";

/** See the file's first line. */
export interface FakeLog {
  /** Of the page. */
  readonly url: string;
  /** Tells rows, and keeps them for pages that come later. */
  tell(entries: readonly LogEntry[]): void;
  close(): Promise<void>;
}

/** What {@link openFakeLog} shows. */
export interface FakeLogOptions {
  /** Conversations of the server window. */
  readonly accepted?: readonly number[];
  /** Conversations of the client window. */
  readonly clients?: readonly number[];
  readonly entries?: readonly LogEntry[];
}

export async function openFakeLog(options: FakeLogOptions = {}): Promise<FakeLog> {
  const { accepted = [1], clients = [2] } = options;
  const kept = [...(options.entries ?? [])];
  const windows: readonly ProcessMessage[] = [
    { kind: "server", server: { ...listening, connected: accepted.length, accepted: accepted.length } },
    { kind: "accepted", isAll: true, changed: accepted.map(acceptedClient), removed: [] },
    { kind: "clients", clients: clients.map(clientTab) },
  ];
  const part: UiPart = {
    handlers: {},
    snapshot: () => [...windows, { kind: "log", isAll: true, entries: kept }],
    close: async () => {},
  };
  let told: Tabs | undefined;
  const ui = await openUserInterface({
    page: loadConsolePage(),
    hello: { version: "0.0.0", mode: "console", behaviours: [], commands: [], folder: "reports" },
    parts: (tabs) => {
      told = tabs;
      return [part];
    },
  });
  return {
    url: ui.url,
    tell(entries) {
      for (const entry of entries) kept.push(entry);
      told?.tell({ kind: "log", isAll: false, entries: [...entries] });
    },
    close: () => ui.close(),
  };
}

const counters = { messagesReceived: 0, messagesSent: 0, bytesReceived: 0, bytesSent: 0 };

const listening = {
  status: "listening" as const,
  options: { port: 0, behaviour: "", secure: false, compression: true, subprotocols: [] },
  url: "ws://127.0.0.1:9",
  refused: 0,
} satisfies Partial<ServerState>;

function acceptedClient(conversation: number, index: number): Accepted {
  return {
    conversation,
    number: index + 1,
    address: `127.0.0.1:${40_000 + conversation}`,
    target: "/",
    origin: "",
    subprotocol: "",
    extensions: "",
    openedAtUs: 0,
    state: "open",
    ...counters,
  };
}

function clientTab(conversation: number, index: number): ClientState {
  const options = {
    url: "ws://127.0.0.1:9",
    subprotocols: [],
    headers: [],
    origin: "",
    compression: true,
    insecure: false,
    greeting: "",
  };
  return {
    conversation,
    number: index + 1,
    options,
    state: "connected",
    subprotocol: "",
    extensions: "",
    ...counters,
  };
}

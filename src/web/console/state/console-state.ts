// What the page knows, as the messages of the process make it. The log has a place of its own: see frame-log.ts.

import type { Accepted, ClientState, ServerState } from "../../../link/conversation.js";
import type { ProcessMessage } from "../../../link/process-message.js";
import type { ReportDocuments } from "../../../link/report-documents.js";
import type { LinkState } from "../link/link-state.js";
import { isUnderWay, type LiveRun, liveAfter } from "./live-run.js";
import { type PastClients, pastAfter } from "./past-clients.js";

/** See the file's first line. */
export interface ConsoleState {
  readonly link: LinkState;
  /** Absent until the process has said hello. */
  readonly hello?: Extract<ProcessMessage, { kind: "hello" }>;
  readonly server?: ServerState;
  /** By conversation, in the order of coming. */
  readonly accepted: ReadonlyMap<number, Accepted>;
  readonly past: PastClients;
  readonly clients: readonly ClientState[];
  /** The run under way, or the last one; absent before the first. */
  readonly live?: LiveRun;
  /** The report that it ended with. */
  readonly report?: ReportDocuments;
}

/** Before the first message. */
export const noState: ConsoleState = {
  link: "connecting",
  accepted: new Map(),
  past: new Map(),
  clients: [],
};

/** The state after a message; the same object when nothing changed. */
export function stateAfter(state: ConsoleState, message: ProcessMessage): ConsoleState {
  switch (message.kind) {
    case "hello":
      return { ...state, hello: message };
    case "server":
      return { ...state, server: message.server };
    case "accepted": {
      const accepted = acceptedAfter(state.accepted, message);
      return { ...state, accepted, past: pastAfter(state.past, state.accepted, accepted) };
    }
    case "clients":
      return { ...state, clients: message.clients };
    case "live": {
      const { report, live, ...rest } = state;
      const next = { ...rest, live: liveAfter(message.isAll ? undefined : live, message.events) };
      const isAnew = message.isAll || message.events.some(({ kind }) => kind === "began");
      return isAnew || report === undefined ? next : { ...next, report };
    }
    case "report":
      return { ...state, report: message.documents };
    case "answer":
    case "log":
      return state;
    default:
      return message satisfies never;
  }
}

/** Whether a run has begun and neither ended nor failed. */
export function isRunUnderWay({ live }: ConsoleState): boolean {
  return live !== undefined && isUnderWay(live);
}

function acceptedAfter(
  before: ReadonlyMap<number, Accepted>,
  { isAll, changed, removed }: Extract<ProcessMessage, { kind: "accepted" }>,
): ReadonlyMap<number, Accepted> {
  if (!isAll && changed.length === 0 && removed.length === 0) return before;
  const after = new Map(isAll ? [] : before);
  for (const conversation of removed) after.delete(conversation);
  for (const one of changed) after.set(one.conversation, one);
  return after;
}

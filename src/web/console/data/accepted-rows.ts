// The clients of the server window as rows: which are shown, in which order, and which of them are meant.

import type { Accepted } from "../../../link/conversation.js";

/** A column that rows can be sorted by. */
export type AcceptedColumn =
  | "number"
  | "address"
  | "state"
  | "messages"
  | "bytes"
  | "ping"
  | "target"
  | "subprotocol"
  | "since";

/** The order of rows. */
export interface AcceptedOrder {
  readonly column: AcceptedColumn;
  readonly isDescending: boolean;
}

/** The order after a press on the heading of `column`: by it, and turned round when it was already. */
export function orderAfter({ column, isDescending }: AcceptedOrder, pressed: AcceptedColumn): AcceptedOrder {
  return { column: pressed, isDescending: column === pressed && !isDescending };
}

/** What {@link acceptedRows} takes. */
export interface AcceptedChoice {
  readonly order: AcceptedOrder;
  readonly hidesClosed: boolean;
  readonly selected: ReadonlySet<number>;
}

/** The rows, in their order; equal ones by number. A closed client that is selected is not hidden, or it could not be let go. */
export function acceptedRows(
  accepted: ReadonlyMap<number, Accepted>,
  { order, hidesClosed, selected }: AcceptedChoice,
): readonly Accepted[] {
  const shown = [...accepted.values()].filter(
    ({ state, conversation }) => !hidesClosed || state !== "closed" || selected.has(conversation),
  );
  const key = keys[order.column];
  const sign = order.isDescending ? -1 : 1;
  return shown.sort((a, b) => sign * compare(key(a), key(b)) || a.number - b.number);
}

/** Those of the selected that can be sent to, by number. */
export function openAmong(
  accepted: ReadonlyMap<number, Accepted>,
  selected: ReadonlySet<number>,
): readonly number[] {
  return [...selected].filter((conversation) => accepted.get(conversation)?.state === "open").sort(byValue);
}

/** The selection without clients that have left the list; the same set when none has. */
export function stillListed(
  selected: ReadonlySet<number>,
  accepted: ReadonlyMap<number, Accepted>,
): ReadonlySet<number> {
  const kept = [...selected].filter((conversation) => accepted.has(conversation));
  return kept.length === selected.size ? selected : new Set(kept);
}

/** The selection with rows added to it, or taken from it. */
export function withRows(
  selected: ReadonlySet<number>,
  rows: readonly Accepted[],
  { isSelected }: { readonly isSelected: boolean },
): ReadonlySet<number> {
  const after = new Set(selected);
  for (const { conversation } of rows) {
    if (isSelected) after.add(conversation);
    else after.delete(conversation);
  }
  return after;
}

/** The rows from one client to another, both in it, whichever comes first; the second alone where the first is not shown. */
export function rowsBetween(
  rows: readonly Accepted[],
  from: number | undefined,
  to: number,
): readonly Accepted[] {
  const at = (conversation: number | undefined): number =>
    rows.findIndex((row) => row.conversation === conversation);
  const [first, last] = [at(from), at(to)];
  if (last < 0) return [];
  if (first < 0) return rows.slice(last, last + 1);
  return rows.slice(Math.min(first, last), Math.max(first, last) + 1);
}

type Key = string | number;

const keys: Readonly<Record<AcceptedColumn, (row: Accepted) => Key>> = {
  number: ({ number }) => number,
  address: ({ address }) => address,
  state: ({ state, closed }) => `${["open", "closing", "closed"].indexOf(state)} ${closed?.code ?? ""}`,
  messages: ({ messagesReceived, messagesSent }) => messagesReceived + messagesSent,
  bytes: ({ bytesReceived, bytesSent }) => bytesReceived + bytesSent,
  // Never pinged: after all round trips.
  ping: ({ pingUs }) => pingUs ?? Number.MAX_VALUE,
  target: ({ target }) => target,
  subprotocol: ({ subprotocol }) => subprotocol,
  since: ({ openedAtUs }) => openedAtUs,
};

const collator = new Intl.Collator("en", { numeric: true });

function compare(a: Key, b: Key): number {
  return typeof a === "number" && typeof b === "number"
    ? byValue(a, b)
    : collator.compare(String(a), String(b));
}

function byValue(a: number, b: number): number {
  return a - b;
}

// The clients of the server window as a table of which only changes are told.

import type { Accepted } from "../../link/conversation.js";
import type { ProcessMessage } from "../../link/process-message.js";
import type { Conversation } from "./conversation.js";

/** Bounds of the list. */
export const acceptedLimits = {
  /** Closed clients that stay in the list; then the one that closed first leaves. */
  closed: 1_000,
  /** Rows in one message; those that changed longest ago come first, the others with the next one. */
  rowsAtOnce: 2_000,
} as const;

/** A client that the server has accepted. */
export interface AcceptedClient {
  readonly conversation: Conversation;
  /** What does not change. */
  readonly facts: Pick<
    Accepted,
    "number" | "address" | "target" | "origin" | "subprotocol" | "extensions" | "openedAtUs"
  >;
}

type AcceptedMessage = Extract<ProcessMessage, { kind: "accepted" }>;

/** See the file's first line. */
export class AcceptedList {
  readonly #forget: (client: AcceptedClient) => void;
  readonly #all = new Set<AcceptedClient>();
  /** In the order in which they closed. */
  readonly #closed = new Set<AcceptedClient>();
  readonly #changed = new Set<AcceptedClient>();
  #removed: number[] = [];
  #beginsAnew = false;

  /** @param forget - Called for each client that leaves the list. */
  constructor(forget: (client: AcceptedClient) => void) {
    this.#forget = forget;
  }

  get open(): readonly AcceptedClient[] {
    return [...this.#all].filter((client) => !this.#closed.has(client));
  }

  get openCount(): number {
    return this.#all.size - this.#closed.size;
  }

  add(client: AcceptedClient): void {
    this.#all.add(client);
    this.#changed.add(client);
  }

  /** Cheap when it is known already. */
  changed(client: AcceptedClient): void {
    if (this.#all.has(client)) this.#changed.add(client);
  }

  closed(client: AcceptedClient): void {
    if (!this.#all.has(client)) return;
    this.#changed.add(client);
    this.#closed.add(client);
    if (this.#closed.size <= acceptedLimits.closed) return;
    const [first] = this.#closed;
    if (first !== undefined) this.#remove(first);
  }

  /** All leave the list. */
  clear(): void {
    for (const client of this.#all) this.#forget(client);
    for (const set of [this.#all, this.#closed, this.#changed]) set.clear();
    this.#removed = [];
    this.#beginsAnew = true;
  }

  /** What was not yet told, `undefined` when nothing. */
  takeChanges(): AcceptedMessage | undefined {
    const rows: Accepted[] = [];
    for (const client of this.#changed) {
      if (rows.length === acceptedLimits.rowsAtOnce) break;
      this.#changed.delete(client);
      rows.push(rowOf(client));
    }
    const message: AcceptedMessage = {
      kind: "accepted",
      isAll: this.#beginsAnew,
      changed: rows,
      removed: this.#removed,
    };
    this.#removed = [];
    this.#beginsAnew = false;
    const isEmpty = !message.isAll && rows.length === 0 && message.removed.length === 0;
    return isEmpty ? undefined : message;
  }

  get hasChanges(): boolean {
    return this.#changed.size > 0;
  }

  all(): AcceptedMessage {
    return { kind: "accepted", isAll: true, changed: [...this.#all].map(rowOf), removed: [] };
  }

  #remove(client: AcceptedClient): void {
    for (const set of [this.#all, this.#closed, this.#changed]) set.delete(client);
    this.#removed.push(client.conversation.number);
    this.#forget(client);
  }
}

function rowOf({ conversation, facts }: AcceptedClient): Accepted {
  const { state } = conversation;
  const shown = state === "closing" ? "closing" : state === "unconnected" ? "closed" : "open";
  return { conversation: conversation.number, ...facts, state: shown, ...conversation.figures };
}

// Rows of a log as the process would tell them, made for tests.

import { keptPayloadBytes, type LogEntry } from "../../../src/link/log-entry.js";

/** What a frame may differ in; the rest is that of a whole text message received. */
export interface MadeFrame {
  readonly direction?: "sent" | "received";
  readonly opcode?: number;
  readonly fin?: boolean;
  readonly rsv?: number;
  /** Of a message of several frames, the number of it; by itself a new one for each data frame that is no continuation. */
  readonly message?: number;
  readonly payload?: string | Uint8Array;
}

/** An entry without its place in the log. */
export type MadeEvent = LogEntry extends infer Entry
  ? Entry extends LogEntry
    ? Omit<Entry, "seq" | "conversation" | "atUs">
    : never
  : never;

/** Makes rows one after the other, each 1,000 µs after the one before. */
export class LogEntries {
  readonly #messages = new Map<string, number>();
  #seq = 0;
  #atUs: number;

  /** @param startUs - µs since 1970. */
  constructor(startUs = Date.UTC(2026, 0, 2, 3, 4, 5) * 1_000) {
    this.#atUs = startUs - 1_000;
  }

  get lastSeq(): number {
    return this.#seq;
  }

  /** So many numbers and so much time are left out. */
  skip(rows: number, us = 0): void {
    this.#seq += rows;
    this.#atUs += us;
  }

  event(conversation: number, event: MadeEvent): LogEntry {
    this.#seq += 1;
    this.#atUs += 1_000;
    return { ...event, seq: this.#seq, conversation, atUs: this.#atUs } as LogEntry;
  }

  frame(conversation: number, made: MadeFrame = {}): LogEntry {
    const { direction = "received", opcode = 1, fin = true, rsv = 0, payload = "" } = made;
    const bytes = typeof payload === "string" ? Buffer.from(payload) : Buffer.from(payload);
    const lane = `${conversation} ${direction}`;
    const before = this.#messages.get(lane) ?? 0;
    const message = made.message ?? (opcode === 0 ? Math.max(1, before) : before + 1);
    if (opcode < 8) this.#messages.set(lane, message);
    return this.event(conversation, {
      kind: "frame",
      direction,
      opcode,
      fin,
      rsv,
      bytes: bytes.length,
      payload: bytes.subarray(0, keptPayloadBytes).toString("base64"),
      ...(opcode < 8 && { message }),
    });
  }

  /** One message in frames of so many bytes. */
  fragments(
    conversation: number,
    payload: string | Uint8Array,
    { fragmentBytes, ...made }: MadeFrame & { readonly fragmentBytes: number },
  ): readonly LogEntry[] {
    const bytes = typeof payload === "string" ? Buffer.from(payload) : Buffer.from(payload);
    const count = Math.max(1, Math.ceil(bytes.length / fragmentBytes));
    return Array.from({ length: count }, (_, index) =>
      this.frame(conversation, {
        ...made,
        opcode: index === 0 ? (made.opcode ?? 1) : 0,
        fin: index === count - 1,
        payload: bytes.subarray(index * fragmentBytes, (index + 1) * fragmentBytes),
      }),
    );
  }
}

/** Every kind of row, in one conversation. */
export function oneOfEach(entries: LogEntries, conversation: number): readonly LogEntry[] {
  const bytes = Uint8Array.from({ length: 10_000 }, (_, index) => (index * 7) % 256);
  return [
    entries.event(conversation, { kind: "state", state: "hostLookup" }),
    entries.event(conversation, { kind: "state", state: "connecting" }),
    entries.event(conversation, { kind: "state", state: "connected" }),
    entries.frame(conversation, { direction: "sent", payload: "你好, 服务器!" }),
    entries.frame(conversation, { payload: "hello\tclient\nsecond line \u202e reversed <b>bold</b>" }),
    entries.frame(conversation, { payload: Uint8Array.of(0x61, 0xff, 0xfe, 0x62) }),
    ...entries.fragments(conversation, "Ein Satz, der über die Grenzen der Rahmen läuft: 你好", {
      fragmentBytes: 10,
    }),
    entries.frame(conversation, { opcode: 2, payload: bytes.subarray(0, 40) }),
    entries.frame(conversation, { opcode: 2, direction: "sent", payload: bytes }),
    entries.frame(conversation, { opcode: 9, direction: "sent", payload: "1" }),
    entries.frame(conversation, { opcode: 10, payload: "1" }),
    entries.event(conversation, { kind: "roundTrip", elapsedUs: 1_234 }),
    entries.frame(conversation, { rsv: 4, payload: "x".repeat(5_000) }),
    entries.frame(conversation, { opcode: 1, fin: false, payload: "a message without an end, " }),
    entries.event(conversation, { kind: "leftOut", direction: "received", frames: 12_345, bytes: 1_258_291 }),
    entries.frame(conversation, { opcode: 0, fin: false, payload: "with a gap" }),
    entries.frame(conversation, { payload: "" }),
    entries.frame(conversation, { opcode: 3, payload: "reserved" }),
    entries.event(conversation, {
      kind: "problem",
      code: "connection-lost",
      message: "the peer reset the connection",
      hint: "Look into its log.",
    }),
    entries.frame(conversation, { opcode: 8, direction: "sent", payload: Buffer.from("03e8627965", "hex") }),
    entries.frame(conversation, { opcode: 8, payload: Buffer.from("03e8", "hex") }),
    entries.event(conversation, {
      kind: "closed",
      code: 1000,
      reason: "bye",
      wasClean: true,
      initiatedBy: "local",
    }),
    entries.event(conversation, { kind: "state", state: "unconnected" }),
  ];
}

/** What is told in 100 ms of a flood of 50,000 small frames a second: the first of them, and a count of the others. */
export function floodBatch(entries: LogEntries, conversation: number): readonly LogEntry[] {
  const shown = Array.from({ length: 200 }, (_, index) =>
    entries.frame(conversation, { payload: `message ${index} of a flood` }),
  );
  const leftOut = 5_000 - shown.length;
  entries.skip(leftOut);
  return [
    ...shown,
    entries.event(conversation, {
      kind: "leftOut",
      direction: "received",
      frames: leftOut,
      bytes: leftOut * 23,
    }),
  ];
}

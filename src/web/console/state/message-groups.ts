// Which message a frame belongs to, from the order in which entries come.

import type { FrameEntry, LogEntry } from "../../../link/log-entry.js";
import { firstFrame, type LogRow, type MessageRow } from "./log-row.js";
import { RowQueue } from "./row-queue.js";

interface Sides {
  sent?: MessageRow | undefined;
  received?: MessageRow | undefined;
}

/** See the file's first line. Remembers unfinished messages, at most two of a conversation. */
export class MessageGroups {
  readonly #unfinished = new Map<number, Sides>();
  /** Since the last frame of the unfinished message something was left out in its direction. */
  readonly #interrupted = new WeakSet<MessageRow>();

  /** The row that the entry begins, or the one that it makes longer. */
  take(entry: LogEntry): { readonly row: LogRow; readonly isNew: boolean } {
    if (entry.kind === "frame" && entry.message !== undefined) return this.#data(entry, entry.message);
    if (entry.kind === "leftOut") this.#leftOut(entry.conversation, entry.direction);
    // What was unfinished then stays so: message numbers may begin anew.
    if (entry.kind === "closed" || (entry.kind === "state" && entry.state === "connecting")) {
      this.#unfinished.delete(entry.conversation);
    }
    const { seq, conversation } = entry;
    return { row: { kind: "entry", seq, conversation, entry }, isNew: true };
  }

  /** The page has no room for the row any more: a frame that still comes begins a row of its own. */
  forget(row: LogRow): void {
    if (row.kind !== "message") return;
    const sides = this.#unfinished.get(row.conversation);
    if (sides?.[row.direction] === row) sides[row.direction] = undefined;
  }

  clear(): void {
    this.#unfinished.clear();
  }

  #data(frame: FrameEntry, message: number): { readonly row: LogRow; readonly isNew: boolean } {
    const sides = this.#sidesOf(frame.conversation);
    const open = sides[frame.direction];
    if (open !== undefined && firstFrame(open)?.message === message) {
      open.frames.push(frame);
      open.bytes += frame.bytes;
      if (this.#interrupted.delete(open)) open.missing.before.push(frame.seq);
      if (frame.fin) {
        open.isFinished = true;
        sides[frame.direction] = undefined;
      }
      return { row: open, isNew: false };
    }
    // RFC 6455 §5.4: messages of one direction are not interleaved, so the end of the one before was left out.
    if (open !== undefined) open.missing.end = true;
    const row: MessageRow = {
      kind: "message",
      seq: frame.seq,
      conversation: frame.conversation,
      direction: frame.direction,
      frames: new RowQueue(),
      bytes: frame.bytes,
      isFinished: frame.fin,
      missing: { start: frame.opcode === 0, before: [], end: false },
    };
    row.frames.push(frame);
    sides[frame.direction] = frame.fin ? undefined : row;
    return { row, isNew: true };
  }

  #leftOut(conversation: number, direction: "sent" | "received"): void {
    const open = this.#unfinished.get(conversation)?.[direction];
    if (open !== undefined) this.#interrupted.add(open);
  }

  #sidesOf(conversation: number): Sides {
    const known = this.#unfinished.get(conversation);
    if (known !== undefined) return known;
    const sides: Sides = {};
    this.#unfinished.set(conversation, sides);
    return sides;
  }
}

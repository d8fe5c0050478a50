// The frames of one conversation as rows of the log: all of them, until they come too fast to be shown.

import { keptPayloadBytes } from "../../link/log-entry.js";
import { Opcode } from "../../protocol/opcodes.js";
import type { LeftOutCounts, LogBook, LogRow } from "./log-book.js";
import { WindowBudget } from "./window-budget.js";

/** Bounds of one conversation in a window of 100 ms. */
export const floodLimits = { frames: 200, payloadBytes: 256 * 1024, controlFrames: 50 } as const;

/** What is looked at of a frame. The payload is a view that is valid only during the call, inflated. */
export interface SeenFrame {
  readonly opcode: number;
  readonly fin: boolean;
  readonly rsv: number;
  readonly payload: Uint8Array;
  /** Header and payload as they were on the wire. */
  readonly wireBytes: number;
}

export type Direction = "sent" | "received";

/** What happens in one direction. */
interface Lane {
  readonly direction: Direction;
  /** Of the message under way, or the last one. */
  message: number;
  leftOutFrames: number;
  leftOutBytes: number;
  /** When the last frame was left out, on the clock. */
  leftOutAtUs: number;
}

/**
 * Rows for every frame, in the order of the calls. In a window of 100 ms only the first {@link floodLimits} are rows; of the rest
 * one row for each direction tells number and bytes, before its next data frame or when the window has ended. Control frames
 * have room of their own, and a close frame is always a row. A frame beyond the bounds costs some additions, whatever its size.
 */
export class FrameRecorder implements LeftOutCounts {
  readonly #conversation: number;
  readonly #log: LogBook;
  readonly #data = new WindowBudget(floodLimits.frames, floodLimits.payloadBytes);
  readonly #control = new WindowBudget(floodLimits.controlFrames, Number.POSITIVE_INFINITY);
  readonly #sent: Lane = newLane("sent");
  readonly #received: Lane = newLane("received");
  #lastAtUs = 0;
  /** When the window ends in which the first frame was left out that is not told yet. */
  #leftOutUntilUs = Number.POSITIVE_INFINITY;

  constructor(conversation: number, log: LogBook) {
    this.#conversation = conversation;
    this.#log = log;
  }

  /** When the last frame was, on the clock. */
  get lastAtUs(): number {
    return this.#lastAtUs;
  }

  /** The hot path: called for each frame. `atUs`: on the clock. */
  frame(direction: Direction, frame: SeenFrame, atUs: number): void {
    const lane = direction === "sent" ? this.#sent : this.#received;
    const isControl = frame.opcode > 7;
    if (!isControl && frame.opcode !== Opcode.continuation) lane.message++;
    this.#lastAtUs = atUs;
    if (this.#data.begin(atUs)) this.#control.begin(atUs);
    const own = isControl ? this.#control : this.#data;
    const all = this.#log.budget;
    all.begin(atUs);
    const isShown = frame.opcode === Opcode.close || (own.hasRoom && all.hasRoom);
    if (isShown) this.#show(lane, frame, atUs);
    else this.#leaveOut(lane, frame.payload.length, atUs);
  }

  /** Another row than a frame. What was left out before it is told first. */
  row(atUs: number, row: LogRow): void {
    this.#tellCounts();
    this.#log.add(this.#conversation, atUs, row);
  }

  tellLeftOut(nowUs: number): boolean {
    if (nowUs < this.#leftOutUntilUs) return this.#leftOutUntilUs === Number.POSITIVE_INFINITY;
    this.#tellCounts();
    return true;
  }

  #show(lane: Lane, { opcode, fin, rsv, payload }: SeenFrame, atUs: number): void {
    const isControl = opcode > 7;
    // Before the next data frame of its direction, or nobody would see that a message has a gap.
    const isAfterGap = !isControl && lane.leftOutFrames > 0;
    if (opcode === Opcode.close || isAfterGap || atUs >= this.#leftOutUntilUs) this.#tellCounts();
    const kept = Math.min(payload.length, keptPayloadBytes);
    (isControl ? this.#control : this.#data).take(kept);
    this.#log.budget.take(kept);
    const base64 = Buffer.from(payload.buffer, payload.byteOffset, kept).toString("base64");
    const frame = { direction: lane.direction, opcode, fin, rsv, bytes: payload.length, payload: base64 };
    const message = isControl ? {} : { message: lane.message };
    this.#log.add(this.#conversation, atUs, { kind: "frame", ...frame, ...message });
  }

  #leaveOut(lane: Lane, bytes: number, atUs: number): void {
    this.#log.skip();
    if (this.#leftOutUntilUs === Number.POSITIVE_INFINITY) {
      this.#leftOutUntilUs = this.#data.endsAtUs;
      this.#log.awaitLeftOut(this);
    }
    lane.leftOutFrames++;
    lane.leftOutBytes += bytes;
    lane.leftOutAtUs = atUs;
  }

  #tellCounts(): void {
    this.#leftOutUntilUs = Number.POSITIVE_INFINITY;
    for (const lane of [this.#received, this.#sent]) {
      const { direction, leftOutFrames: frames, leftOutBytes: bytes, leftOutAtUs } = lane;
      if (frames === 0) continue;
      lane.leftOutFrames = 0;
      lane.leftOutBytes = 0;
      this.#log.add(this.#conversation, leftOutAtUs, { kind: "leftOut", direction, frames, bytes });
    }
  }
}

function newLane(direction: Direction): Lane {
  return { direction, message: 0, leftOutFrames: 0, leftOutBytes: 0, leftOutAtUs: 0 };
}

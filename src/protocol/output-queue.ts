// What an endpoint has to write, in few arrays: small frames of a batch lie side by side, so one write sends them all.

import { frameHeaderBytes, type WrittenFrame, writeFrame, writeFrameHeader } from "./frame-encoder.js";
import { maskRange } from "./mask.js";

/** Shared by all endpoints of the process, so that an idle connection holds none of it. */
const ARENA_BYTES = 16_384;
/** Larger frames get an array of their own: a view of the arena keeps all of it alive. */
const MAX_SMALL_BYTES = 2_048;

const noOutput: readonly Uint8Array[] = Object.freeze([]);
const noRun = Buffer.alloc(0);

let arena = Buffer.allocUnsafeSlow(ARENA_BYTES);
let arenaUsed = 0;

/** A text message in one frame, for {@link OutputQueue.text}. */
export interface WrittenText {
  readonly firstByte: number;
  readonly key: number | false;
  readonly text: string;
}

/** The queue of one endpoint. */
export class OutputQueue {
  /** What lies before the run; made when something does. */
  #parts: Uint8Array[] | undefined;
  /** Bytes in the arena since the last part: only these were written by this queue. */
  #run = noRun;
  #runStart = 0;
  #runEnd = 0;
  #bytes = 0;

  /** Bytes queued. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Queues a frame with a minimal length field. The payload is copied. */
  frame(frame: WrittenFrame): void {
    const total = frameHeaderBytes(frame.payload.length, frame.key !== false) + frame.payload.length;
    writeFrame(this.#room(total), this.#runEnd - total, frame);
  }

  /** Queues a text message in one frame, encoded in place; gives the payload's bytes. A lone surrogate becomes U+FFFD. */
  text(message: WrittenText): number {
    const { text, key } = message;
    const payloadBytes = Buffer.byteLength(text);
    const total = frameHeaderBytes(payloadBytes, key !== false) + payloadBytes;
    const target = this.#room(total);
    const at = this.#runEnd - total;
    const start = at + writeFrameHeader(target, at, message.firstByte, payloadBytes, key);
    target.write(text, start, "utf8");
    if (key !== false) maskRange(target, start, start + payloadBytes, key, 0);
    return payloadBytes;
  }

  /** Queues bytes as they are. They are the queue's from here on: small ones may be copied, others are not. */
  bytesAsTheyAre(bytes: Uint8Array): void {
    if (this.#bytes === 0 || bytes.length > MAX_SMALL_BYTES) {
      this.#endRun();
      this.#push(bytes);
      this.#bytes += bytes.length;
    } else this.#room(bytes.length).set(bytes, this.#runEnd - bytes.length);
  }

  /** Empties the queue; the arrays, in order, are the caller's. */
  take(): readonly Uint8Array[] {
    if (this.#bytes === 0) return noOutput;
    this.#endRun();
    const parts = this.#parts ?? noOutput;
    this.#parts = undefined;
    this.#bytes = 0;
    return parts;
  }

  /** An array with `bytes` of room that end at `#runEnd`; all of them must be written. */
  #room(bytes: number): Buffer {
    this.#bytes += bytes;
    if (bytes > MAX_SMALL_BYTES) {
      this.#endRun();
      this.#run = Buffer.allocUnsafeSlow(bytes);
      this.#runEnd = bytes;
      return this.#run;
    }
    if (arenaUsed + bytes > ARENA_BYTES) {
      arena = Buffer.allocUnsafeSlow(ARENA_BYTES);
      arenaUsed = 0;
    }
    if (this.#run !== arena || this.#runEnd !== arenaUsed) {
      this.#endRun();
      this.#run = arena;
      this.#runStart = arenaUsed;
    }
    arenaUsed += bytes;
    this.#runEnd = arenaUsed;
    return arena;
  }

  #push(part: Uint8Array): void {
    if (this.#parts === undefined) this.#parts = [part];
    else this.#parts.push(part);
  }

  #endRun(): void {
    if (this.#runEnd > this.#runStart) this.#push(this.#run.subarray(this.#runStart, this.#runEnd));
    this.#run = noRun;
    this.#runStart = 0;
    this.#runEnd = 0;
  }
}

// A log without tabs' links: what it tells, in short words.

import type { Clock } from "../../../src/clock.js";
import { Opcode } from "../../../src/protocol/opcodes.js";
import type { SeenFrame } from "../../../src/ui/windows/frame-recorder.js";
import { LogBook } from "../../../src/ui/windows/log-book.js";
import { ToldPage } from "./told-page.js";

/** A log book, and the page that is told of it. */
export function makeLog(clock: Clock, epochUs = 0): { readonly log: LogBook; readonly page: ToldPage } {
  const page = new ToldPage();
  const log = new LogBook({ tabs: { count: 1, tell: (message) => page.take(message) }, clock, epochUs });
  return { log, page };
}

/** A whole text frame, unless told otherwise. */
export function frame(payload: string | Uint8Array, shape: Partial<SeenFrame> = {}): SeenFrame {
  const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
  return { opcode: Opcode.text, fin: true, rsv: 0, payload: bytes, wireBytes: 6 + bytes.length, ...shape };
}

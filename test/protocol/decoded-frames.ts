// What a frame decoder makes of bytes, as lines that a test can compare.

import { expect } from "vitest";
import { FrameDecoder, type FrameDecoderOptions } from "../../src/protocol/frame-decoder.js";
import { chop } from "../../src/protocol/frame-encoder.js";
import type { Violation } from "../../src/protocol/violation.js";
import { payloadLine } from "./transcript.js";

/** What a decoder delivered. */
export interface Decoded {
  readonly frames: string[];
  readonly violations: Violation[];
}

/** Headers with their whole payloads, as lines `fin rsv opcode key headerBytes [payload]`. */
export function decode(pieces: readonly Uint8Array[], options: Partial<FrameDecoderOptions> = {}): Decoded {
  const frames: string[] = [];
  const violations: Violation[] = [];
  let payload: number[] = [];
  const decoder = new FrameDecoder(
    { role: "client", limits: { maxFrameBytes: 100_000 }, allowRsv1: false, ...options },
    {
      header: () => {
        payload = [];
      },
      payload: (h, piece, isLast) => {
        payload.push(...piece);
        if (isLast !== (payload.length === h.payloadBytes)) expect.fail(`isLast is ${isLast}`);
        if (!isLast) return;
        const key = h.masked ? h.maskKey.toString(16) : "none";
        frames.push(
          `${h.fin ? 1 : 0} ${h.rsv} ${h.opcode} ${key} ${h.headerBytes} [${payloadLine(Uint8Array.from(payload))}]`,
        );
      },
      violation: (violation) => violations.push(violation),
    },
  );
  for (const piece of pieces) decoder.receive(new Uint8Array(piece)); // a copy: decoding unmasks in place
  return { frames, violations };
}

/** Decodes the bytes whole and byte by byte, which must come to the same. */
export function decodeBothWays(bytes: Uint8Array, options: Partial<FrameDecoderOptions> = {}): Decoded {
  const whole = decode([bytes], options);
  expect(decode(chop(bytes, 1), options), "fed byte by byte").toEqual(whole);
  return whole;
}

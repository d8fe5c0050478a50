// Everything that an endpoint tells, in order, as values that survive the callback: what two runs must agree on.

import { createHash } from "node:crypto";
import { expect } from "vitest";
import { Endpoint, type EndpointOptions, type EndpointSink } from "../../src/protocol/endpoint.js";
import { chop } from "../../src/protocol/frame-encoder.js";
import { opcodeName } from "../../src/protocol/opcodes.js";
import type { Violation } from "../../src/protocol/violation.js";
import { fromHex, toHex } from "./hex.js";

/** One event as a line: `message text 48 65 in 1`. */
export type Line = string;

/** An endpoint and what it told. */
export interface Listened {
  readonly endpoint: Endpoint;
  readonly lines: Line[];
  readonly violations: Violation[];
}

/** The fixed key of the endpoints under test: that of the examples in RFC 6455 §5.7. */
export const exampleMaskKey = 0x37fa213d;

/** An endpoint whose events are written down; frame events only on demand. */
export function listen(options: Partial<EndpointOptions> = {}, withFrames = false): Listened {
  const lines: Line[] = [];
  const violations: Violation[] = [];
  const sink: EndpointSink = {
    messageReceived: (m) => lines.push(line("message", m.kind, payloadLine(m.payload), "in", m.fragments)),
    pingReceived: (payload) => lines.push(line("ping", payloadLine(payload))),
    pongReceived: (payload) => lines.push(line("pong", payloadLine(payload))),
    closeReceived: (close) => lines.push(line("close", close.code, close.reason)),
    violated: (violation) => {
      violations.push(violation);
      lines.push(line("violated", violation.code, violation.section, violation.closeCode));
    },
  };
  if (withFrames) {
    sink.frameReceived = (frame) =>
      lines.push(
        line(
          `frame ${opcodeName(frame.opcode)}`,
          `fin=${frame.fin ? 1 : 0} rsv=${frame.rsv}`,
          `[${payloadLine(frame.payload)}]`,
          frame.wireBytes,
        ),
      );
  }
  const endpoint = new Endpoint({ role: "client", maskKey: () => exampleMaskKey, ...options }, sink);
  return { endpoint, lines, violations };
}

/** What an endpoint tells of `stream`, which is given whole and then byte by byte: both must tell the same. */
export function transcriptOf(stream: string | Uint8Array, options: Partial<EndpointOptions> = {}): Line[] {
  const bytes = typeof stream === "string" ? fromHex(stream) : stream;
  const whole = listen(options, true);
  whole.endpoint.receive(new Uint8Array(bytes));
  const bitten = listen(options, true);
  for (const piece of chop(new Uint8Array(bytes), 1)) bitten.endpoint.receive(piece);
  expect(bitten.lines, "fed byte by byte").toEqual(whole.lines);
  expect(payloadLine(outputOf(bitten.endpoint)), "fed byte by byte").toBe(
    payloadLine(outputOf(whole.endpoint)),
  );
  return whole.lines;
}

/** As {@link transcriptOf} without the lines about frames. */
export function eventsOf(stream: string | Uint8Array, options: Partial<EndpointOptions> = {}): Line[] {
  return transcriptOf(stream, options).filter((text) => !text.startsWith("frame "));
}

/** Takes what the endpoint has to write, as one array. */
export function outputOf(endpoint: Endpoint): Uint8Array {
  return new Uint8Array(Buffer.concat(endpoint.takeOutput()));
}

/** Spaced hex of a short payload; length and hash of one that nobody would read. */
export function payloadLine(payload: Uint8Array): string {
  if (payload.length <= 64) return toHex(payload);
  return `${payload.length} bytes ${createHash("sha256").update(payload).digest("hex").slice(0, 16)}`;
}

function line(...words: (string | number)[]): Line {
  return words
    .map(String)
    .filter((word) => word !== "")
    .join(" ");
}

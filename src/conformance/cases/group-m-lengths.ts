// M.4-M.6: the length field, RFC 6455 §5.2: not minimal, impossible, far too large, and too long for a control frame.

import { type MessageKind, Opcode } from "../../protocol/opcodes.js";
import type { RawFrame } from "../../protocol/raw-frame.js";
import type { ConformanceCase } from "../case.js";
import { type CaseEvent, pong } from "../case-event.js";
import { normalClose, protocolError } from "../close-expectation.js";
import { judgeLeniency } from "./judgements.js";

interface LongFormRow {
  readonly payloadBytes: number;
  readonly lengthForm: "16" | "64";
  readonly opcode: number;
}

const longFormRows: readonly LongFormRow[] = [
  { payloadBytes: 0, lengthForm: "16", opcode: Opcode.text },
  { payloadBytes: 5, lengthForm: "16", opcode: Opcode.text },
  { payloadBytes: 125, lengthForm: "16", opcode: Opcode.binary },
  { payloadBytes: 0, lengthForm: "64", opcode: Opcode.text },
  { payloadBytes: 5, lengthForm: "64", opcode: Opcode.text },
  { payloadBytes: 125, lengthForm: "64", opcode: Opcode.binary },
  { payloadBytes: 126, lengthForm: "64", opcode: Opcode.text },
  { payloadBytes: 65_535, lengthForm: "64", opcode: Opcode.binary },
  { payloadBytes: 5, lengthForm: "16", opcode: Opcode.ping },
  { payloadBytes: 5, lengthForm: "64", opcode: Opcode.ping },
];

interface BoundaryRow {
  readonly opcode: number;
  readonly payloadBytes: number;
}

const controlRows: readonly BoundaryRow[] = [
  { opcode: Opcode.ping, payloadBytes: 127 },
  { opcode: Opcode.ping, payloadBytes: 65_535 },
  { opcode: Opcode.ping, payloadBytes: 65_536 },
  { opcode: Opcode.pong, payloadBytes: 126 },
  { opcode: Opcode.pong, payloadBytes: 65_536 },
  { opcode: Opcode.close, payloadBytes: 127 },
  { opcode: Opcode.close, payloadBytes: 65_536 },
];

interface TopBitRow {
  readonly announced: bigint;
  readonly opcode: number;
  readonly payload: string;
}

const topBitRows: readonly TopBitRow[] = [
  { announced: 0x8000_0000_0000_0005n, opcode: Opcode.text, payload: "Hello" },
  { announced: 0x8000_0000_0000_0000n, opcode: Opcode.text, payload: "" },
  { announced: 0xffff_ffff_ffff_ffffn, opcode: Opcode.binary, payload: "" },
  { announced: 0xffff_ffff_ffff_fffbn, opcode: Opcode.binary, payload: "Hello" },
];

/** The length field. */
export const groupMLengths: readonly ConformanceCase[] = [
  ...longFormRows.map((row, index) => longForm(`M.4.${index + 1}`, row)),
  ...topBitRows.map((row, index) => topBit(`M.5.${index + 1}`, row)),
  ...controlRows.map((row, index) => tooLongControl(`M.6.${index + 1}`, row)),
  longestControl("M.6.8"),
];

function longForm(id: string, { payloadBytes, lengthForm, opcode }: LongFormRow): ConformanceCase {
  const payload = Buffer.alloc(payloadBytes, "*");
  return {
    id,
    peers: ["server", "client"],
    description: `A ${nameOf(opcode)} of ${payloadBytes} bytes whose length stands in the ${lengthForm}-bit field, though a shorter one holds it.`,
    expectation:
      "The peer fails the connection with 1002. One that reads the length right is lenient: only senders are told to take the shortest form.",
    section: "RFC 6455 §5.2",
    fix: "Fail the connection with 1002 for a 16-bit length below 126 and a 64-bit length below 65536; if you take them, take them for what they say.",
    close: "any",
    async run(driver) {
      driver.send({ opcode, payload, lengthForm });
      await judgeLeniency(driver, {
        codes: [1002],
        expected: [echoOf(opcode, payload)],
        taken: `The peer takes a length of ${payloadBytes} in the ${lengthForm}-bit field.`,
      });
    },
  };
}

function topBit(id: string, { announced, opcode, payload }: TopBitRow): ConformanceCase {
  const hex = announced.toString(16).replaceAll(/(..)(?=.)/g, "$1 ");
  return {
    id,
    peers: ["server", "client"],
    description: `A ${nameOf(opcode)} whose 64-bit length is ${hex}: its highest bit, which must be 0, is set; ${payload.length} bytes follow.`,
    expectation: "The peer fails the connection, with 1002 (or 1009) if with a code.",
    section: "RFC 6455 §5.2",
    fix: "Fail the connection with 1002 when the highest bit of a 64-bit length is set; do not drop or sign-extend it.",
    outcomes: { ok: [] },
    close: { ...protocolError, codes: [1002, 1009] },
    run(driver) {
      driver.send({ opcode, payload: Buffer.from(payload), announcedBytes: announced, lengthForm: "64" });
      driver.killAfter(1);
    },
  };
}

function tooLongControl(id: string, { opcode, payloadBytes }: BoundaryRow): ConformanceCase {
  const payload = Buffer.alloc(payloadBytes, "*");
  if (opcode === Opcode.close) payload.writeUInt16BE(1000);
  return {
    id,
    peers: ["server", "client"],
    description: `A ${nameOf(opcode)} of ${payloadBytes} bytes; at most 125 are allowed.`,
    expectation: "The peer fails the connection, with 1002 if with a code.",
    section: "RFC 6455 §5.5",
    fix: "Fail the connection with 1002 when a control frame's 7-bit length is 126 or 127, before its payload is there.",
    outcomes: { ok: [] },
    close: protocolError,
    run(driver) {
      driver.send({ opcode, payload });
      driver.killAfter(1);
    },
  };
}

function longestControl(id: string): ConformanceCase {
  const payload = Buffer.alloc(125, 0xff);
  return {
    id,
    peers: ["server", "client"],
    description: "An unsolicited pong and a ping of 125 bytes each, the most there may be.",
    expectation: "The pong is ignored, the ping is answered with all its bytes.",
    section: "RFC 6455 §5.5",
    fix: "Take control frames of up to 125 bytes, and answer a ping with exactly its payload.",
    outcomes: { ok: [pong(payload)] },
    close: normalClose,
    run(driver) {
      driver.send({ opcode: Opcode.pong, payload }, { opcode: Opcode.ping, payload });
      driver.killAfter(1);
    },
  };
}

/** What a peer that takes the frame sends back. */
function echoOf(opcode: RawFrame["opcode"], payload: Uint8Array): CaseEvent {
  if (opcode === Opcode.ping) return pong(payload);
  const type: MessageKind = opcode === Opcode.text ? "text" : "binary";
  return { kind: "message", type, payload };
}

function nameOf(opcode: number): string {
  if (opcode === Opcode.text) return "text message";
  if (opcode === Opcode.binary) return "binary message";
  return opcode === Opcode.ping ? "ping" : opcode === Opcode.pong ? "pong" : "close frame";
}

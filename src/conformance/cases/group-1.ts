// Group 1: a text or binary message of a boundary length comes back as it was sent.

import type { MessageKind } from "../../protocol/opcodes.js";
import { Opcode } from "../../protocol/opcodes.js";
import type { ConformanceCase } from "../case.js";
import { normalClose } from "../close-expectation.js";

interface Row {
  readonly payloadBytes: number;
  readonly killWaits: number;
  readonly pieceBytes?: number;
}

const rows: readonly Row[] = [
  { payloadBytes: 0, killWaits: 1 },
  { payloadBytes: 125, killWaits: 1 },
  { payloadBytes: 126, killWaits: 1 },
  { payloadBytes: 127, killWaits: 1 },
  { payloadBytes: 128, killWaits: 1 },
  { payloadBytes: 65_535, killWaits: 10 },
  { payloadBytes: 65_536, killWaits: 10 },
  { payloadBytes: 65_536, killWaits: 10, pieceBytes: 997 },
];

/** 1.1 text, 1.2 binary. */
export const group1: readonly ConformanceCase[] = [
  ...rows.map((row, index) => echoCase(`1.1.${index + 1}`, "text", row)),
  ...rows.map((row, index) => echoCase(`1.2.${index + 1}`, "binary", row)),
];

function echoCase(id: string, type: MessageKind, row: Row): ConformanceCase {
  const { payloadBytes, killWaits, pieceBytes } = row;
  const payload = Buffer.alloc(payloadBytes, type === "text" ? "*" : 0xfe);
  const pieces = pieceBytes === undefined ? "" : `, written in pieces of ${pieceBytes} bytes`;
  return {
    id,
    peers: ["server", "client"],
    description: `A ${type} message of ${payloadBytes} bytes in one frame${pieces}.`,
    expectation: "The same message comes back.",
    section: "RFC 6455 §5.2",
    fix: "Read the 7-bit, 16-bit and 64-bit length forms, and echo the whole payload with its type.",
    outcomes: { ok: [{ kind: "message", type, payload }] },
    close: normalClose,
    run(driver) {
      driver.sendAs({ pieceBytes }, { opcode: Opcode[type], payload });
      driver.killAfter(killWaits);
    },
  };
}

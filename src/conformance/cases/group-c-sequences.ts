// C.4: what comes with, before and after a close frame: RFC 6455 §5.5.1 and §1.4.

import { encodeClosePayload } from "../../protocol/close-payload.js";
import { Opcode } from "../../protocol/opcodes.js";
import type { RawFrame } from "../../protocol/raw-frame.js";
import type { ConformanceCase } from "../case.js";
import { normalClose } from "../close-expectation.js";

interface SequenceRow {
  readonly what: string;
  readonly before?: readonly RawFrame[];
  /** Of the close frame; default: code 1000. */
  readonly payload?: Uint8Array;
  readonly after?: readonly RawFrame[];
  /** Bytes that are no whole frame. */
  readonly bytesAfter?: Uint8Array;
}

const discarded =
  "Discard whatever comes after a close frame unread: it can break no rule any more, and is not answered.";
const fragment: RawFrame = { opcode: Opcode.binary, fin: false, payload: Uint8Array.of(1, 2, 3) };

const rows: readonly SequenceRow[] = [
  {
    what: "A second close frame, with code 1001, after one with 1000",
    after: [{ opcode: Opcode.close, payload: encodeClosePayload(1001) }],
  },
  {
    what: "A second close frame, with code 1000, after one without a code",
    payload: new Uint8Array(0),
    after: [{ opcode: Opcode.close, payload: encodeClosePayload(1000) }],
  },
  {
    what: "A binary message after the close frame",
    after: [{ opcode: Opcode.binary, payload: Uint8Array.of(0xfe) }],
  },
  {
    what: "A ping, a pong and a text message after the close frame",
    after: [
      { opcode: Opcode.ping, payload: Buffer.from("ping") },
      { opcode: Opcode.pong, payload: Buffer.from("pong") },
      { opcode: Opcode.text, payload: Buffer.from("text") },
    ],
  },
  { what: "A frame with the reserved opcode 3 after the close frame", after: [{ opcode: 3 }] },
  {
    what: "A frame with RSV1, RSV2 and RSV3 after the close frame",
    after: [{ opcode: Opcode.text, rsv: 7 }],
  },
  {
    what: "A text message that is not UTF-8 after the close frame",
    after: [{ opcode: Opcode.text, payload: Uint8Array.of(0xff) }],
  },
  {
    what: "A continuation frame that continues nothing after the close frame",
    after: [{ opcode: Opcode.continuation, payload: Buffer.from("nothing") }],
  },
  { what: "A single byte, the begin of a header, after the close frame", bytesAfter: Uint8Array.of(0x81) },
  {
    what: "A close frame inside the fragments of a binary message, whose rest never comes",
    before: [fragment],
  },
  {
    what: "A close frame without a code inside the fragments of a binary message, whose rest comes after it",
    before: [fragment],
    payload: new Uint8Array(0),
    after: [{ opcode: Opcode.continuation, payload: Uint8Array.of(4) }],
  },
];

/** Close frames in company, and in pieces. */
export const groupCSequences: readonly ConformanceCase[] = [
  ...rows.map((row, index) => sequence(`C.4.${index + 1}`, row)),
  inPieces("C.4.12", encodeClosePayload(1000, "in pieces of one byte")),
  inPieces("C.4.13", new Uint8Array(0)),
];

function sequence(id: string, row: SequenceRow): ConformanceCase {
  const { what, before = [], payload = encodeClosePayload(1000), after = [], bytesAfter } = row;
  return {
    id,
    peers: ["server", "client"],
    description: `${what}.`,
    expectation: "The peer answers the first close frame, with 1000 or no code, and sends nothing else.",
    section: "RFC 6455 §5.5.1",
    fix:
      before.length > 0
        ? "Answer a close frame wherever it comes, between the fragments of a message too, and give that message up."
        : discarded,
    outcomes: { ok: [] },
    close: { ...normalClose, wrongCodeIsFatal: true },
    run(driver) {
      // By one write: a peer that closes TCP as soon as it has answered would reset the connection for bytes that come
      // later, and the reset could overtake its answer.
      driver.together(() => {
        driver.send(...before);
        driver.closeWith(payload);
        driver.send(...after);
        if (bytesAfter !== undefined) driver.sendBytes(bytesAfter);
      });
      driver.killAfter(2);
    },
  };
}

function inPieces(id: string, payload: Uint8Array): ConformanceCase {
  return {
    id,
    peers: ["server", "client"],
    description: `A close frame with ${payload.length} bytes of payload, written byte by byte, inside the fragments of a text message.`,
    expectation: "The peer answers it once it is complete, with 1000 or no code.",
    section: "RFC 6455 §5.5.1",
    fix: "Keep the bytes of an unfinished control frame apart from those of the unfinished message.",
    outcomes: { ok: [] },
    close: { ...normalClose, wrongCodeIsFatal: true },
    run(driver) {
      driver.send({ opcode: Opcode.text, fin: false, payload: Buffer.from("fragment") });
      driver.closeWith(payload, { pieceBytes: 1 });
      driver.killAfter(2);
    },
  };
}

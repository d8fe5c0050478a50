// M.1-M.3: who masks and who must not, and that any key unmasks: RFC 6455 §5.1 and §5.3.

import { type MessageKind, Opcode, type Role } from "../../protocol/opcodes.js";
import type { RawFrame } from "../../protocol/raw-frame.js";
import type { ConformanceCase } from "../case.js";
import { text } from "../case-event.js";
import { normalClose, protocolError } from "../close-expectation.js";
import type { Driver } from "../driver/driver.js";

const hello = Buffer.from("Hello");

interface WrongRow {
  readonly what: string;
  /** The frame that is masked as it must not be. */
  readonly wrong: RawFrame;
  /** Right frames that go before it, in the same write. */
  readonly before?: readonly RawFrame[];
  /** A right text that is echoed before the wrong frame is sent. */
  readonly afterEcho?: boolean;
}

const wrongRows: readonly WrongRow[] = [
  { what: "a text message", wrong: { opcode: Opcode.text, payload: hello } },
  { what: "a binary message", wrong: { opcode: Opcode.binary, payload: Uint8Array.of(0, 0xfe, 0xff) } },
  { what: "an empty text message", wrong: { opcode: Opcode.text } },
  { what: "a ping", wrong: { opcode: Opcode.ping, payload: hello } },
  { what: "an unsolicited pong", wrong: { opcode: Opcode.pong, payload: hello } },
  { what: "a close frame with code 1000", wrong: { opcode: Opcode.close, payload: Uint8Array.of(3, 0xe8) } },
  {
    what: "the last fragment of a text message whose first one is right",
    before: [{ opcode: Opcode.text, fin: false, payload: Buffer.from("Hel") }],
    wrong: { opcode: Opcode.continuation, payload: Buffer.from("lo") },
  },
  {
    what: "the second of two text messages, after the first, which is right, was echoed",
    afterEcho: true,
    wrong: { opcode: Opcode.text, payload: hello },
  },
];

interface KeyRow {
  readonly what: string;
  readonly type: MessageKind;
  readonly frames: readonly RawFrame[];
}

const alphabet = Buffer.from("abcdefghijklmnopqrstuvwxyz");

const keyRows: readonly KeyRow[] = [
  { what: "the key 00 00 00 00", type: "text", frames: [masked(Opcode.text, alphabet, 0)] },
  { what: "the key ff ff ff ff", type: "text", frames: [masked(Opcode.text, alphabet, 0xffff_ffff)] },
  { what: "the key 00 00 00 01", type: "text", frames: [masked(Opcode.text, alphabet, 1)] },
  { what: "the key 80 00 00 00", type: "text", frames: [masked(Opcode.text, alphabet, 0x8000_0000)] },
  {
    what: "a key of its own for each of five fragments of 1, 2, 3, 5 and 15 bytes",
    type: "text",
    frames: fragments([0x01020304, 0xa0b0c0d0, 0, 0xffff_ffff, 0x7f80_8182]),
  },
  {
    what: "one key for all of five fragments of 1, 2, 3, 5 and 15 bytes: it begins anew in each",
    type: "text",
    frames: fragments([0x01020304, 0x01020304, 0x01020304, 0x01020304, 0x01020304]),
  },
  {
    what: "a key that equals the payload, so that only zero bytes are on the wire",
    type: "text",
    frames: [masked(Opcode.text, Buffer.from("abcdabcdabcd"), 0x61626364)],
  },
];

/** Wrong masks and odd keys. */
export const groupMMasking: readonly ConformanceCase[] = [
  ...wrongRows.map((row, index) => wrongMask(`M.1.${index + 1}`, "server", row)),
  ...wrongRows.map((row, index) => wrongMask(`M.2.${index + 1}`, "client", row)),
  ...keyRows.map((row, index) => oddKey(`M.3.${index + 1}`, row)),
];

function wrongMask(
  id: string,
  peer: Role,
  { what, wrong, before = [], afterEcho }: WrongRow,
): ConformanceCase {
  const isServer = peer === "server";
  const first = text("masked right");
  return {
    id,
    peers: [peer],
    description: isServer
      ? `An unmasked frame to a server: ${what}.`
      : `A masked frame to a client: ${what}.`,
    expectation: `The ${peer} fails the connection, with 1002 if with a code, and does nothing with the frame.`,
    section: "RFC 6455 §5.1",
    fix: isServer
      ? "As a server look at the mask bit of every frame, of control frames and later fragments too, and fail the connection with 1002 when it is 0."
      : "As a client look at the mask bit of every frame, of control frames and later fragments too, and fail the connection with 1002 when it is 1.",
    outcomes: { ok: afterEcho === true ? [first] : [] },
    close: protocolError,
    async run(driver) {
      driver.killAfter(2);
      if (afterEcho === true) {
        driver.sendMessage("text", "masked right");
        await driver.nextEvent();
      }
      driver.send(...before, { ...wrong, mask: isServer ? false : 0x37fa213d });
      driver.killAfter(1);
    },
  };
}

function oddKey(id: string, { what, type, frames }: KeyRow): ConformanceCase {
  const payload = Buffer.concat(frames.map((frame) => frame.payload ?? new Uint8Array(0)));
  return {
    id,
    peers: ["server"],
    description: `A ${type} message masked with ${what}.`,
    expectation: "The same message comes back.",
    section: "RFC 6455 §5.3",
    fix: "Unmask each frame with its own key, from that frame's first payload byte on, whatever the key is.",
    outcomes: { ok: [{ kind: "message", type, payload }] },
    close: normalClose,
    run(driver: Driver) {
      driver.send(...frames);
      driver.killAfter(1);
    },
  };
}

function masked(opcode: number, payload: Uint8Array, mask: number): RawFrame {
  return { opcode, payload, mask };
}

function fragments(keys: readonly number[]): readonly RawFrame[] {
  const ends = [1, 3, 6, 11, 26];
  return keys.map((mask, index) => ({
    opcode: index === 0 ? Opcode.text : Opcode.continuation,
    fin: index === keys.length - 1,
    payload: alphabet.subarray(ends[index - 1] ?? 0, ends[index]),
    mask,
  }));
}

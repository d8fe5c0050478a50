// M.7: a header announces far more than ever comes. M.8: frames come in pieces, and slowly. RFC 6455 §5.2 and §10.4.

import { encodeFrame } from "../../protocol/frame-encoder.js";
import { Opcode } from "../../protocol/opcodes.js";
import type { ConformanceCase } from "../case.js";
import { text } from "../case-event.js";
import { normalClose } from "../close-expectation.js";
import type { Driver } from "../driver/driver.js";
import type { Conclusion } from "../driver/facts.js";
import { conclude, failureSeen, goneWithin, unlessHurt } from "./judgements.js";

interface HugeRow {
  readonly said: string;
  readonly announced: bigint;
  /** Bytes that do follow. */
  readonly payload: string;
  readonly opcode: number;
}

const slowText = "A byte at a time is still a message, said the tortoise.";
const { text: textOpcode, binary, continuation, ping } = Opcode;

const hugeRows: readonly HugeRow[] = [
  { said: "2^62", announced: 1n << 62n, payload: "", opcode: binary },
  { said: "2^63 - 1, the most there can be", announced: (1n << 63n) - 1n, payload: "", opcode: textOpcode },
  {
    said: "2^53, which a double holds, and its successor not",
    announced: 1n << 53n,
    payload: "",
    opcode: binary,
  },
  { said: "4 GiB", announced: 1n << 32n, payload: "", opcode: binary },
  {
    said: "4 GiB and 5 bytes, 5 in its lower half",
    announced: (1n << 32n) + 5n,
    payload: "Hello",
    opcode: textOpcode,
  },
  {
    said: "2^31, the first that is negative as a signed number",
    announced: 1n << 31n,
    payload: "",
    opcode: binary,
  },
  { said: "2^31 - 1", announced: (1n << 31n) - 1n, payload: "", opcode: textOpcode },
  {
    said: "2^62 in the second fragment of a text message",
    announced: 1n << 62n,
    payload: "",
    opcode: continuation,
  },
  { said: "2^62 in a ping", announced: 1n << 62n, payload: "", opcode: ping },
];

interface CutRow {
  readonly payloadBytes: number;
  readonly form: string;
}

const cutRows: readonly CutRow[] = [
  { payloadBytes: 5, form: "7-bit" },
  { payloadBytes: 126, form: "16-bit" },
  { payloadBytes: 65_536, form: "64-bit" },
];

/** Headers that announce too much, and headers in pieces. */
export const groupMAnnounced: readonly ConformanceCase[] = [
  ...hugeRows.map((row, index) => hugeLength(`M.7.${index + 1}`, row)),
  ...cutRows.map((row, index) => cutHeader(`M.8.${index + 1}`, row)),
  borderInsideWrite("M.8.4"),
  {
    id: "M.8.5",
    peers: ["server", "client"],
    description: "A text message in one frame, a byte every 5 thousandths of a wait.",
    expectation: "The message comes back.",
    section: "RFC 6455 §5.2",
    fix: "Wait for the rest of a frame however slowly it comes; a limit on the time must be well above a second.",
    outcomes: { ok: [text(slowText)] },
    close: normalClose,
    async run(driver) {
      // An answer to a ping must not land between the parts of a frame.
      driver.answersPings = false;
      driver.killAfter(20);
      const bytes = frameBytes(driver, Buffer.from(slowText));
      for (let at = 0; at < bytes.length; at++) {
        driver.sendBytes(bytes.subarray(at, at + 1));
        await driver.wait(0.005);
      }
    },
  },
  {
    id: "M.8.6",
    peers: ["server", "client"],
    description: "A text message in fragments of one byte, one every 5 thousandths of a wait.",
    expectation: "The message comes back.",
    section: "RFC 6455 §5.4",
    fix: "Keep an unfinished message until its last fragment comes.",
    outcomes: { ok: [text(slowText)] },
    close: normalClose,
    async run(driver) {
      driver.killAfter(20);
      const letters = [...slowText];
      for (const [index, letter] of letters.entries()) {
        const opcode = index === 0 ? Opcode.text : Opcode.continuation;
        driver.send({ opcode, fin: index === letters.length - 1, payload: Buffer.from(letter) });
        await driver.wait(0.005);
      }
    },
  },
];

function hugeLength(id: string, { said, announced, payload, opcode }: HugeRow): ConformanceCase {
  return {
    id,
    peers: ["server", "client"],
    description: `A header announces ${said}; ${payload.length} bytes of the payload follow, and wsrig ends its side of TCP after a wait.`,
    expectation:
      "The peer fails the connection at the header, best with 1009. It may wait for the payload, but must end with TCP, take nothing for a message, and answer others.",
    section: "RFC 6455 §10.4",
    fix: "Compare the announced length with a limit before anything is reserved, in 64 bits, and close with 1009; reserve memory only as bytes come.",
    close: "any",
    async run(driver) {
      if (opcode === continuation)
        driver.send({ opcode: textOpcode, fin: false, payload: Buffer.from("Hel") });
      driver.send({ opcode, payload: Buffer.from(payload), announcedBytes: announced, lengthForm: "64" });
      await driver.closeOrDrop(1);
      const codes = opcode === ping ? [1002, 1009] : [1009];
      const failed = failureSeen(driver, { codes, otherCodesAllowed: true });
      conclude(driver, await unlessHurt(driver, failed ?? (await endInFrame(driver))));
    },
  };
}

/** The peer waits for the rest of a frame, which never comes. */
async function endInFrame(driver: Driver): Promise<Conclusion> {
  driver.answersClose = false;
  driver.endSending();
  const isGone = await goneWithin(driver, 1);
  if (isGone) {
    return {
      behavior: "INFORMATIONAL",
      reason: "The peer waits for the payload. What it reserves for it cannot be seen from outside.",
    };
  }
  driver.drop();
  return { behavior: "FAILED", reason: "TCP ended within the frame, and the peer did not end its side." };
}

function cutHeader(id: string, { payloadBytes, form }: CutRow): ConformanceCase {
  const payload = Buffer.alloc(payloadBytes, "*");
  const cuts = payloadBytes < 126 ? 7 : payloadBytes < 65_536 ? 9 : 15;
  const event = text(payload);
  return {
    id,
    peers: ["server", "client"],
    description: `Text messages of ${payloadBytes} bytes, each in two writes: cut after the first byte, the second, and so on through the ${form} header and one byte further.`,
    expectation: "Each message comes back.",
    section: "RFC 6455 §5.2",
    fix: "Keep the bytes of an unfinished header, length and mask key too, until the rest of it is there.",
    outcomes: { ok: Array.from({ length: cuts }, () => event) },
    close: normalClose,
    limitMs: 30_000,
    async run(driver) {
      // An answer to a ping must not land between the parts of a frame.
      driver.answersPings = false;
      driver.killAfter(10);
      const bytes = frameBytes(driver, payload);
      for (let cut = 1; cut <= cuts; cut++) {
        driver.sendBytes(bytes.subarray(0, cut));
        await driver.flushed();
        // No event tells that the peer has read a part of a header; a hundredth of a wait is enough for most.
        await driver.wait(0.01);
        driver.sendBytes(bytes.subarray(cut));
        await driver.nextEvent();
      }
    },
  };
}

function borderInsideWrite(id: string): ConformanceCase {
  const words = ["one", "two", "three", "four"];
  return {
    id,
    peers: ["server", "client"],
    description:
      "Four text messages in five writes: each write but the first begins inside a header and ends inside the next one.",
    expectation: "The four messages come back in order.",
    section: "RFC 6455 §5.2",
    fix: "Read on in the same bytes after a frame's end, and keep what is left for the next read.",
    outcomes: { ok: words.map((word) => text(word)) },
    close: normalClose,
    async run(driver) {
      // An answer to a ping must not land between the parts of a frame.
      driver.answersPings = false;
      driver.killAfter(2);
      const frames = words.map((word) => frameBytes(driver, Buffer.from(word)));
      let left: Uint8Array = new Uint8Array(0);
      for (const frame of frames) {
        driver.sendBytes(Buffer.concat([left, frame.subarray(0, 1)]));
        await driver.flushed();
        await driver.wait(0.01);
        left = frame.subarray(1);
      }
      driver.sendBytes(left);
    },
  };
}

/** A text message as this driver frames it. */
function frameBytes({ role }: Driver, payload: Uint8Array): Uint8Array {
  return encodeFrame({ opcode: Opcode.text, payload }, role === "client" ? 0x37fa213d : false);
}

// Cases 6.4: a text that becomes invalid UTF-8 long before it ends; a peer that validates as bytes come fails at once.

import { Opcode } from "../../protocol/opcodes.js";
import type { ConformanceCase } from "../case.js";
import { waited } from "../case-event.js";
import { invalidUtf8 } from "../close-expectation.js";
import type { Driver } from "../driver/driver.js";
import { continuationFrame, textFrame, unfinished } from "./frames.js";
import { greekWord } from "./utf8-sequences.js";

/** U+110000 inside: at offset 12 the byte 90 makes it invalid, as U+10FFFF is the last code point. */
const message = Buffer.concat([greekWord, Uint8Array.of(0xf4, 0x90, 0x80, 0x80), Buffer.from("edited")]);

type Parts = readonly [valid: Uint8Array, invalid: Uint8Array, rest: Uint8Array];

/** The whole code point makes the second part. */
const cutAroundCodePoint = cutAt(11, 15);
/** The one byte that makes the text invalid is the second part. */
const cutAroundByte = cutAt(12, 13);

/** 6.4.1 to 6.4.4. */
export const failFastCases: readonly ConformanceCase[] = [
  failFastCase("6.4.1", "in three fragments; the second is an invalid code point", (driver) =>
    sendFragments(driver, cutAroundCodePoint),
  ),
  failFastCase("6.4.2", "in three fragments; the second is the byte that makes it invalid", (driver) =>
    sendFragments(driver, cutAroundByte),
  ),
  failFastCase(
    "6.4.3",
    "in one frame whose payload is written in three parts; the second is an invalid code point",
    (driver) => sendFrameInParts(driver, cutAroundCodePoint),
  ),
  failFastCase(
    "6.4.4",
    "in one frame whose payload is written in three parts; the second is the byte that makes it invalid",
    (driver) => sendFrameInParts(driver, cutAroundByte),
  ),
];

function failFastCase(id: string, how: string, run: (driver: Driver) => Promise<void>): ConformanceCase {
  return {
    id,
    peers: ["server", "client"],
    description: `A text message that is no UTF-8, ${how}; one wait between the parts.`,
    expectation:
      "The peer fails the connection with 1007 after the second part; at the end of the message is late.",
    section: "RFC 6455 §8.1",
    fix: "Validate UTF-8 incrementally as payload bytes arrive, fragments and pieces of frames alike, and fail with 1007 at the first byte that cannot be.",
    outcomes: {
      ok: [waited("A")],
      nonStrict: [[waited("A"), waited("B")]],
      nonStrictReason:
        "The peer failed the connection only after the end of the message, not at the byte that made it invalid.",
    },
    close: invalidUtf8,
    run,
  };
}

async function sendFragments(driver: Driver, [valid, invalid, rest]: Parts): Promise<void> {
  driver.send(textFrame(valid, unfinished));
  if (!(await driver.waitAndMark(1, "A"))) return;
  driver.send(continuationFrame(invalid, unfinished));
  if (!(await driver.waitAndMark(1, "B"))) return;
  driver.send(continuationFrame(rest));
  driver.killAfter(1);
}

/** FIN comes on an empty continuation frame, as the reference suite begins the frame without knowing that it is the last. */
async function sendFrameInParts(driver: Driver, [valid, invalid, rest]: Parts): Promise<void> {
  // An answer to a ping must not land between the parts of a frame.
  driver.answersPings = false;
  const sendPart = driver.beginFrame({
    opcode: Opcode.text,
    fin: false,
    announcedBytes: message.length,
  });
  sendPart(valid);
  if (!(await driver.waitAndMark(1, "A"))) return;
  sendPart(invalid);
  if (!(await driver.waitAndMark(1, "B"))) return;
  sendPart(rest);
  driver.send(continuationFrame(""));
  driver.killAfter(1);
}

function cutAt(first: number, second: number): Parts {
  return [message.subarray(0, first), message.subarray(first, second), message.subarray(second)];
}

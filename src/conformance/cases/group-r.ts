// Group R: cases of the reference suite as they were meant, under their ids, and its rules where a peer that ignores
// what it must refuse goes unseen there.

import type { ConformanceCase } from "../case.js";
import { invalidUtf8, protocolError } from "../close-expectation.js";
import { frameCase } from "./frame-case.js";
import { closeFrame, continuationFrame, pingFrame, pongFrame, textFrame, unfinished } from "./frames.js";
import { sequenceCase } from "./group-6.js";
import { revisedCloses } from "./group-r-close.js";
import { judgeRefusal } from "./refused-close.js";
import { greekWord, revisedUtf8Sequences } from "./utf8-sequences.js";

const reservedBits = {
  section: "RFC 6455 §5.2",
  fix: "Check RSV1 to RSV3 of every frame before its opcode, continuation and control frames included: a bit that no agreed extension defines fails the connection with 1002.",
  close: protocolError,
} as const;

const singleBits = [
  { rsv: 4, bit: "RSV1" },
  { rsv: 2, bit: "RSV2" },
  { rsv: 1, bit: "RSV3" },
] as const;

const failed = "The peer fails the connection with 1002.";

const unfinishedEnd = {
  expectation: "The peer fails the connection with 1007 and echoes nothing.",
  section: "RFC 6455 §8.1",
  fix: "Check when a text message ends, in whatever frame, that no code point is unfinished, and fail the connection with 1007 if one is.",
  outcomes: { ok: [] },
  close: invalidUtf8,
  ends: { killAfter: 0.5 },
} as const;

/** R.3.6 to R.7.13.2: 35 cases, two of them for clients only. */
export const groupR: readonly ConformanceCase[] = [
  frameCase({
    ...reservedBits,
    id: "R.3.6",
    description: "A ping with RSV1 and RSV2.",
    expectation: `${failed} No pong comes.`,
    outcomes: { ok: [] },
    frames: [pingFrame("Hello, world!", { rsv: 6 })],
    ends: { killAfter: 1 },
  }),
  {
    ...reservedBits,
    id: "R.3.7",
    peers: ["server", "client"],
    description: "A close frame with code 1000 and RSV1, RSV2 and RSV3.",
    expectation:
      "The peer fails the connection with 1002 or drops TCP. One that answers with 1000 took the close frame for a good one; one that answers without a code may have.",
    async run(driver) {
      // Not the driver's closing handshake: as far as the peer may know, this is no close frame.
      driver.send(closeFrame(1000, { rsv: 7 }));
      driver.killAfter(1.5);
      await judgeRefusal(driver, { codes: [1002], otherCode: "FAILED" });
    },
  },
  ...singleBits.map(({ rsv, bit }, index) =>
    frameCase({
      ...reservedBits,
      id: `R.3.8.${index + 1}`,
      description: `A text message in two fragments; the continuation frame has ${bit}.`,
      expectation: `${failed} The message does not come back.`,
      outcomes: { ok: [] },
      frames: [textFrame("fragment1", unfinished), continuationFrame("fragment2", { rsv })],
      ends: { killAfter: 1 },
    }),
  ),
  ...singleBits.map(({ rsv, bit }, index) =>
    frameCase({
      ...reservedBits,
      id: `R.3.9.${index + 1}`,
      description: `A pong with ${bit}.`,
      expectation: failed,
      outcomes: { ok: [] },
      frames: [pongFrame("Hello, world!", { rsv })],
      ends: { killAfter: 1 },
    }),
  ),
  ...[pingFrame("fragment1", unfinished), pongFrame("fragment1", unfinished)].map((frame, index) =>
    frameCase({
      id: `R.5.${index + 1}`,
      // The continuation frame that follows in 5.1 and 5.2 is a fault of its own: it fails peers that let this one pass.
      description: `A ${index === 0 ? "ping" : "pong"} without FIN, and nothing after it.`,
      expectation: failed,
      section: "RFC 6455 §5.5",
      fix: `Fail the connection with 1002 for a ${index === 0 ? "ping" : "pong"} whose FIN is 0 as soon as its header is there: control frames are never fragmented.`,
      outcomes: { ok: [] },
      close: protocolError,
      frames: [frame],
      ends: { killAfter: 1 },
    }),
  ),
  frameCase({
    ...unfinishedEnd,
    id: "R.6.6.1",
    description: "A text message in two fragments; the second is the first byte of a code point of two.",
    frames: [textFrame(greekWord.subarray(0, 9), unfinished), continuationFrame(greekWord.subarray(9, 10))],
  }),
  frameCase({
    ...unfinishedEnd,
    id: "R.6.6.2",
    description: "A text message in two fragments; the first ends inside a code point, the second is empty.",
    frames: [textFrame(greekWord.subarray(0, 10), unfinished), continuationFrame("")],
  }),
  ...revisedUtf8Sequences.map(sequenceCase),
  ...revisedCloses,
];

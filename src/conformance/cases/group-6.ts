// Group 6: text messages are UTF-8, across fragments too, and what is not fails the connection with 1007.

import type { ConformanceCase } from "../case.js";
import { text } from "../case-event.js";
import { invalidUtf8, normalClose } from "../close-expectation.js";
import { fragmentFrames } from "../driver/fragment-frames.js";
import { frameCase } from "./frame-case.js";
import { continuationFrame, textFrame, unfinished } from "./frames.js";
import { failFastCases } from "./utf8-fail-fast.js";
import { greekWord, type Utf8Sequence, utf8Sequences } from "./utf8-sequences.js";

const section = "RFC 6455 §8.1";
const greeting = Buffer.from("Hello-µ@ßöäüàá-UTF-8!!");
const surrogateInside = Buffer.concat([greekWord, Uint8Array.of(0xed, 0xa0, 0x80), Buffer.from("edited")]);

const emptyFragments = {
  section: "RFC 6455 §5.4",
  fix: "Take a frame without payload for what it is: an empty message, or a fragment that adds nothing.",
  close: normalClose,
  ends: { closeAfter: 1 },
} as const;

const validSplit = {
  section,
  fix: "Validate UTF-8 over the whole message, not frame by frame: a code point may begin in one fragment and end in another.",
  expectation: "The joined message comes back.",
  close: normalClose,
  ends: { closeAfter: 1 },
} as const;

const surrogate = {
  section,
  fix: "Refuse code points U+D800 to U+DFFF in UTF-8 (ed a0..bf) and fail the connection with 1007, in fragments too.",
  expectation: "The peer fails the connection with 1007 and echoes nothing.",
  outcomes: { ok: [] },
  close: invalidUtf8,
  ends: { killAfter: 1 },
} as const;

/** 6.1.1 to 6.23.7. */
export const group6: readonly ConformanceCase[] = [
  frameCase({
    ...emptyFragments,
    id: "6.1.1",
    description: "An empty text message.",
    expectation: "An empty text message comes back.",
    outcomes: { ok: [text("")] },
    frames: [textFrame("")],
  }),
  frameCase({
    ...emptyFragments,
    id: "6.1.2",
    description: "A text message in three empty fragments.",
    expectation: "An empty text message comes back.",
    outcomes: { ok: [text("")] },
    frames: [textFrame("", unfinished), continuationFrame("", unfinished), continuationFrame("")],
  }),
  frameCase({
    ...emptyFragments,
    id: "6.1.3",
    description: "A text message in three fragments of which the first and the last are empty.",
    expectation: "The text of the middle fragment comes back.",
    outcomes: { ok: [text("middle frame payload")] },
    frames: [
      textFrame("", unfinished),
      continuationFrame("middle frame payload", unfinished),
      continuationFrame(""),
    ],
  }),
  frameCase({
    ...validSplit,
    id: "6.2.1",
    description: "A text message of 29 bytes with code points of one and two bytes, in one frame.",
    expectation: "The message comes back.",
    outcomes: { ok: [text(greeting)] },
    frames: [textFrame(greeting)],
  }),
  frameCase({
    ...validSplit,
    id: "6.2.2",
    description: "A text message in two fragments, cut between two code points.",
    outcomes: { ok: [text(greeting)] },
    frames: [textFrame("Hello-µ@ßöä", unfinished), continuationFrame("üàá-UTF-8!!")],
  }),
  frameCase({
    ...validSplit,
    id: "6.2.3",
    description:
      "A text message of 29 bytes in fragments of 1 byte, cut inside code points, and an empty last one.",
    outcomes: { ok: [text(greeting)] },
    frames: fragmentFrames("text", greeting, 1),
  }),
  frameCase({
    ...validSplit,
    id: "6.2.4",
    description:
      "A Greek word of 11 bytes in fragments of 1 byte, cut inside code points, and an empty last one.",
    outcomes: { ok: [text(greekWord)] },
    frames: fragmentFrames("text", greekWord, 1),
  }),
  frameCase({
    ...surrogate,
    id: "6.3.1",
    description: "A text message with a surrogate (ed a0 80) inside, in one frame.",
    frames: [textFrame(surrogateInside)],
  }),
  frameCase({
    ...surrogate,
    id: "6.3.2",
    description: "A text message with a surrogate (ed a0 80) inside, in fragments of 1 byte.",
    frames: fragmentFrames("text", surrogateInside, 1),
  }),
  ...failFastCases,
  ...utf8Sequences.map(sequenceCase),
];

/** The case that sends one sequence as a text message of one frame. */
export function sequenceCase({ id, about, bytes, refuse }: Utf8Sequence): ConformanceCase {
  const bytesHex = bytes.length > 16 ? `${bytes.length} bytes` : spacedHex(bytes);
  const shared = { id, section, frames: [textFrame(bytes)], ends: { killAfter: 0.5 } } as const;
  if (refuse === undefined) {
    return frameCase({
      ...shared,
      description: `A text message that is valid UTF-8: ${about} (${bytesHex}).`,
      expectation: "The message comes back.",
      fix: "Accept every sequence that the table of RFC 3629 §4 allows, code points at its limits and non-characters too.",
      outcomes: { ok: [text(bytes)] },
      close: normalClose,
    });
  }
  return frameCase({
    ...shared,
    description: `A text message that is no UTF-8: ${about} (${bytesHex}).`,
    expectation: "The peer fails the connection with 1007 and echoes nothing.",
    fix: `Validate text messages by the table of RFC 3629 §4 and fail the connection with 1007. Refuse ${refuse}.`,
    outcomes: { ok: [] },
    close: invalidUtf8,
  });
}

function spacedHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

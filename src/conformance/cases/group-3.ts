// Group 3: reserved bits without an extension that gives them a meaning.

import type { RawFrame } from "../../protocol/raw-frame.js";
import type { ConformanceCase } from "../case.js";
import { text } from "../case-event.js";
import { protocolError } from "../close-expectation.js";
import { frameCase, sentNothingBack, type Writing, writingWords } from "./frame-case.js";
import { binaryFrame, closeFrame, pingFrame, textFrame } from "./frames.js";

const hello = "Hello, world!";

const shared = {
  section: "RFC 6455 §5.2",
  fix: "Check RSV1 to RSV3 of every frame before its opcode: a bit that no agreed extension defines fails the connection with 1002.",
  close: protocolError,
  ends: { killAfter: 1 },
} as const;

/** 3.1 to 3.7. */
export const group3: readonly ConformanceCase[] = [
  alone("3.1", "A text frame with RSV3.", textFrame(hello, { rsv: 1 })),
  afterText("3.2", { bits: "RSV2", rsv: 2, writing: "burst" }),
  afterText("3.3", { bits: "RSV2 and RSV3", rsv: 3, writing: "sync" }),
  afterText("3.4", { bits: "RSV1", rsv: 4, writing: "chop 1" }),
  alone(
    "3.5",
    "A binary frame with RSV1 and RSV3.",
    binaryFrame(Uint8Array.of(0x00, 0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0x00, 0xff), { rsv: 5 }),
  ),
  // The reference suite calls it a ping and sends a binary frame; R.3.6 sends the ping.
  alone("3.6", "A binary frame with RSV1 and RSV2.", binaryFrame(hello, { rsv: 6 })),
  // A peer that ignores the bits and answers the close passes here; R.3.7 tells the two apart.
  alone("3.7", "An empty close frame with RSV1, RSV2 and RSV3.", closeFrame(undefined, { rsv: 7 })),
];

function alone(id: string, description: string, frame: RawFrame): ConformanceCase {
  return frameCase({
    ...shared,
    id,
    description,
    expectation: "The peer fails the connection with 1002.",
    outcomes: { ok: [] },
    frames: [frame],
  });
}

function afterText(
  id: string,
  { bits, rsv, writing }: { readonly bits: string; readonly rsv: number; readonly writing: Writing },
): ConformanceCase {
  return frameCase({
    ...shared,
    id,
    description: `A text message, a second one with ${bits}, a ping: ${writingWords[writing]}.`,
    expectation: "The first message comes back, then the peer fails the connection with 1002.",
    outcomes: { ok: [text(hello)], nonStrict: [[]], nonStrictReason: sentNothingBack },
    frames: [textFrame(hello), textFrame(hello, { rsv }), pingFrame()],
    writing,
  });
}

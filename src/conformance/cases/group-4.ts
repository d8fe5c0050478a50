// Group 4: opcodes that RFC 6455 leaves undefined, 3-7 for data (4.1) and 11-15 for control frames (4.2).

import type { ConformanceCase } from "../case.js";
import { text } from "../case-event.js";
import { protocolError } from "../close-expectation.js";
import { frameCase, sentNothingBack, type Writing, writingWords } from "./frame-case.js";
import { anyFrame, pingFrame, textFrame } from "./frames.js";

const hello = "Hello, world!";

const shared = {
  section: "RFC 6455 §5.2",
  fix: "Fail the connection with 1002 for every opcode but 0, 1, 2, 8, 9 and 10, as soon as the first byte of the frame is there.",
  close: protocolError,
  ends: { killAfter: 1 },
} as const;

/** 4.1.1 to 4.1.5, 4.2.1 to 4.2.5. */
export const group4: readonly ConformanceCase[] = [
  ...casesOf("4.1", 3, "for data frames"),
  ...casesOf("4.2", 11, "for control frames"),
];

function casesOf(group: string, firstOpcode: number, kind: string): readonly ConformanceCase[] {
  const reserved = (index: number): string => `opcode ${firstOpcode + index}, which is reserved ${kind}`;
  return [
    alone(`${group}.1`, `An empty frame with ${reserved(0)}.`, { opcode: firstOpcode, payload: "" }),
    alone(`${group}.2`, `A frame with payload and ${reserved(1)}.`, {
      opcode: firstOpcode + 1,
      payload: "reserved opcode payload",
    }),
    ...(
      [
        { payload: "", writing: "burst" },
        { payload: hello, writing: "burst" },
        { payload: hello, writing: "chop 1" },
      ] as const
    ).map(({ payload, writing }, index) =>
      afterText(`${group}.${index + 3}`, {
        opcode: firstOpcode + index + 2,
        payload,
        writing,
        reserved: reserved(index + 2),
      }),
    ),
  ];
}

interface ReservedFrame {
  readonly opcode: number;
  readonly payload: string;
}

function alone(id: string, description: string, { opcode, payload }: ReservedFrame): ConformanceCase {
  return frameCase({
    ...shared,
    id,
    description,
    expectation: "The peer fails the connection with 1002.",
    outcomes: { ok: [] },
    frames: [anyFrame(opcode, payload)],
  });
}

function afterText(
  id: string,
  row: ReservedFrame & { readonly writing: Writing; readonly reserved: string },
): ConformanceCase {
  const { opcode, payload, writing, reserved } = row;
  const frame = payload === "" ? "an empty frame" : "a frame with payload";
  return frameCase({
    ...shared,
    id,
    description: `A text message, ${frame} with ${reserved}, a ping: ${writingWords[writing]}.`,
    expectation: "The text message comes back, then the peer fails the connection with 1002.",
    outcomes: { ok: [text(hello)], nonStrict: [[]], nonStrictReason: sentNothingBack },
    frames: [textFrame(hello), anyFrame(opcode, payload), pingFrame()],
    writing,
  });
}

// What the frames of an unfinished message take, so that a flood of them is noticed.

import { expect, test } from "vitest";
import type { SeenFrame } from "../../../src/conformance/driver/frame-reader.js";
import { PeerFrames } from "../../../src/conformance/driver/peer-frames.js";

function frame(opcode: number, fin: boolean, payloadBytes: number): SeenFrame {
  return {
    fin,
    opcode,
    rsv: 0,
    maskKey: undefined,
    lengthCode: payloadBytes,
    hasTopBit: false,
    headerBytes: 2,
    payload: new Uint8Array(payloadBytes),
  };
}

test("fragments are held with their bytes and 250 more each, empty ones too, until the message is complete", () => {
  const frames = new PeerFrames({ driverRole: "client", allowsRsv1: false, violated: () => {} });
  expect(frames.heldBytes).toBe(0);
  frames.take(frame(2, false, 50));
  expect(frames.heldBytes).toBe(300);
  for (let count = 0; count < 1_000; count++) frames.take(frame(0, false, 0));
  expect(frames.heldBytes).toBe(250_300);
  frames.take(frame(9, true, 5));
  expect(frames.heldBytes).toBe(250_300);
  expect(frames.take(frame(0, true, 1)).kind).toBe("message");
  expect(frames.heldBytes).toBe(0);
});

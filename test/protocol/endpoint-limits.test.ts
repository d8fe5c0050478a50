import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { encodeFrame } from "../../src/protocol/frame-encoder.js";
import type { ProtocolLimits } from "../../src/protocol/limits.js";
import { listen } from "./transcript.js";

const deflate = {
  serverNoContextTakeover: false,
  clientNoContextTakeover: false,
  serverMaxWindowBits: 15,
  clientMaxWindowBits: 15,
};

function frame(opcode: number, payloadBytes: number, fin = true): Uint8Array {
  return encodeFrame({ opcode, fin, payload: new Uint8Array(payloadBytes) }, false);
}

describe("limits that change on an open connection", () => {
  it.each<[string, Partial<ProtocolLimits>, readonly Uint8Array[], string]>([
    ["a smaller frame", { maxFrameBytes: 9 }, [frame(2, 10)], "frame-too-big"],
    ["a smaller frame than 126 bytes need", { maxFrameBytes: 200 }, [frame(2, 201)], "frame-too-big"],
    ["a smaller message", { maxMessageBytes: 9 }, [frame(2, 10)], "message-too-big"],
    [
      "a smaller message in two frames",
      { maxMessageBytes: 9 },
      [frame(2, 5, false), frame(0, 5)],
      "message-too-big",
    ],
    ["fewer fragments", { maxFragments: 1 }, [frame(2, 1, false), frame(0, 1)], "too-many-fragments"],
    [
      "fewer owed pongs",
      { maxQueuedControlFrames: 1 },
      [frame(9, 0), frame(9, 0)],
      "too-many-control-frames",
    ],
  ])("%s is judged from the next frame on", (_title, limits, frames, code) => {
    const before = listen();
    const { endpoint, violations } = listen();
    for (const bytes of frames) before.endpoint.receive(bytes.slice());
    expect(before.violations).toEqual([]);
    endpoint.setLimits(limits);
    for (const bytes of frames) endpoint.receive(bytes.slice());
    expect(violations.map((violation) => violation.code)).toEqual([code]);
  });

  it("the limits that are not named stay", () => {
    const { endpoint, violations } = listen({ limits: { maxFrameBytes: 10 } });
    endpoint.setLimits({ maxMessageBytes: 100 });
    endpoint.receive(frame(2, 11));
    expect(violations.map(({ code }) => code)).toEqual(["frame-too-big"]);
  });

  it("a frame whose header has come is not judged again, the next frame of its message is", () => {
    const { endpoint, violations, lines } = listen();
    const first = frame(2, 10, false);
    endpoint.receive(first.slice(0, 5));
    endpoint.setLimits({ maxFrameBytes: 5, maxMessageBytes: 5 });
    endpoint.receive(first.slice(5));
    expect(lines).toEqual([]);
    endpoint.receive(frame(0, 1));
    expect(violations.map(({ message }) => message)).toEqual([
      "a message has at least 11 bytes; at most 5 are allowed",
    ]);
  });

  it("a raised limit lets a message grow that has begun under the lower one", () => {
    const { endpoint, lines } = listen({ limits: { maxMessageBytes: 2_000 } });
    endpoint.receive(frame(2, 2_000, false));
    endpoint.setLimits({ maxMessageBytes: 4_000 });
    endpoint.receive(frame(0, 2_000));
    expect(lines).toEqual([expect.stringMatching(/^message binary 4000 bytes .* in 2$/)]);
  });

  it("a compressed message that has inflated to more than the lowered limit fails with its next bytes", () => {
    const { endpoint, violations } = listen({ deflate });
    const payload = deflateRawSync(new Uint8Array(1_000), { finishFlush: 2 });
    endpoint.receive(encodeFrame({ opcode: 2, rsv: 4, fin: false, payload }, false));
    endpoint.setLimits({ maxMessageBytes: 500 });
    endpoint.receive(encodeFrame({ opcode: 0, payload: Uint8Array.of(0) }, false));
    expect(violations.map(({ message }) => message)).toEqual([
      "a compressed message inflates to more than the limit of 500 bytes",
    ]);
  });
});

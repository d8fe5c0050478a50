import { describe, expect, it } from "vitest";
import type { EndpointOptions } from "../../src/protocol/endpoint.js";
import { chop, encodeFragments, encodeFrame } from "../../src/protocol/frame-encoder.js";
import type { ViolationCode } from "../../src/protocol/violation.js";
import { fromHex, toHex } from "./hex.js";
import { eventsOf, listen, outputOf } from "./transcript.js";

const deflate = {
  serverNoContextTakeover: false,
  clientNoContextTakeover: false,
  serverMaxWindowBits: 15,
  clientMaxWindowBits: 15,
};

/** What failing a connection must come to, RFC 6455 §7.1.7. */
function expectFailing(
  bytes: Uint8Array,
  options: Partial<EndpointOptions>,
  code: ViolationCode,
  section: string,
  closeCode: number,
): void {
  for (const pieces of [[new Uint8Array(bytes)], chop(new Uint8Array(bytes), 1)]) {
    const { endpoint, violations, lines } = listen({ role: "server", ...options });
    for (const piece of pieces) endpoint.receive(piece);
    expect(violations.map((v) => [v.code, v.section, v.closeCode])).toEqual([[code, section, closeCode]]);
    expect(toHex(outputOf(endpoint)).slice(-11)).toBe(
      `88 02 ${toHex(Uint8Array.of(closeCode >> 8, closeCode & 255))}`,
    );
    expect([endpoint.state, endpoint.shouldEndTransport, endpoint.bufferedBytes]).toEqual([
      "closed",
      true,
      0,
    ]);
    expect(endpoint.outcome).toEqual({
      code: 1006,
      reason: "",
      wasClean: false,
      initiatedBy: "local",
      violation: violations[0],
    });
    const before = lines.length;
    endpoint.receive(fromHex("89 80 00 00 00 00 88 80 00 00 00 00"));
    expect([lines.length, endpoint.outputBytes], "after failing").toEqual([before, 0]);
  }
}

describe("rules that a peer breaks, RFC 6455 §7.1.7", () => {
  const rows: [string, string, ViolationCode, string, number, Partial<EndpointOptions>?][] = [
    ["RSV1 without deflate", "c1 80 00 00 00 00", "reserved-bits", "RFC 6455 §5.2", 1002],
    [
      "RSV1 on a continuation",
      "41 80 00 00 00 00 c0 80 00 00 00 00",
      "reserved-bits",
      "RFC 7692 §6.1",
      1002,
      { deflate },
    ],
    ["a reserved opcode", "83 80 00 00 00 00", "reserved-opcode", "RFC 6455 §5.2", 1002],
    ["a fragmented ping", "09 80 00 00 00 00", "fragmented-control", "RFC 6455 §5.5", 1002],
    ["a ping of 126 bytes", "89 fe 00 7e 00 00 00 00", "control-too-long", "RFC 6455 §5.5", 1002],
    ["a continuation of nothing", "80 80 00 00 00 00", "unexpected-continuation", "RFC 6455 §5.4", 1002],
    [
      "a continuation after a whole message",
      "81 80 00 00 00 00 00 80 00 00 00 00",
      "unexpected-continuation",
      "RFC 6455 §5.4",
      1002,
    ],
    [
      "text inside a message",
      "01 80 00 00 00 00 81 80 00 00 00 00",
      "expected-continuation",
      "RFC 6455 §5.4",
      1002,
    ],
    ["no mask", "81 00", "mask-missing", "RFC 6455 §5.1", 1002],
    ["5 in 16 bits", "81 fe 00 05 00 00 00 00", "length-not-minimal", "RFC 6455 §5.2", 1002],
    [
      "the top bit of a length",
      "82 ff 80 00 00 00 00 00 00 00 00 00 00 00",
      "length-top-bit",
      "RFC 6455 §5.2",
      1002,
    ],
    [
      "a frame beyond the limit",
      "82 84 00 00 00 00",
      "frame-too-big",
      "RFC 6455 §10.4",
      1009,
      { limits: { maxFrameBytes: 3 } },
    ],
    [
      "a message beyond the limit in its first frame",
      "82 84 00 00 00 00",
      "message-too-big",
      "RFC 6455 §10.4",
      1009,
      { limits: { maxMessageBytes: 3 } },
    ],
    [
      "a message beyond the limit in its second frame",
      "02 82 00 00 00 00 01 02 80 82 00 00 00 00",
      "message-too-big",
      "RFC 6455 §10.4",
      1009,
      { limits: { maxMessageBytes: 3 } },
    ],
    [
      "a message that inflates beyond the limit",
      "c2 87 00 00 00 00 f2 48 cd c9 c9 07 00",
      "message-too-big",
      "RFC 6455 §7.4.1",
      1009,
      { deflate, limits: { maxMessageBytes: 4 } },
    ],
    [
      "a third fragment of two",
      "02 80 00 00 00 00 00 80 00 00 00 00 00 80 00 00 00 00",
      "too-many-fragments",
      "RFC 6455 §10.4",
      1008,
      { limits: { maxFragments: 2 } },
    ],
    [
      "a third ping when two pongs are owed",
      "89 80 00 00 00 00 89 80 00 00 00 00 89 80 00 00 00 00",
      "too-many-control-frames",
      "RFC 6455 §10.4",
      1008,
      { limits: { maxQueuedControlFrames: 2 } },
    ],
    ["text that is not UTF-8", "81 81 00 00 00 00 ff", "invalid-utf8", "RFC 6455 §8.1", 1007],
    ["text that ends inside a code point", "81 82 00 00 00 00 41 c3", "invalid-utf8", "RFC 6455 §8.1", 1007],
    [
      "fragments that end inside a code point",
      "01 81 00 00 00 00 c3 80 80 00 00 00 00",
      "invalid-utf8",
      "RFC 6455 §8.1",
      1007,
    ],
    [
      "compressed text that is not UTF-8",
      "c1 83 00 00 00 00 fa 0f 00",
      "invalid-utf8",
      "RFC 6455 §8.1",
      1007,
      { deflate },
    ],
    ["a close of one byte", "88 81 00 00 00 00 03", "close-payload-too-short", "RFC 6455 §5.5.1", 1002],
    ["close code 1005", "88 82 00 00 00 00 03 ed", "close-code-invalid", "RFC 6455 §7.4", 1002],
    [
      "a close reason that is not UTF-8",
      "88 83 00 00 00 00 03 e8 ff",
      "close-reason-invalid-utf8",
      "RFC 6455 §8.1",
      1007,
    ],
    [
      "data that do not inflate",
      "c2 82 00 00 00 00 ff ff",
      "deflate-data-invalid",
      "RFC 7692 §7.2.2",
      1007,
      { deflate },
    ],
  ];
  it.each(rows)(
    "%s: %s is %s of %s and fails with %i",
    (_, bytes, code, section, closeCode, options = {}) => {
      expectFailing(fromHex(bytes), options, code, section, closeCode);
    },
  );

  it("a masked frame of a server fails a client, which masks its close frame", () => {
    const { endpoint, lines } = listen({ role: "client" });
    endpoint.receive(fromHex("81 80 00 00 00 00"));
    expect(lines).toEqual(["violated mask-forbidden RFC 6455 §5.1 1002"]);
    expect(toHex(outputOf(endpoint))).toBe("88 82 37 fa 21 3d 34 10");
    expect(endpoint.shouldEndTransport).toBe(true);
  });

  it("what came before the broken rule is delivered, what comes after is not", () => {
    expect(eventsOf("81 01 41 89 00 83 00 81 01 42")).toEqual([
      "message text 41 in 1",
      "ping",
      "violated reserved-opcode RFC 6455 §5.2 1002",
    ]);
  });

  it("§7.1.7 no second close frame is sent when one was sent already", () => {
    const { endpoint, lines } = listen();
    endpoint.close(1000);
    outputOf(endpoint);
    endpoint.receive(fromHex("83 00"));
    expect([lines, endpoint.outputBytes, endpoint.state]).toEqual([
      ["violated reserved-opcode RFC 6455 §5.2 1002"],
      0,
      "closed",
    ]);
    expect(endpoint.outcome).toMatchObject({ code: 1006, wasClean: false, initiatedBy: "local" });
  });

  it.each([
    [3, []],
    [4, ["message-too-big"]],
  ])("§10.4 a message of %i bytes in fragments where the limit is 3", (size, codes) => {
    const bytes = encodeFragments("binary", new Uint8Array(size), 1, () => false);
    const { endpoint, violations } = listen({ limits: { maxMessageBytes: 3 } });
    endpoint.receive(bytes);
    expect(violations.map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    [2, []],
    [3, ["too-many-fragments"]],
  ])("§10.4 a message of %i frames where the limit is 2", (frames, codes) => {
    const bytes = encodeFragments("binary", new Uint8Array(frames), 1, () => false);
    const { endpoint, violations } = listen({ limits: { maxFragments: 2 } });
    endpoint.receive(bytes);
    expect(violations.map(({ code }) => code)).toEqual(codes);
  });

  it("§10.4 pings that were answered and taken do not count towards the limit", () => {
    const { endpoint, violations } = listen({ limits: { maxQueuedControlFrames: 1 } });
    for (let i = 0; i < 5; i++) {
      endpoint.receive(fromHex("89 00"));
      expect(endpoint.takeOutput().length).toBe(1);
    }
    expect(violations).toEqual([]);
  });

  const wrong = "ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80 65 64 69 74 65 64";
  it.each([
    ["in one frame", encodeFrame({ opcode: 1, payload: fromHex(wrong) }, false), 2 + 13],
    ["in frames of one byte", encodeFragments("text", fromHex(wrong), 1, () => false), 3 * 13],
    [
      "in a frame that never ends",
      encodeFrame({ opcode: 1, payload: fromHex(wrong), announcedBytes: 100 }, false),
      2 + 13,
    ],
  ])("§8.1 text %s fails at the byte that no text can have there", (_, bytes, knownAfterBytes) => {
    const { endpoint, violations } = listen();
    for (const [i, piece] of chop(bytes, 1).entries()) {
      endpoint.receive(piece);
      expect(violations.length, `after ${i + 1} bytes`).toBe(i + 1 < knownAfterBytes ? 0 : 1);
    }
    expect(violations[0]?.code).toBe("invalid-utf8");
  });

  it("RFC 7692 §6.2 compressed text fails as soon as what inflates cannot be text", () => {
    const { endpoint, violations } = listen({ deflate });
    // A stored block of 5 bytes with 41 ff first, in a frame that announces more.
    endpoint.receive(fromHex("c1 20 00 05 00 fa ff 41 ff"));
    expect(violations.map(({ code }) => code)).toEqual(["invalid-utf8"]);
  });
});

import { describe, expect, it } from "vitest";
import { encodeFrame } from "../../src/protocol/frame-encoder.js";
import type { Role } from "../../src/protocol/opcodes.js";
import type { Violation } from "../../src/protocol/violation.js";
import { decodeBothWays } from "./decoded-frames.js";
import { fromHex } from "./hex.js";

describe("rules for a frame's header, RFC 6455 §5.1-§5.5", () => {
  const broken: [string, Role, string, Violation["code"], string, number, string][] = [
    [
      "RSV1 without an extension",
      "client",
      "c1 00",
      "reserved-bits",
      "RFC 6455 §5.2",
      1002,
      "a text frame carries RSV1; none was agreed",
    ],
    [
      "RSV2",
      "client",
      "a2 00",
      "reserved-bits",
      "RFC 6455 §5.2",
      1002,
      "a binary frame carries RSV2; none was agreed",
    ],
    [
      "RSV2 and RSV3",
      "client",
      "b9 00",
      "reserved-bits",
      "RFC 6455 §5.2",
      1002,
      "a ping frame carries RSV2, RSV3; none was agreed",
    ],
    [
      "opcode 3",
      "client",
      "83 00",
      "reserved-opcode",
      "RFC 6455 §5.2",
      1002,
      "a frame has opcode 0x3; must be 0x0-0x2 or 0x8-0xa",
    ],
    [
      "opcode 11",
      "client",
      "8b 00",
      "reserved-opcode",
      "RFC 6455 §5.2",
      1002,
      "a frame has opcode 0xb; must be 0x0-0x2 or 0x8-0xa",
    ],
    [
      "a fragmented ping",
      "client",
      "09 00",
      "fragmented-control",
      "RFC 6455 §5.5",
      1002,
      "a ping frame has FIN 0; must not be fragmented",
    ],
    [
      "a ping of 126 bytes",
      "client",
      "89 7e 00 7e",
      "control-too-long",
      "RFC 6455 §5.5",
      1002,
      "a ping frame announces more than 125 bytes; at most 125 are allowed",
    ],
    [
      "a close of 65536 bytes",
      "client",
      "88 7f 00 00 00 00 00 01 00 00",
      "control-too-long",
      "RFC 6455 §5.5",
      1002,
      "a close frame announces more than 125 bytes; at most 125 are allowed",
    ],
    [
      "a masked frame of a server",
      "client",
      "81 80 00 00 00 00",
      "mask-forbidden",
      "RFC 6455 §5.1",
      1002,
      "a frame of the server is masked; must not be",
    ],
    [
      "an unmasked frame of a client",
      "server",
      "81 00",
      "mask-missing",
      "RFC 6455 §5.1",
      1002,
      "a frame of the client is not masked; must be",
    ],
    [
      "125 in 16 bits",
      "client",
      "82 7e 00 7d",
      "length-not-minimal",
      "RFC 6455 §5.2",
      1002,
      "a length of 125 takes 16 bits; must take the fewest",
    ],
    [
      "65535 in 64 bits",
      "client",
      "82 7f 00 00 00 00 00 00 ff ff",
      "length-not-minimal",
      "RFC 6455 §5.2",
      1002,
      "a length of 65535 takes 64 bits; must take the fewest",
    ],
    [
      "a 64-bit length with its highest bit",
      "client",
      "82 7f 80 00 00 00 00 00 00 00",
      "length-top-bit",
      "RFC 6455 §5.2",
      1002,
      "a 64-bit length has its highest bit set; must be 0",
    ],
    [
      "more than the limit",
      "client",
      "82 7f 00 00 00 00 00 01 86 a1",
      "frame-too-big",
      "RFC 6455 §10.4",
      1009,
      "a frame announces 100001 bytes; at most 100000 are allowed",
    ],
    [
      "the greatest length there is",
      "client",
      "82 7f 7f ff ff ff ff ff ff ff",
      "frame-too-big",
      "RFC 6455 §10.4",
      1009,
      "a frame announces 2^53 or more bytes; at most 100000 are allowed",
    ],
  ];
  it.each(broken)("%s breaks a rule", (_, role, bytes, code, section, closeCode, message) => {
    // A good frame goes before, and what comes after is ignored.
    const good = encodeFrame({ opcode: 2 }, role === "server" && 0);
    const stream = Buffer.concat([good, fromHex(bytes), good, good]);
    const { frames, violations } = decodeBothWays(stream, { role });
    expect(frames.length).toBe(1);
    expect(violations).toEqual([{ code, section, closeCode, message }]);
  });

  it.each([
    ["c3", "reserved-bits"],
    ["83", "reserved-opcode"],
    ["09", "fragmented-control"],
    ["89 7e", "control-too-long"],
    ["81 80", "mask-forbidden"],
  ])("after %s alone it is known that %s", (bytes, code) => {
    expect(decodeBothWays(fromHex(bytes)).violations.map((violation) => violation.code)).toEqual([code]);
  });

  it.each([
    ["c1 00", []],
    ["c2 00", []],
    ["01 00 c0 00", ["RFC 7692 §6.1"]],
    ["c9 00", ["RFC 7692 §6.1"]],
    ["e1 00", ["RFC 6455 §5.2"]],
  ])("RFC 7692 §6 with deflate agreed %s breaks %j", (bytes, sections) => {
    const { violations } = decodeBothWays(fromHex(bytes), { allowRsv1: true });
    expect(violations.map(({ section }) => section)).toEqual(sections);
  });
});

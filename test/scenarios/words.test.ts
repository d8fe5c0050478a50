import { expect, test } from "vitest";
import { bytesOfSize, textOfSize } from "../../src/scenarios/payload.js";
import { explainDifference, quoteText, showBytes, showOutcome } from "../../src/scenarios/words.js";

const utf8 = (text: string) => new TextEncoder().encode(text);

test("long values are cut, with their length", () => {
  expect(quoteText("a\n")).toBe('"a\\n"');
  expect(quoteText("x".repeat(1_000))).toBe(`"${"x".repeat(80)}"… (1,000 characters)`);
  expect(showBytes(utf8(""))).toBe("0 bytes");
  expect(showBytes(Uint8Array.of(0, 255))).toBe("00 ff");
  expect(showBytes(new Uint8Array(2_048))).toBe(`${Array(24).fill("00").join(" ")} … (2 KiB)`);
});

test.each([
  ["the same", "abc", "abc", undefined],
  [
    "another byte",
    "abc",
    "abd",
    { expected: "61 62 63", received: "61 62 64", reason: "differs from byte 2" },
  ],
  [
    "too short",
    "abc",
    "ab",
    { expected: "61 62 63", received: "61 62", reason: "differs from byte 2; 2 bytes received, 3 expected" },
  ],
  [
    "nothing",
    "a",
    "",
    { expected: "61", received: "0 bytes", reason: "differs from byte 0; 0 bytes received, 1 expected" },
  ],
  [
    "far inside",
    `${"x".repeat(50)}ab`,
    `${"x".repeat(50)}b`,
    { expected: "… 61 62", received: "… 62", reason: "differs from byte 50; 51 bytes received, 52 expected" },
  ],
])("a difference is told from its first byte: %s", (_, expected, received, difference) => {
  expect(explainDifference(utf8(expected), utf8(received))).toEqual(difference);
});

test.each([
  [{ code: 1000, reason: "" }, "close 1000"],
  [{ code: 4000, reason: "bye" }, 'close 4000 "bye"'],
  [{ code: 1005, reason: "" }, "close without a code"],
  [{ code: 1006, reason: "" }, "TCP ended without a close frame"],
  [
    {
      code: 1006,
      reason: "",
      violation: { code: "reserved-bits", section: "RFC 6455 §5.2", closeCode: 1002, message: "RSV1 is set" },
    },
    "TCP ended without a close frame; we failed it: RSV1 is set",
  ],
] as const)("an outcome %o reads %s", (outcome, words) => {
  expect(showOutcome({ wasClean: true, initiatedBy: "peer", ...outcome })).toBe(words);
});

test.each([0, 1, 9, 10, 100, 65_536])(
  "payloads of %i bytes are of that size, and differ by label",
  (bytes) => {
    expect(textOfSize(bytes, "client 1 message 2")).toHaveLength(bytes);
    expect(bytesOfSize(bytes, "client 1 message 2")).toHaveLength(bytes);
    if (bytes >= 10) expect(textOfSize(bytes, "client 1")).not.toBe(textOfSize(bytes, "client 2"));
  },
);

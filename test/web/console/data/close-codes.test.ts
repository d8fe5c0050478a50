// Close codes as they are typed, held against those of the protocol.

import { expect, test } from "vitest";
import { CloseCode, isWireCloseCode } from "../../../../src/protocol/close-codes.js";
import { closeCodeKey, readCloseCode } from "../../../../src/web/console/data/close-codes.js";

test("what may stand in a close frame is what the protocol allows, for every number of four digits", () => {
  for (let code = 1_000; code <= 9_999; code++) {
    const kind = isWireCloseCode(code) ? "code" : "notOnWire";
    expect(readCloseCode(String(code))).toEqual({ kind, code });
  }
});

test.each(["", "  "])("%j is a close frame without a code", (text) => {
  expect(readCloseCode(text)).toEqual({ kind: "none" });
});

test.each(["1", "999", "10000", "1e3", "-1000", "1000.5", "going away"])("%j is no close code", (text) => {
  expect(readCloseCode(text)).toEqual({ kind: "notANumber" });
});

test("every registered code has a name of its own, all others that of their range", () => {
  for (const code of Object.values(CloseCode)) expect(closeCodeKey(code)).toBe(code);
  expect([1_004, 1_016, 2_999, 3_000, 3_999, 4_000, 4_999, 5_000].map(closeCodeKey)).toEqual([
    "reserved",
    "reserved",
    "reserved",
    "libraries",
    "libraries",
    "private",
    "private",
    "reserved",
  ]);
});

// Lengths and forms in which what is sent goes to the process.

import fc from "fast-check";
import { expect, test } from "vitest";
import { toBase64 } from "../../../../src/web/console/data/base64.js";
import { fragmentCount, readFragmentSize } from "../../../../src/web/console/data/fragments.js";
import { utf8Bytes } from "../../../../src/web/console/data/utf8-bytes.js";

test.each([
  [0, ""],
  [1, "pQ=="],
  [2, "paU="],
  [3, "paWl"],
])("%i bytes are %s in base64", (bytes, text) => {
  expect(toBase64(new Uint8Array(bytes).fill(0xa5))).toBe(text);
});

test.each([24_575, 24_576, 24_577, 49_152, 100_000])("%i bytes are what Buffer makes of them", (length) => {
  const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) % 256);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
});

test.each([
  ["", 0],
  ["ping", 4],
  ["\u007f\u0080\u07ff\u0800", 1 + 2 + 2 + 3],
  ["你好, 服务器!", 18],
  ["😀", 4],
  ["\ud83d", 3],
  ["\ude00\ud83d!", 7],
])("%j is of %i bytes", (text, bytes) => {
  expect(utf8Bytes(text)).toBe(bytes);
});

test("any text counts as many bytes as are sent of it", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      (text) => utf8Bytes(text) === new TextEncoder().encode(text).length,
    ),
  );
});

test.each([
  [0, 10, 1],
  [1, 10, 1],
  [10, 10, 1],
  [11, 10, 2],
  [65_536, 1, 65_536],
  [16_777_216, 16_777_216, 1],
])("%i bytes in fragments of %i are %i frames", (messageBytes, fragmentBytes, frames) => {
  expect(fragmentCount(messageBytes, fragmentBytes)).toBe(frames);
});

test.each([
  ["1", 1],
  [" 1024 ", 1_024],
  ["16777216", 16_777_216],
])("%j is a size of fragments", (text, bytes) => {
  expect(readFragmentSize(text)).toEqual({ kind: "bytes", bytes });
});

test.each(["", "0", "-1", "1.5", "1e3", "0x10", "16777217", "ten", "99999999999"])("%j is none", (text) => {
  expect(readFragmentSize(text)).toEqual({ kind: "mistake" });
});

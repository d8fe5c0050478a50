// Hexadecimal digits as they are typed and pasted.

import { expect, test } from "vitest";
import { type HexText, readHexText } from "../../../../src/web/console/data/hex-text.js";

const hello = [0x48, 0x65, 0x6c, 0x6c, 0x6f];

test.each([
  ["nothing", "", []],
  ["white space alone", " \n\t ", []],
  ["one byte", "7f", [0x7f]],
  ["bytes without anything between", "48656c6c6f", hello],
  ["capitals", "48 65 6C 6C 6F", hello],
  ["spaces, tabs and lines", "48 65\t6c\r\n6c\n\n6f ", hello],
  ["colons, as of a certificate", "48:65:6c:6c:6f", hello],
  ["hyphens", "48-65-6c-6c-6f", hello],
  ["an array of C", "0x48, 0x65, 0X6c, 0x6c, 0x6f,", hello],
  ["a string of C", "\\x48\\x65\\x6c\\x6c\\x6f", hello],
  ["one prefix for all", "0x48656c6c6f", hello],
  ["no-break spaces, as copied from a page", "48\u00a065", [0x48, 0x65]],
  ["the ends of the range", "00ff", [0, 255]],
])("%s: the bytes are read", (_, text, bytes) => {
  expect(readHexText(text)).toEqual({ kind: "bytes", bytes: Uint8Array.from(bytes) });
});

test.each<[string, string, HexText]>([
  ["a letter that is no digit", "48 6g", { kind: "strange", at: 4, character: "g" }],
  ["a letter where a byte begins", "zz", { kind: "strange", at: 0, character: "z" }],
  ["a character beyond 16 bits is named whole", "48 😀", { kind: "strange", at: 3, character: "😀" }],
  ["and as a second digit too", "4😀", { kind: "strange", at: 1, character: "😀" }],
  ["a digit alone at the end", "48 6", { kind: "half", at: 3 }],
  ["a digit alone between bytes", "48 6 5c", { kind: "half", at: 3 }],
  ["three digits in a row", "486", { kind: "half", at: 2 }],
  ["one digit after its prefix", "0xf", { kind: "half", at: 2 }],
  ["a prefix without digits", "48 0x", { kind: "strange", at: 4, character: "x" }],
  ["a backslash alone", "48\\65", { kind: "strange", at: 2, character: "\\" }],
])("%s: the mistake has its place", (_, text, mistake) => {
  expect(readHexText(text)).toEqual(mistake);
});

test("a megabyte is read whole", () => {
  const read = readHexText("a5".repeat(1_048_576));
  expect(read.kind === "bytes" && read.bytes.length).toBe(1_048_576);
  expect(read.kind === "bytes" && read.bytes.every((byte) => byte === 0xa5)).toBe(true);
});

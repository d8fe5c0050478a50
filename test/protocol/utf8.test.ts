import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Utf8Validator } from "../../src/protocol/utf8.js";
import { seededRandom } from "../../src/random.js";
import { fromHex } from "./hex.js";

/** Unicode table 3-7, row by row: the ranges of every byte of a well-formed sequence. */
const table37: readonly (readonly (readonly [number, number])[])[] = [
  [[0x00, 0x7f]],
  [
    [0xc2, 0xdf],
    [0x80, 0xbf],
  ],
  [
    [0xe0, 0xe0],
    [0xa0, 0xbf],
    [0x80, 0xbf],
  ],
  [
    [0xe1, 0xec],
    [0x80, 0xbf],
    [0x80, 0xbf],
  ],
  [
    [0xed, 0xed],
    [0x80, 0x9f],
    [0x80, 0xbf],
  ],
  [
    [0xee, 0xef],
    [0x80, 0xbf],
    [0x80, 0xbf],
  ],
  [
    [0xf0, 0xf0],
    [0x90, 0xbf],
    [0x80, 0xbf],
    [0x80, 0xbf],
  ],
  [
    [0xf1, 0xf3],
    [0x80, 0xbf],
    [0x80, 0xbf],
    [0x80, 0xbf],
  ],
  [
    [0xf4, 0xf4],
    [0x80, 0x8f],
    [0x80, 0xbf],
    [0x80, 0xbf],
  ],
];

const fits = (byte: number, range: readonly [number, number] | undefined): boolean =>
  range !== undefined && byte >= range[0] && byte <= range[1];

/** Index of the first byte after which no row of the table can go on; -1 when there is none. */
function earliestWrongByte(bytes: Uint8Array): number {
  let start = 0;
  for (let i = 0; i < bytes.length; i++) {
    const sequence = bytes.subarray(start, i + 1);
    const rows = table37.filter((row) => [...sequence].every((byte, k) => fits(byte, row[k])));
    if (rows.length === 0) return i;
    if (rows.some((row) => row.length === sequence.length)) start = i + 1;
  }
  return -1;
}

function earliestRefusedByte(bytes: Uint8Array): number {
  const validator = new Utf8Validator();
  return [...bytes].findIndex((byte) => !validator.push(Uint8Array.of(byte)));
}

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false; // TypeError is how the oracle says no
  }
}

function accepts(pieces: readonly Uint8Array[]): boolean {
  const validator = new Utf8Validator();
  return pieces.every((piece) => validator.push(piece)) && validator.end();
}

describe("UTF-8 validation, RFC 6455 §8.1, Unicode table 3-7", () => {
  it.each([
    ["nothing", "", -1],
    ["ASCII", "00 41 7f", -1],
    [
      "the least and the greatest of every row",
      "c2 80 df bf e0 a0 80 e1 80 80 ed 9f bf ee 80 80 ef bf bf f0 90 80 80 f4 8f bf bf",
      -1,
    ],
    ["a continuation byte first", "80", 0],
    ["C0, which only begins overlong forms", "c0 80", 0],
    ["C1, which only begins overlong forms", "c1 bf", 0],
    ["an overlong form of three bytes", "e0 9f bf", 1],
    ["an overlong form of four bytes", "f0 8f bf bf", 1],
    ["a high surrogate", "ed a0 80", 1],
    ["a low surrogate", "ed bf bf", 1],
    ["U+110000", "f4 90 80 80", 1],
    ["F5, beyond U+10FFFF", "f5 80 80 80", 0],
    ["FE", "fe", 0],
    ["a sequence cut off by ASCII", "e2 82 41", 2],
    ["a sequence cut off by another", "e2 82 c3 a9", 2],
    ["the κόσμε of Autobahn with a surrogate after it", "ce ba e1 bd b9 cf 83 ce bc ce b5 ed a0 80 65", 12],
  ])("%s: %s fails at byte %i", (_, bytes, at) => {
    expect(earliestRefusedByte(fromHex(bytes))).toBe(at);
    expect(accepts([fromHex(bytes)])).toBe(at === -1);
  });

  it.each(["c2", "e0", "e0 a0", "f0", "f0 90", "f0 90 80", "41 f4 8f bf"])(
    "%s is an unfinished code point: it may go on but not end",
    (bytes) => {
      const validator = new Utf8Validator();
      expect(validator.push(fromHex(bytes))).toBe(true);
      expect(validator.end()).toBe(false);
      validator.reset();
      expect(validator.end()).toBe(true);
      expect(validator.push(fromHex("41"))).toBe(true);
    },
  );

  it("every sequence of two bytes, and of three that begin with E0-F4, fails at the byte the table says", () => {
    for (let lead = 0x7f; lead <= 0xff; lead++) {
      for (let second = 0x70; second <= 0xc5; second++) {
        for (const third of lead >= 0xe0 ? [0x7f, 0x80, 0xbf, 0xc0] : [0x41]) {
          const bytes = Uint8Array.of(lead, second, third);
          if (earliestRefusedByte(bytes) !== earliestWrongByte(bytes)) expect.fail(`${[...bytes]}`);
        }
      }
    }
  });

  const texts = fc
    .string({ unit: "binary", maxLength: 200 })
    .map((text) => new Uint8Array(Buffer.from(text)));
  const damaged = fc.tuple(texts, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([text, at, byte]) => {
    if (text.length > 0) text[at % text.length] = byte;
    return text;
  });

  it("any bytes in any pieces are accepted exactly when a fatal TextDecoder takes the whole", () => {
    fc.assert(
      fc.property(
        fc.oneof(texts, damaged, fc.uint8Array({ maxLength: 300 })),
        fc.array(fc.nat(), { maxLength: 4 }),
        (bytes, cuts) => {
          const at = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b);
          const pieces = [0, ...at].map((start, i) => bytes.subarray(start, at[i] ?? bytes.length));
          expect(accepts(pieces)).toBe(decodes(bytes));
          expect(accepts([bytes])).toBe(decodes(bytes));
        },
      ),
      { numRuns: 2_000, seed: 81 },
    );
  });

  it("any damaged text fails at the earliest byte", () => {
    fc.assert(
      fc.property(damaged, (bytes) => {
        expect(earliestRefusedByte(bytes)).toBe(earliestWrongByte(bytes));
      }),
      { numRuns: 1_000, seed: 37 },
    );
  });

  it("large pieces cut inside code points are accepted, and refused with one byte wrong", () => {
    const text = Buffer.from("grüße, 你好, 𝄞! ".repeat(400));
    const random = seededRandom(8);
    for (let round = 0; round < 200; round++) {
      const cut = random.integer(0, text.length);
      expect(accepts([text.subarray(0, cut), text.subarray(cut)])).toBe(true);
      const wrong = Buffer.from(text);
      wrong[random.integer(0, text.length - 1)] = 0xff;
      expect(isUtf8(wrong)).toBe(false);
      expect(accepts([wrong.subarray(0, cut), wrong.subarray(cut)])).toBe(false);
    }
  });
});

describe("reset", () => {
  it.each([
    ["E0", "e0"],
    ["ED", "ed"],
    ["F0", "f0"],
    ["F4", "f4"],
  ])("after %s, which narrows the byte to come, a new text has all of 80-BF again", (_, lead) => {
    for (const second of ["80", "bf"]) {
      const validator = new Utf8Validator();
      expect(validator.push(fromHex(lead))).toBe(true);
      validator.reset();
      expect(validator.push(fromHex("c3"))).toBe(true);
      expect(validator.push(fromHex(second))).toBe(true);
      expect(validator.end()).toBe(true);
    }
  });
});

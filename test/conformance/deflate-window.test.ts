// The inflater of our own: what it gives, how far back it says the data refer, and what it refuses.

import { constants, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WindowInflater } from "../../src/conformance/deflate-window.js";
import { DeflateWriter } from "../../src/conformance/deflate-writer.js";

const fresh = (message: Uint8Array) => new WindowInflater({ contextTakeover: false }).inflate(message);
const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");

/** The flushed form of a message, by zlib: RFC 7692 §7.2.1. */
function compress(payload: Uint8Array, options: Parameters<typeof deflateRawSync>[1]): Uint8Array {
  const flushed = deflateRawSync(payload, { ...options, finishFlush: constants.Z_SYNC_FLUSH });
  return flushed.subarray(0, flushed.length - 4);
}

describe("the examples of RFC 7692 §7.2.3", () => {
  test.each([
    ["one block", "f2 48 cd c9 c9 07 00", ["fixed", "stored"], false],
    ["a stored block", "00 05 00 fa ff 48 65 6c 6c 6f 00", ["stored", "stored"], false],
    ["a final block", "f3 48 cd c9 c9 07 00 00", ["fixed", "stored"], true],
    ["two blocks", "f2 48 05 00 00 00 ff ff ca c9 c9 07 00", ["fixed", "stored", "fixed", "stored"], false],
  ])("%s is Hello", (_, hex, blocks, hasFinalBlock) => {
    const inflated = fresh(bytes(hex));
    expect(Buffer.from(inflated.payload).toString()).toBe("Hello");
    expect(inflated).toMatchObject({ largestDistance: 0, blocks, hasFinalBlock });
  });

  test("a second Hello refers back 5 bytes, into the first message", () => {
    const inflater = new WindowInflater({ contextTakeover: true });
    inflater.inflate(bytes("f2 48 cd c9 c9 07 00"));
    const second = inflater.inflate(bytes("f2 00 11 00 00"));
    expect(Buffer.from(second.payload).toString()).toBe("Hello");
    expect(second.largestDistance).toBe(5);
  });

  test("without the first message that reference is refused", () => {
    expect(() => fresh(bytes("f2 00 11 00 00"))).toThrow("a reference goes back 5 bytes, where only 1 are");
  });

  test("a final block without the byte 00 after it ends the message too", () => {
    expect(Buffer.from(fresh(bytes("f3 48 cd c9 c9 07 00")).payload).toString()).toBe("Hello");
  });
});

describe("what zlib writes comes out as it went in, and no reference is longer than its window,", () => {
  const texts = fc.array(fc.constantFrom("the ", "quick ", "brown ", "fox ", "Ünïcode ", "0123456789"), {
    maxLength: 2_000,
  });
  const payloads = fc.oneof(
    fc.uint8Array({ maxLength: 5_000 }),
    texts.map((words) => Buffer.from(words.join(""))),
  );

  test.each([9, 10, 12, 15])("with %i window bits", (windowBits) => {
    fc.assert(
      fc.property(payloads, fc.integer({ min: 0, max: 9 }), fc.boolean(), (payload, level, fixed) => {
        const strategy = fixed ? constants.Z_FIXED : constants.Z_DEFAULT_STRATEGY;
        const inflated = fresh(compress(payload, { windowBits, level, strategy }));
        expect(Buffer.compare(inflated.payload, payload)).toBe(0);
        expect(inflated.largestDistance).toBeLessThanOrEqual(1 << windowBits);
      }),
      { numRuns: 40 },
    );
  });

  test("random bytes as data throw nothing but an error of their own", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (data) => {
        try {
          fresh(data);
        } catch (error) {
          expect(error).toMatchObject({ code: "deflate-data-invalid" });
        }
      }),
    );
  });
});

describe("what the writer writes", () => {
  test("of Hello is the example of the RFC", () => {
    expect(hex(new DeflateWriter().fixed(["Hello"]).message())).toBe("f2 48 cd c9 c9 07 00");
    expect(hex(new DeflateWriter().stored(Buffer.from("Hello")).message())).toBe(
      "00 05 00 fa ff 48 65 6c 6c 6f 00",
    );
  });

  test("comes out with the distances that were put in, at every boundary of their codes", () => {
    const history = Buffer.alloc(32_768, "0123456789abcdef!");
    const boundaries = [1, 2, 4, 5, 8, 9, 256, 257, 512, 513, 1_024, 1_025, 24_577, 32_767, 32_768];
    for (const distance of boundaries) {
      for (const length of [3, 4, 10, 11, 12, 130, 131, 257, 258]) {
        const inflater = new WindowInflater({ contextTakeover: true });
        inflater.inflate(new DeflateWriter().stored(history).message());
        const message = new DeflateWriter().fixed([{ length, distance }]).message();
        const { payload, largestDistance } = inflater.inflate(message);
        const start = history.length - distance;
        const expected = Array.from({ length }, (_, i) => history[start + (i % distance)]);
        expect(Buffer.compare(payload, Buffer.from(expected as number[]))).toBe(0);
        expect(largestDistance).toBe(distance);
      }
    }
  });
});

describe("refused are", () => {
  const start = () => new DeflateWriter().startFixed();
  test.each([
    ["a block of type 3", new DeflateWriter().bits(6, 3), "a block has type 3; must be 0, 1 or 2"],
    [
      "a stored block whose lengths differ",
      new DeflateWriter().bits(0, 3).align().bits(5, 16).bits(5, 16),
      "a stored block has length 5 and its complement 5, which do not fit",
    ],
    ["length symbol 286", start().symbol(286), "the length code 29 stands for nothing"],
    ["distance code 30", start().token("abc").symbol(257).distanceCode(30), "no code of the block"],
    ["too many literal codes", new DeflateWriter().bits(4, 3).bits(30, 5), "a block has 287 literal codes"],
  ])("%s", (_, writer, message) => {
    expect(() => fresh(Buffer.concat([writer.data(), Buffer.alloc(8)]))).toThrow(message);
  });

  test("a message of more bytes than are allowed", () => {
    const inflater = new WindowInflater({ contextTakeover: false, maxMessageBytes: 4 });
    expect(() => inflater.inflate(bytes("f2 48 cd c9 c9 07 00"))).toThrow("inflates to more than 4 bytes");
  });
});

function hex(data: Uint8Array): string {
  return Buffer.from(data)
    .toString("hex")
    .replaceAll(/(..)(?=.)/g, "$1 ");
}

import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MessageDeflater } from "../../src/protocol/deflate.js";
import type { Violation } from "../../src/protocol/violation.js";
import { compressibleBytes, inflateMessage, makeInflater, oneByOne } from "./deflate-samples.js";
import { fromHex } from "./hex.js";

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("§10.4 a message inflates to maxMessageBytes at most", () => {
  const bomb = new MessageDeflater({ windowBits: 15, contextTakeover: true, level: 9 }).deflate(
    new Uint8Array(64 * 1024 * 1024),
  );
  const limits = [0, 1, 125, 16_383, 16_384, 16_385, 65_536, 1_000_000];

  test.each(limits)("a bomb of 64 MiB stops at a limit of %i bytes", (maxMessageBytes) => {
    for (const cuts of [[bomb], chopped(bomb, 100)]) {
      const inflater = makeInflater({ maxMessageBytes });
      let emittedBytes = 0;
      let violation: Violation | undefined;
      for (const piece of cuts) {
        violation = inflater.push(piece, (inflated) => {
          emittedBytes += inflated.length;
          expect(inflated.length).toBeLessThanOrEqual(16_384);
        });
        if (violation !== undefined) break;
      }
      expect(violation).toEqual({
        code: "message-too-big",
        section: "RFC 6455 §7.4.1",
        closeCode: 1009,
        message: `a compressed message inflates to more than the limit of ${maxMessageBytes} bytes`,
      });
      expect(emittedBytes).toBeLessThanOrEqual(maxMessageBytes);
      expect(emittedBytes).toBeGreaterThan(maxMessageBytes - 16_384);
    }
  });

  test.each(limits)(
    "a message of exactly %i bytes is let in, again and again; one byte more is not",
    (maxMessageBytes) => {
      const deflater = new MessageDeflater({ windowBits: 15, contextTakeover: true });
      const inflater = makeInflater({ maxMessageBytes });
      for (const seed of [1, 2, 3]) {
        const payload = compressibleBytes(maxMessageBytes, seed);
        const { bytes, violation } = inflateMessage(inflater, [deflater.deflate(payload)]);
        expect(violation).toBeUndefined();
        expect(Buffer.compare(bytes, payload)).toBe(0);
      }
      const oneMore = deflater.deflate(compressibleBytes(maxMessageBytes + 1, 4));
      expect(inflateMessage(inflater, [oneMore]).violation?.code).toBe("message-too-big");
    },
  );

  test("after a violation every call returns it and emits nothing", () => {
    const inflater = makeInflater({ maxMessageBytes: 4 });
    const hello = fromHex("f2 48 cd c9 c9 07 00");
    const emit = (): never => expect.fail("nothing may be emitted");
    const violation = inflater.push(hello, emit);
    expect(violation?.code).toBe("message-too-big");
    expect(inflater.push(hello, emit)).toBe(violation);
    expect(inflater.end(emit)).toBe(violation);
  });
});

describe("RFC 7692 §7.2.2 final blocks", () => {
  const final = (text: string): Uint8Array => deflateRawSync(ascii(text));
  const rows = [
    ["with the 00 that the RFC asks for", [...final("Hello"), 0]],
    ["without it: the message ends with the final block", [...final("Hello")]],
    ["two of them, and 00", [...final("Hel"), ...final("lo"), 0]],
    ["two of them", [...final("Hel"), ...final("lo")]],
    [
      "an ordinary block after it",
      [
        ...final("Hel"),
        ...new MessageDeflater({ windowBits: 15, contextTakeover: true }).deflate(ascii("lo")),
      ],
    ],
    ["empty blocks around it", [0, 0, 0, 0xff, 0xff, ...final("Hello"), 0, 0, 0, 0xff, 0xff, 0]],
  ] as const;
  test.each(rows)(
    "a message of a final block, %s, is inflated; three such messages, cut or not",
    (_title, wire) => {
      for (const contextTakeover of [true, false]) {
        const inflater = makeInflater({ contextTakeover });
        for (const cuts of [
          [Uint8Array.from(wire)],
          oneByOne(Uint8Array.from(wire)),
          [Uint8Array.from(wire)],
        ]) {
          const { bytes, violation } = inflateMessage(inflater, cuts);
          expect(violation).toBeUndefined();
          expect(Buffer.from(bytes).toString()).toBe("Hello");
        }
      }
    },
  );

  test("the window outlives a final block: the next message may refer to what was before it", () => {
    const inflater = makeInflater();
    inflateMessage(inflater, [fromHex("f3 48 cd c9 c9 07 00 00")]);
    const { bytes, violation } = inflateMessage(inflater, [fromHex("f2 00 11 00 00")]);
    expect(violation).toBeUndefined();
    expect(Buffer.from(bytes).toString()).toBe("Hello");
  });

  const garbage = [
    ["a block of the reserved type", "f3 48 cd c9 c9 07 00 06", "invalid block type"],
    [
      "a stored block whose length is wrong",
      "f3 48 cd c9 c9 07 00 00 01 00 00 00",
      "invalid stored block lengths",
    ],
    ["half a block", "f3 48 cd c9 c9 07 00 f2 48", "the message ends within a block"],
  ] as const;
  test.each(garbage)("after a final block %s is a violation", (_title, hex, reason) => {
    for (const cuts of [[fromHex(hex)], oneByOne(fromHex(hex))]) {
      const { violation } = inflateMessage(makeInflater(), cuts);
      expect(violation?.code).toBe("deflate-data-invalid");
      expect(violation?.message).toBe(`the compressed data are invalid: ${reason}`);
    }
  });
});

describe("RFC 7692 §7.2.2 data that are not DEFLATE", () => {
  const rows = [
    ["a block of the reserved type", "06", "invalid block type"],
    ["a stored block whose length is wrong", "00 05 00 fa fe", "invalid stored block lengths"],
    ["a stored block that is too short", "00 0a 00 f5 ff 48 65", "the message ends within a block"],
    ["a reference before the beginning", "f2 00 11 00 00", "invalid distance too far back"],
    ["a Huffman block that is cut", "f2 48 cd", "the message ends within a block"],
    ["plain text", "48 65 6c 6c 6f", "invalid stored block lengths"],
  ] as const;
  test.each(rows)("%s fails with 1007, whole and byte by byte", (_title, hex, reason) => {
    for (const cuts of [[fromHex(hex)], oneByOne(fromHex(hex))]) {
      expect(inflateMessage(makeInflater(), cuts).violation).toEqual({
        code: "deflate-data-invalid",
        section: "RFC 7692 §7.2.2",
        closeCode: 1007,
        message: `the compressed data are invalid: ${reason}`,
      });
    }
  });

  test("§7.2.3.6 a compressed message without any byte is invalid: an empty one is 00", () => {
    expect(inflateMessage(makeInflater(), []).violation?.message).toBe(
      "the compressed data are invalid: the message ends within a block",
    );
    expect(inflateMessage(makeInflater(), [fromHex("00")])).toEqual({
      bytes: new Uint8Array(0),
      violation: undefined,
    });
  });

  test("random bytes never throw, stay within the limit, and any cut gives the same result", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 4 }),
        fc.constantFrom(8, 9, 12, 15),
        fc.boolean(),
        (messages, windowBits, contextTakeover) => {
          const options = { windowBits, contextTakeover, maxMessageBytes: 1_000 };
          const [whole, cut] = [makeInflater(options), makeInflater(options)];
          for (const message of messages) {
            const expected = inflateMessage(whole, [message]);
            const got = inflateMessage(cut, oneByOne(message));
            expect(expected.bytes.length).toBeLessThanOrEqual(1_000);
            expect(got.violation).toEqual(expected.violation);
            if (expected.violation === undefined) expect(got.bytes).toEqual(expected.bytes);
          }
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test("valid data with one bit turned never throw and stay within the limit", () => {
    const payload = compressibleBytes(2_000, 7);
    const wire = new MessageDeflater({ windowBits: 15, contextTakeover: false }).deflate(payload);
    for (let bit = 0; bit < wire.length * 8; bit++) {
      const broken = wire.slice();
      broken[bit >> 3] = (broken[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(
        inflateMessage(makeInflater({ maxMessageBytes: 4_000 }), [broken]).bytes.length,
      ).toBeLessThanOrEqual(4_000);
    }
  });
});

function chopped(bytes: Uint8Array, pieceBytes: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, i) =>
    bytes.subarray(i * pieceBytes, (i + 1) * pieceBytes),
  );
}

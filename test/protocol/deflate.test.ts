import { constants, createDeflateRaw, deflateRawSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MessageDeflater } from "../../src/protocol/deflate.js";
import { seededRandom } from "../../src/random.js";
import { compressibleBytes, inflateMessage, makeInflater, oneByOne } from "./deflate-samples.js";
import { fromHex, toHex } from "./hex.js";
import { inflateAndMeasure } from "./raw-inflater.js";

const allWindowBits = [8, 9, 10, 11, 12, 13, 14, 15];
const tail = fromHex("00 00 ff ff");
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("RFC 7692 §7.2.3 the examples", () => {
  test("§7.2.3.1, §7.2.3.2 Hello twice with context takeover compresses to the RFC's bytes", () => {
    const deflater = new MessageDeflater({ windowBits: 15, contextTakeover: true });
    expect(toHex(deflater.deflate(ascii("Hello")))).toBe("f2 48 cd c9 c9 07 00");
    expect(toHex(deflater.deflate(ascii("Hello")))).toBe("f2 00 11 00 00");
  });

  test("§7.2.3.2 Hello twice without context takeover compresses to the same bytes each time", () => {
    const deflater = new MessageDeflater({ windowBits: 15, contextTakeover: false });
    expect(toHex(deflater.deflate(ascii("Hello")))).toBe("f2 48 cd c9 c9 07 00");
    expect(toHex(deflater.deflate(ascii("Hello")))).toBe("f2 48 cd c9 c9 07 00");
  });

  test("§7.2.3.6 an empty message is one zero byte, before, between and after others", () => {
    const deflater = new MessageDeflater({ windowBits: 15, contextTakeover: true });
    const sent = ["", "", "Hello", "", "Hello", ""].map((text) => toHex(deflater.deflate(ascii(text))));
    expect(sent).toEqual(["00", "00", "f2 48 cd c9 c9 07 00", "00", "f2 00 11 00 00", "00"]);
  });

  const examples = [
    ["§7.2.3.1 one DEFLATE block", "f2 48 cd c9 c9 07 00"],
    ["§7.2.3.3 a DEFLATE block with no compression", "00 05 00 fa ff 48 65 6c 6c 6f 00"],
    ["§7.2.3.4 a DEFLATE block with BFINAL set to 1", "f3 48 cd c9 c9 07 00 00"],
    ["§7.2.3.5 two DEFLATE blocks in one message", "f2 48 05 00 00 00 ff ff ca c9 c9 07 00"],
  ] as const;
  test.each(examples)("%s inflates to Hello, whole and byte by byte", (_title, hex) => {
    for (const cuts of [[fromHex(hex)], oneByOne(fromHex(hex))]) {
      const { bytes, violation } = inflateMessage(makeInflater(), cuts);
      expect(violation).toBeUndefined();
      expect(Buffer.from(bytes).toString()).toBe("Hello");
    }
  });

  test("§7.2.3.2 the second Hello refers to the first", () => {
    const inflater = makeInflater();
    for (const hex of ["f2 48 cd c9 c9 07 00", "f2 00 11 00 00", "f2 00 11 00 00"]) {
      expect(Buffer.from(inflateMessage(inflater, [fromHex(hex)]).bytes).toString()).toBe("Hello");
    }
  });

  test("§7.1.1 without context takeover the second Hello may not refer to the first", () => {
    const inflater = makeInflater({ contextTakeover: false });
    expect(inflateMessage(inflater, [fromHex("f2 48 cd c9 c9 07 00")]).violation).toBeUndefined();
    expect(inflateMessage(inflater, [fromHex("f2 00 11 00 00")]).violation).toEqual({
      code: "deflate-data-invalid",
      section: "RFC 7692 §7.2.2",
      closeCode: 1007,
      message: "the compressed data are invalid: invalid distance too far back",
    });
  });
});

describe("RFC 7692 §7.2 any messages survive", () => {
  const messages = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.record({ length: fc.nat(5_000), seed: fc.nat() }).map((o) => compressibleBytes(o.length, o.seed)),
      fc.record({ length: fc.nat(5_000), seed: fc.nat() }).map((o) => seededRandom(o.seed).bytes(o.length)),
    ),
    { minLength: 1, maxLength: 6 },
  );
  const cutSizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 10 });
  const rows = allWindowBits.flatMap((windowBits) =>
    [true, false].map((contextTakeover) => ({ windowBits, contextTakeover })),
  );

  test.each(rows)(
    "inflate(deflate(x)) = x however it is cut, for $windowBits bits, takeover $contextTakeover",
    (row) => {
      fc.assert(
        fc.property(
          messages,
          cutSizes,
          fc.integer({ min: 0, max: 9 }),
          fc.integer({ min: 1, max: 9 }),
          (payloads, sizes, level, memLevel) => {
            const deflater = new MessageDeflater({ ...row, level, memLevel });
            const inflater = makeInflater(row);
            for (const payload of payloads) {
              const { bytes, violation } = inflateMessage(inflater, cut(deflater.deflate(payload), sizes));
              expect(violation).toBeUndefined();
              expect(Buffer.compare(bytes, payload)).toBe(0);
            }
          },
        ),
        { numRuns: 25 },
      );
    },
  );

  const sizes = [1, 125, 126, 65_535, 65_536, 65_537, 1_000_000];
  test.each(sizes)("a message of %i bytes that does not compress survives, and a second one", (length) => {
    const deflater = new MessageDeflater({ windowBits: 15, contextTakeover: true });
    const inflater = makeInflater();
    for (const seed of [1, 2]) {
      const payload = seededRandom(seed).bytes(length);
      const { bytes, violation } = inflateMessage(inflater, [deflater.deflate(payload)]);
      expect(violation).toBeUndefined();
      expect(Buffer.compare(bytes, payload)).toBe(0);
    }
  });

  test("an emit that leads to another inflater leaves the piece as it was", () => {
    const deflater = new MessageDeflater({ windowBits: 15, contextTakeover: false });
    const [hello, other] = [deflater.deflate(ascii("Hello")), deflater.deflate(ascii("another message"))];
    const seen: string[] = [];
    makeInflater().push(hello, (piece) => {
      makeInflater().push(other, (inner) => seen.push(Buffer.from(inner).toString()));
      seen.push(Buffer.from(piece).toString());
    });
    expect(seen).toEqual(["another message", "Hello"]);
  });
});

describe("RFC 7692 §7.1.2 no back reference leaves the window", () => {
  const rows = allWindowBits.flatMap((windowBits) => [1, 6, 9].map((level) => ({ windowBits, level })));
  test.each(rows)(
    "$windowBits bits, level $level: large data and many messages with takeover",
    ({ windowBits, level }) => {
      const deflater = new MessageDeflater({ windowBits, contextTakeover: true, level });
      const payloads = [
        compressibleBytes(100_000, 1),
        ...Array.from({ length: 50 }, (_, i) => compressibleBytes(100 + 37 * i, 2)),
        new Uint8Array(3_000),
        compressibleBytes(20_000, 1),
      ];
      const wire = payloads.flatMap((payload) => [deflater.deflate(payload), tail]);
      const { output, longestDistance } = inflateAndMeasure(Buffer.concat(wire));
      expect(Buffer.compare(output, Buffer.concat(payloads))).toBe(0);
      expect(longestDistance).toBeLessThanOrEqual(2 ** windowBits);
      // zlib keeps 262 bytes of its window for look-ahead.
      const reach = 2 ** Math.max(windowBits, 9) - 262;
      expect(longestDistance).toBeLessThanOrEqual(reach);
      // The data do repeat so far apart: the compressor was held back by its window and nothing else.
      expect(longestDistance).toBeGreaterThan(reach * 0.8);
    },
  );

  test("the measuring inflater tells when a window is left: data of 15 bits refer back more than 14 bits allow", () => {
    const wire = deflateRawSync(compressibleBytes(100_000, 1), { windowBits: 15 });
    expect(inflateAndMeasure(wire).longestDistance).toBeGreaterThan(16_384);
  });

  test("an inflater for 8 bits takes what a deflater for 8 bits makes, byte by byte too", () => {
    const deflater = new MessageDeflater({ windowBits: 8, contextTakeover: true });
    const inflaters = [makeInflater({ windowBits: 8 }), makeInflater({ windowBits: 8 })] as const;
    for (const seed of [1, 1, 2, 1]) {
      const payload = compressibleBytes(10_000, seed);
      const wire = deflater.deflate(payload);
      for (const [inflater, cuts] of [
        [inflaters[0], [wire]] as const,
        [inflaters[1], oneByOne(wire)] as const,
      ]) {
        const { bytes, violation } = inflateMessage(inflater, cuts);
        expect(violation).toBeUndefined();
        expect(Buffer.compare(bytes, payload)).toBe(0);
      }
    }
  });

  const smallWindows = [8, 9, 10, 11, 12, 13, 14];
  test.each(smallWindows)(
    "an inflater for %i bits refuses data of a larger window, whole and byte by byte",
    (windowBits) => {
      const wire = new MessageDeflater({
        windowBits: Math.min(windowBits + 2, 15),
        contextTakeover: true,
      }).deflate(compressibleBytes(100_000, 1));
      const whole = inflateMessage(makeInflater({ windowBits }), [wire]);
      const bitByBit = inflateMessage(makeInflater({ windowBits }), oneByOne(wire));
      expect(whole.violation?.message).toBe("the compressed data are invalid: invalid distance too far back");
      expect(bitByBit).toEqual(whole);
    },
  );
});

describe("node:zlib understands us and is understood", () => {
  test.each(allWindowBits)("a node inflater of %i bits reads our messages with takeover", (windowBits) => {
    const deflater = new MessageDeflater({ windowBits, contextTakeover: true });
    const payloads = [1, 2, 1, 3].map((seed) => compressibleBytes(3_000, seed));
    const wire = Buffer.concat(payloads.flatMap((payload) => [deflater.deflate(payload), tail]));
    const inflated = inflateRawSync(wire, { windowBits, finishFlush: constants.Z_SYNC_FLUSH });
    expect(Buffer.compare(inflated, Buffer.concat(payloads))).toBe(0);
  });

  test.each(allWindowBits)("a node deflater of %i bits is read with takeover", async (windowBits) => {
    const stream = createDeflateRaw({ windowBits });
    const inflater = makeInflater({ windowBits });
    for (const seed of [1, 2, 1, 3]) {
      const payload = compressibleBytes(3_000, seed);
      const wire = await flushed(stream, payload);
      const { bytes, violation } = inflateMessage(inflater, [wire.subarray(0, -4)]);
      expect(violation).toBeUndefined();
      expect(Buffer.compare(bytes, payload)).toBe(0);
    }
    stream.close();
  });
});

describe("misuse", () => {
  const rows = [
    [{ windowBits: 7 }, "windowBits is 7; must be an integer from 8 to 15"],
    [{ windowBits: 16 }, "windowBits is 16; must be an integer from 8 to 15"],
    [{ windowBits: 9.5 }, "windowBits is 9.5; must be an integer from 8 to 15"],
    [{ windowBits: 15, level: 10 }, "level is 10; must be an integer from 0 to 9"],
    [{ windowBits: 15, memLevel: 0 }, "memLevel is 0; must be an integer from 1 to 9"],
  ] as const;
  test.each(rows)("%o throws", (options, message) => {
    expect(() => new MessageDeflater({ contextTakeover: true, ...options })).toThrow(
      expect.objectContaining({ code: "deflate-options-invalid", message }),
    );
  });
});

function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const cuts: Uint8Array[] = [];
  for (let position = 0, i = 0; position < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    cuts.push(bytes.subarray(position, position + size));
    position += size;
  }
  return cuts;
}

function flushed(stream: ReturnType<typeof createDeflateRaw>, payload: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const keep = (piece: Buffer): void => void pieces.push(piece);
    stream.on("data", keep).once("error", reject);
    stream.write(payload);
    stream.flush(constants.Z_SYNC_FLUSH, () => {
      stream.off("data", keep).off("error", reject);
      resolve(Buffer.concat(pieces));
    });
  });
}

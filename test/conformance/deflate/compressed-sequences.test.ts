// Compressed messages are made once for all cases that send the same, in bounded memory.

import { describe, expect, test } from "vitest";
import {
  CompressedSequences,
  messageAt,
  type SequenceKey,
  type SequenceReader,
} from "../../../src/conformance/deflate/compressed-sequences.js";
import { ZlibShare } from "../../../src/conformance/deflate/zlib-share.js";
import { MessageInflater } from "../../../src/protocol/deflate.js";
import { exactly } from "./exactly.js";

const key: SequenceKey = { file: "prose", units: 16_384, windowBits: 12, contextTakeover: true };

async function take(reader: SequenceReader, count: number): Promise<Uint8Array[]> {
  const taken: Uint8Array[] = [];
  while (taken.length < count) taken.push(await reader.next());
  return taken;
}

/** What a receiver makes of the messages, which must be the whole sequence from its start. */
function inflated(compressed: readonly Uint8Array[], { windowBits, contextTakeover }: SequenceKey): Buffer[] {
  const inflater = new MessageInflater({ windowBits, contextTakeover, maxMessageBytes: 131_072 });
  return compressed.map((message) => exactly(inflater, message));
}

function sent(count: number, { file, units }: SequenceKey): Buffer[] {
  return Array.from({ length: count }, (_, index) => Buffer.from(messageAt({ file, units }, index)));
}

test("several readers get the same messages, each made once", async () => {
  const share = new ZlibShare();
  const sequences = new CompressedSequences({ share });
  const readers = [sequences.open(key), sequences.open({ ...key }), sequences.open(key)];
  const [first, second, third] = await Promise.all(readers.map((reader) => take(reader, 6)));
  expect(second).toEqual(first);
  expect(third).toEqual(first);
  expect(inflated(first ?? [], key)).toEqual(sent(6, key));
  expect(share.record().deflated.calls).toBe(6);
  for (const reader of readers) reader.close();
  const later = sequences.open(key);
  expect(await take(later, 8)).toHaveLength(8);
  later.close();
  expect(share.record().deflated.calls).toBe(8);
});

test.each([
  ["file", { ...key, file: "image" }],
  ["length", { ...key, units: 8_192 }],
  ["window", { ...key, windowBits: 9 }],
  ["takeover of the context", { ...key, contextTakeover: false }],
] as const)("another %s is another sequence", async (_, other) => {
  const share = new ZlibShare();
  const sequences = new CompressedSequences({ share });
  const [reader, otherReader] = [sequences.open(key), sequences.open(other)];
  await take(reader, 2);
  expect(inflated(await take(otherReader, 2), other)).toEqual(sent(2, other));
  expect(share.record().deflated.calls).toBe(4);
  reader.close();
  otherReader.close();
});

describe("the bytes that are kept have a bound", () => {
  const maxBytes = 400_000;

  test.each([true, false])(
    "a reader that comes too late makes its own messages, context takeover %s",
    async (contextTakeover) => {
      const bound = { ...key, contextTakeover };
      const share = new ZlibShare();
      const sequences = new CompressedSequences({ share, maxBytes });
      const [quick, slow] = [sequences.open(bound), sequences.open(bound)];
      const early = await take(slow, 3);
      expect(await take(quick, 60)).toHaveLength(60);
      expect(sequences.keptBytes).toBeLessThanOrEqual(maxBytes);
      expect(sequences.keptBytes).toBeGreaterThan(300_000);
      const late = await take(slow, 57);
      expect(inflated([...early, ...late], bound)).toEqual(sent(60, bound));
      // It comes back to the messages that are still kept.
      const { calls } = share.record().deflated;
      expect(calls).toBeGreaterThan(60);
      expect(calls).toBeLessThan(60 + 57);
      quick.close();
      slow.close();
    },
  );

  test("a reader that begins when the beginning is gone makes that, and goes on with what is kept", async () => {
    const share = new ZlibShare();
    const sequences = new CompressedSequences({ share, maxBytes });
    const first = sequences.open(key);
    await take(first, 60);
    first.close();
    const second = sequences.open(key);
    expect(inflated(await take(second, 60), key)).toEqual(sent(60, key));
    second.close();
    const { deflated, reused } = share.record();
    expect(deflated.calls + reused).toBe(120);
    expect(reused).toBeGreaterThan(10);
    expect(sequences.keptBytes).toBeLessThanOrEqual(maxBytes);
  });

  test("sequences that nobody reads go first, the longest unused before others", async () => {
    const share = new ZlibShare();
    const sequences = new CompressedSequences({ share, maxBytes: 700_000 });
    const use = async (units: number): Promise<void> => {
      const reader = sequences.open({ ...key, units });
      await take(reader, 1);
      reader.close();
    };
    await use(1_000);
    await use(2_000);
    await use(1_000);
    await use(3_000); // 2,000 has to go.
    expect(share.record().deflated.calls).toBe(3);
    await use(1_000);
    expect(share.record().deflated.calls).toBe(3);
    await use(2_000);
    expect(share.record().deflated.calls).toBe(4);
    expect(sequences.keptBytes).toBeLessThanOrEqual(700_000);
  });
});

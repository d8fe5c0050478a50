// Inflating echoes: exactly at first, then by Node's zlib, and again exactly where that cannot go on.

import { constants, deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  type CaseInflaterOptions,
  openCaseInflater,
} from "../../../src/conformance/deflate/case-inflater.js";
import { messageAt } from "../../../src/conformance/deflate/compressed-sequences.js";
import { ZlibShare } from "../../../src/conformance/deflate/zlib-share.js";
import { MessageDeflater } from "../../../src/protocol/deflate.js";

const units = 10_000;
const messages = Array.from({ length: 10 }, (_, index) => messageAt({ file: "json", units }, index));

type Settings = Partial<CaseInflaterOptions>;

function inflaterOf(settings: Settings): (payload: Uint8Array) => Promise<Uint8Array> {
  const inflate = openCaseInflater({
    windowBits: 15,
    contextTakeover: true,
    share: new ZlibShare(),
    signal: new AbortController().signal,
    ...settings,
  });
  return async (payload) => inflate(payload);
}

function compressedWith(windowBits: number, contextTakeover: boolean): Uint8Array[] {
  const deflater = new MessageDeflater({ windowBits, contextTakeover });
  return messages.map((message) => deflater.deflate(message));
}

describe.each([8, 9, 12, 15])("a stream with a window of %i bits", (windowBits) => {
  test.each([
    ["exactly throughout", 1_000_000],
    ["by Node's zlib after the seventh message", 65_536],
    ["by Node's zlib from the start", 0],
  ])("is inflated %s, with and without context takeover", async (_, exactBytes) => {
    for (const contextTakeover of [true, false]) {
      const inflate = inflaterOf({ windowBits, contextTakeover, exactBytes });
      for (const [index, payload] of compressedWith(windowBits, contextTakeover).entries()) {
        expect(Buffer.from(await inflate(payload))).toEqual(Buffer.from(messages[index] as Uint8Array));
      }
    }
  });
});

test("the first 64 KiB are inflated on the spot, what follows is not", () => {
  const inflate = openCaseInflater({
    windowBits: 15,
    contextTakeover: true,
    share: new ZlibShare(),
    signal: new AbortController().signal,
  });
  const kinds = compressedWith(15, true)
    .slice(0, 8)
    .map((payload) => inflate(payload) instanceof Promise);
  expect(kinds).toEqual([false, false, false, false, false, false, false, true]);
});

test("a reference beyond the agreed window is noticed in the first 64 KiB", async () => {
  const inflate = inflaterOf({ windowBits: 9 });
  const [first] = compressedWith(15, true);
  await expect(inflate(first as Uint8Array)).rejects.toThrow(
    "the compressed data are invalid: invalid distance too far back",
  );
});

test("a message that ends within a block is told exactly, and is too short by Node's zlib", async () => {
  const [whole] = compressedWith(15, true) as [Uint8Array];
  const cut = whole.subarray(0, 1_000);
  await expect(inflaterOf({})(cut)).rejects.toThrow(
    "the compressed data are invalid: the message ends within a block",
  );
  expect((await inflaterOf({ exactBytes: 0 })(cut)).length).toBeLessThan(units);
});

describe.each([
  ["exactly", 1_000_000],
  ["by Node's zlib", 0],
])("%s", (_, exactBytes) => {
  test("a message that ends with a final block is inflated, and so are those after it", async () => {
    const inflate = inflaterOf({ exactBytes });
    const [first, second, third] = messages.map((message) => Buffer.from(message)) as [
      Buffer,
      Buffer,
      Buffer,
    ];
    // RFC 7692 §7.2.3.4: a final block, and the byte 00 after it.
    const final = (bytes: Buffer): Buffer => Buffer.concat([deflateRawSync(bytes), Buffer.of(0)]);
    expect(await inflate(final(first))).toEqual(first);
    expect(await inflate(final(second))).toEqual(second);
    // Refers to the message before: the window outlives the final block.
    const referring = deflateRawSync(third, { dictionary: second, finishFlush: constants.Z_SYNC_FLUSH });
    expect(await inflate(referring.subarray(0, -4))).toEqual(third);
  });

  test("a message of several final blocks is inflated to its end", async () => {
    const inflate = inflaterOf({ exactBytes });
    const [first, second] = messages.map((message) => Buffer.from(message)) as [Buffer, Buffer];
    const both = Buffer.concat([deflateRawSync(first), deflateRawSync(second), Buffer.of(0)]);
    expect(await inflate(both)).toEqual(Buffer.concat([first, second]));
  });

  test("broken data are told in zlib's words", async () => {
    const inflate = inflaterOf({ exactBytes });
    await expect(inflate(Buffer.from("ffffff", "hex"))).rejects.toThrow(
      "the compressed data are invalid: invalid block type",
    );
  });

  test("a message may not inflate to more than the limit", async () => {
    const inflate = inflaterOf({ exactBytes, maxMessageBytes: 9_999 });
    const [first] = compressedWith(15, true) as [Uint8Array];
    await expect(inflate(first)).rejects.toThrow(
      "a compressed message inflates to more than the limit of 9999 bytes",
    );
  });

  test("an empty message is inflated between others", async () => {
    const inflate = inflaterOf({ exactBytes });
    const deflater = new MessageDeflater({ windowBits: 15, contextTakeover: true });
    const [first] = messages as [Uint8Array];
    for (const message of [first, new Uint8Array(0), first, new Uint8Array(0), first]) {
      expect(Buffer.from(await inflate(deflater.deflate(message)))).toEqual(Buffer.from(message));
    }
  });
});

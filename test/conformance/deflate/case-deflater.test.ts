// What the driver compresses can be inflated within the agreed window, by an inflater that notices every reference.

import { describe, expect, test } from "vitest";
import { CaseDeflater } from "../../../src/conformance/deflate/case-deflater.js";
import { messageAt } from "../../../src/conformance/deflate/compressed-sequences.js";
import { ZlibShare } from "../../../src/conformance/deflate/zlib-share.js";
import { MessageInflater } from "../../../src/protocol/deflate.js";
import { exactly } from "./exactly.js";

const units = 5_000;
const messages = Array.from({ length: 8 }, (_, index) => messageAt({ file: "json", units }, index));

describe.each([8, 9, 10, 11, 12, 13, 14, 15])("a window of %i bits", (windowBits) => {
  test.each([true, false])("is kept, context takeover %s", async (contextTakeover) => {
    const deflater = new CaseDeflater({ windowBits, contextTakeover }, new ZlibShare());
    const inflater = new MessageInflater({ windowBits, contextTakeover, maxMessageBytes: units });
    for (const message of messages) {
      expect(exactly(inflater, await deflater.deflate(message))).toEqual(Buffer.from(message));
    }
    deflater.close();
  });

  test("is kept by a compressor that begins in the middle", async () => {
    const inflater = new MessageInflater({ windowBits, contextTakeover: true, maxMessageBytes: units });
    const first = new CaseDeflater({ windowBits, contextTakeover: true }, new ZlibShare());
    for (const message of messages.slice(0, 4)) exactly(inflater, await first.deflate(message));
    first.close();
    const history = Buffer.concat(messages.slice(0, 4)).subarray(-(2 ** windowBits));
    const second = new CaseDeflater({ windowBits, contextTakeover: true }, new ZlibShare(), history);
    for (const message of messages.slice(4)) {
      expect(exactly(inflater, await second.deflate(message))).toEqual(Buffer.from(message));
    }
    second.close();
  });
});

test("without context takeover the same message is always the same bytes, with it fewer the second time", async () => {
  const [message = new Uint8Array(0)] = messages;
  const twice = async (contextTakeover: boolean): Promise<readonly Uint8Array[]> => {
    const deflater = new CaseDeflater({ windowBits: 15, contextTakeover }, new ZlibShare());
    const both = [await deflater.deflate(message), await deflater.deflate(message)];
    deflater.close();
    return both;
  };
  const [alone, again] = await twice(false);
  expect(again).toEqual(alone);
  const [before, after] = await twice(true);
  expect(before).toEqual(alone);
  expect(after?.length ?? 0).toBeLessThan((before?.length ?? 0) / 10);
});

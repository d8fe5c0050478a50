// The data of the permessage-deflate cases: sizes as the reference suite's, contents as they were when they were made.

import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { testFile, windowStart } from "../../../src/conformance/data/test-file.js";

const sha1 = (bytes: Uint8Array): string => createHash("sha1").update(bytes).digest("hex");

describe("each test file has its size, and its bytes never change", () => {
  test.each([
    ["json", "text", 194_056, 194_056, "49b9c36969b2a77e2ea53a85cd32284b008f3343"],
    ["image", "binary", 263_222, 263_222, "80593ba0f416f383f4c8daf8e938fb53e164809f"],
    ["prose", "binary", 222_218, 222_218, "cad646130f70713fdd2bf5a87873b79e262b5576"],
    ["html", "text", 263_647, 263_620, "f58dde1c9f3a24adeabb20f40e8e5c6be33be92d"],
    ["pdf", "binary", 1_042_328, 1_042_328, "ccbc4dc6900bdf44d680c804e28221a04982e26b"],
  ] as const)("%s: %s, %i bytes, %i units", (name, type, bytes, units, digest) => {
    const file = testFile(name);
    expect([file.type, file.bytes.length, file.units, sha1(file.bytes)]).toEqual([
      type,
      bytes,
      units,
      digest,
    ]);
    expect(testFile(name)).toBe(file);
  });

  test.each([
    ["json", 0.25],
    ["image", 0.66],
    ["prose", 0.35],
    ["html", 0.32],
    ["pdf", 0.92],
  ] as const)("%s deflates to about %f of its size", (name, ratio) => {
    const { bytes } = testFile(name);
    expect(deflateRawSync(bytes).length / bytes.length).toBeCloseTo(ratio, 1);
  });
});

describe("each test file is what its name says", () => {
  test("the JSON file is ASCII and parses to a list", () => {
    const { bytes } = testFile("json");
    expect(bytes.every((byte) => byte < 0x80)).toBe(true);
    const records: unknown = JSON.parse(Buffer.from(bytes).toString());
    expect(Array.isArray(records)).toBe(true);
  });

  test("the picture is a bitmap of 512 x 512 pixels of 8 bits", () => {
    const bytes = Buffer.from(testFile("image").bytes);
    expect(bytes.toString("latin1", 0, 2)).toBe("BM");
    expect(bytes.readUInt32LE(2)).toBe(263_222);
    expect([bytes.readInt32LE(18), bytes.readInt32LE(22), bytes.readUInt16LE(28)]).toEqual([512, 512, 8]);
  });

  test("the prose is UTF-8 with umlauts", () => {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(testFile("prose").bytes);
    expect(text).toMatch(/[äöüß]/);
  });

  test("the page has characters of one, two and three bytes, and none beyond the Basic Multilingual Plane", () => {
    const text = Buffer.from(testFile("html").bytes).toString();
    const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
    expect(text.length).toBe(263_620);
    expect(count(/[\u{10000}-\u{10ffff}]/gu)).toBe(0);
    expect([count(/[\u0080-\u07ff]/g), count(/[\u0800-\uffff]/g)]).toEqual([11, 8]);
    expect(text.trimEnd().endsWith("</html>")).toBe(true);
  });

  test("the document says where each of its objects begins", () => {
    const text = Buffer.from(testFile("pdf").bytes).toString("latin1");
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    const offsets = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) =>
      Number(offset),
    );
    expect(offsets.length).toBeGreaterThan(50);
    offsets.forEach((offset, index) => {
      expect(text.slice(offset, offset + 12)).toMatch(new RegExp(`^${index + 1} 0 obj\n`));
    });
  });
});

describe("windows go over a file and begin again at its start", () => {
  test.each([
    [0, 131_072, 194_056, 0],
    [1, 131_072, 194_056, 131_072],
    [2, 131_072, 194_056, 68_088],
    [3, 131_072, 194_056, 5_104],
    [12_128, 16, 194_056, 194_048],
    [12_129, 16, 194_056, 8],
    [999, 131_072, 1_042_328, 649_928],
  ])("window %i of %i units over %i begins at %i", (index, units, fileUnits, start) => {
    expect(windowStart(index, units, fileUnits)).toBe(start);
  });

  test("one that passes the end holds the end and then the start", () => {
    const { bytes, window } = testFile("json");
    expect(Buffer.from(window(194_050, 16))).toEqual(
      Buffer.concat([bytes.subarray(194_050), bytes.subarray(0, 10)]),
    );
  });

  test("of a text file they count characters, across the end too", () => {
    const { bytes, window, units } = testFile("html");
    const text = Buffer.from(bytes).toString();
    for (const start of [0, 20_000, 131_072, units - 5]) {
      const wanted = (text + text).slice(start, start + 131_072);
      expect(Buffer.from(window(start, 131_072)).toString()).toBe(wanted);
    }
  });
});

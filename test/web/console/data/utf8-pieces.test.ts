import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type PayloadPiece,
  unfinishedBytes,
  utf8Pieces,
} from "../../../../src/web/console/data/utf8-pieces.js";

describe("bytes as UTF-8", () => {
  it.each([
    ["", []],
    ["61 62", ["ab"]],
    ["ef bb bf 61", ["\ufeffa"]],
    ["61 ff fe 62", ["a", "<ff fe>", "b"]],
    ["e4 bd a0", ["你"]],
    // Cut in two.
    ["61 e4 bd", ["a", "<e4 bd>"]],
    // RFC 3629 §3: no longer form than needed, no surrogates, nothing above U+10FFFF.
    ["c0 80", ["<c0 80>"]],
    ["e0 9f bf 61", ["<e0 9f bf>", "a"]],
    ["ed a0 80", ["<ed a0 80>"]],
    ["f4 90 80 80", ["<f4 90 80 80>"]],
    ["f4 8f bf bf", ["\u{10ffff}"]],
    ["f5 80", ["<f5 80>"]],
    ["e4 61 bd", ["<e4>", "a", "<bd>"]],
  ])("reads %s", (hex, expected) => {
    expect(utf8Pieces(bytesOf(hex)).map(said)).toEqual(expected);
  });

  it.each([
    ["", 0],
    ["61", 0],
    ["61 e4", 1],
    ["61 e4 bd", 2],
    ["61 e4 bd a0", 0],
    ["f0 9f 98", 3],
    ["c3", 1],
    // No character begins so.
    ["e0 80", 0],
    ["ff", 0],
    ["80 80 80", 0],
  ])("counts what begins a character at the end of %s", (hex, expected) => {
    expect(unfinishedBytes(bytesOf(hex))).toBe(expected);
  });

  it("loses no byte, and agrees with the decoder of the platform on what is text", () => {
    const byte = fc.constantFrom(
      0x61,
      0x80,
      0xbf,
      0xc2,
      0xe0,
      0xe4,
      0xed,
      0xf0,
      0xf4,
      0xff,
      0x9f,
      0xa0,
      0x90,
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 12 }), (list) => {
        const bytes = Uint8Array.from(list);
        const pieces = utf8Pieces(bytes);
        const back = pieces.flatMap((piece) => [
          ...(piece.kind === "text" ? new TextEncoder().encode(piece.text) : []),
          ...(piece.kind === "invalid" ? piece.bytes : []),
        ]);
        expect(back).toEqual(list);
        const platform = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
        const text = pieces.flatMap((piece) => (piece.kind === "text" ? [piece.text] : []));
        expect(text.join("")).toBe(platform.replaceAll("\ufffd", ""));
      }),
    );
  });
});

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(
    hex.split(" ").filter((pair) => pair !== ""),
    (pair) => Number.parseInt(pair, 16),
  );
}

function said(piece: PayloadPiece): string {
  if (piece.kind === "text") return piece.text;
  return piece.kind === "invalid"
    ? `<${Buffer.from(piece.bytes)
        .toString("hex")
        .replaceAll(/(..)(?=.)/g, "$1 ")}>`
    : "cut";
}

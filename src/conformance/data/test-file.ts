// The files whose pieces the permessage-deflate cases send: made by us from a fixed seed, as large as those of the
// reference suite, and as compressible as their kinds are.

import type { MessageKind } from "../../protocol/opcodes.js";
import { imageBytes } from "./image-bytes.js";
import { jsonText } from "./json-text.js";
import { pdfBytes } from "./pdf-bytes.js";
import { proseText } from "./prose-text.js";
import { webPageText } from "./web-page-text.js";

/** Which file. */
export type TestFileName = "json" | "image" | "prose" | "html" | "pdf";

/** A file, and windows over it. */
export interface TestFile {
  readonly name: TestFileName;
  /** What its windows are sent as. */
  readonly type: MessageKind;
  readonly bytes: Uint8Array;
  /** Its length as windows count it: characters where it is sent as text, else bytes. */
  readonly units: number;
  /** A view of `units` from `start` on; both wrap at the end of the file, which is longer than a window. */
  window(start: number, units: number): Uint8Array;
}

const makers: Readonly<Record<TestFileName, () => TestFile>> = {
  json: () => textFile("json", jsonText(194_056)),
  image: () => binaryFile("image", imageBytes()),
  // Sent as binary messages, so that nothing of it is checked as UTF-8.
  prose: () => binaryFile("prose", Buffer.from(proseText(222_218))),
  html: () => textFile("html", webPageText(263_620)),
  pdf: () => binaryFile("pdf", pdfBytes(1_042_328)),
};

const made = new Map<TestFileName, TestFile>();

/** The file, made when it is first asked for. */
export function testFile(name: TestFileName): TestFile {
  const file = made.get(name) ?? makers[name]();
  made.set(name, file);
  return file;
}

/** Where window `index` of a row of windows of `units` begins: each where the one before it ended. */
export function windowStart(index: number, units: number, fileUnits: number): number {
  return (index * units) % fileUnits;
}

function binaryFile(name: TestFileName, bytes: Uint8Array): TestFile {
  const twice = Buffer.concat([bytes, bytes]);
  return {
    name,
    type: "binary",
    bytes,
    units: bytes.length,
    window(start, units) {
      const from = start % bytes.length;
      return twice.subarray(from, from + units);
    },
  };
}

/** @param text - Characters of the Basic Multilingual Plane only: each is one unit of a string of JavaScript. */
function textFile(name: TestFileName, text: string): TestFile {
  const bytes = Buffer.from(text);
  const twice = Buffer.concat([bytes, bytes]);
  const offsets = byteOffsets(text);
  const byteAt = (unit: number): number => {
    const laps = Math.floor(unit / text.length);
    return laps * bytes.length + (offsets[unit % text.length] as number);
  };
  return {
    name,
    type: "text",
    bytes,
    units: text.length,
    window(start, units) {
      const from = start % text.length;
      return twice.subarray(byteAt(from), byteAt(from + units));
    },
  };
}

/** At which byte of its UTF-8 each character begins. */
function byteOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    offsets[i] = at;
    const code = text.charCodeAt(i);
    at += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  }
  return offsets;
}

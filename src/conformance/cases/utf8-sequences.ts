// Byte sequences that are, or are not, UTF-8: sections 6.5 to 6.23, after Markus Kuhn's decoder stress test.

import { WsrigError } from "../../errors.js";

/** One sequence, sent as a text message of one frame. */
export interface Utf8Sequence {
  /** Its case: `6.12.8`. */
  readonly id: string;
  /** What it is an example of, as the middle of a sentence. */
  readonly about: string;
  readonly bytes: Uint8Array;
  /** What a decoder must refuse here, as `Refuse ...` goes on; `undefined`: nothing, the sequence is valid. */
  readonly refuse: string | undefined;
}

/** A section of the reference suite. */
interface Section {
  readonly number: string;
  readonly about: string;
  /** Sequences in order, as hexadecimal digits. */
  readonly rows: readonly string[];
  /** Which rows are no UTF-8, counted from 1. */
  readonly invalid: "all" | "none" | readonly number[];
  /** See {@link Utf8Sequence}. */
  readonly refuse?: string;
}

const strayContinuation = "a byte 80 to bf that no first byte asked for";
const cutShort =
  "a first byte without all its continuation bytes, before another one and at the end of the message";
const overlong =
  "c0 and c1, e0 followed by 80 to 9f, and f0 followed by 80 to 8f: they say in more bytes what fits in fewer";
const surrogates = "ed followed by a0 to bf: surrogates are no code points of UTF-8, alone or in pairs";

const hello = "68656c6c6f";
const world = "776f726c64";
const greekWordHex = "cebae1bdb9cf83cebcceb5";

const highSurrogates = ["eda080", "edadbf", "edae80", "edafbf"] as const;
const lowSurrogates = ["edb080", "edbfbf"] as const;
const lastContinuationMissing = [
  ["c0", "e080", "f08080", "f8808080", "fc80808080"],
  ["df", "efbf", "f7bfbf", "fbbfbfbf", "fdbfbfbfbf"],
].flat();

const sections: readonly Section[] = [
  {
    number: "6.5",
    about: "code points of one to four bytes",
    rows: [
      `${hello}24${world}`,
      `${hello}c2a2${world}`,
      `${hello}e282ac${world}`,
      `${hello}f0a4ada2${world}`,
      greekWordHex,
    ],
    invalid: "none",
  },
  {
    number: "6.6",
    about: "the beginning of a Greek word, cut after some byte",
    rows: Array.from({ length: 11 }, (_, index) => greekWordHex.slice(0, 2 * (index + 1))),
    invalid: [1, 3, 4, 6, 8, 10],
    refuse: "a code point that is unfinished at the end of the message",
  },
  {
    number: "6.7",
    about: "the first code point of its length",
    rows: ["00", "c280", "e0a080", "f0908080"],
    invalid: "none",
  },
  {
    number: "6.8",
    about: "the first sequence of a length that UTF-8 has no more",
    rows: ["f888808080", "fc8480808080"],
    invalid: "all",
    refuse: "first bytes f5 to ff: UTF-8 has no sequences of five or six bytes",
  },
  {
    number: "6.9",
    about: "the last code point of its length",
    rows: ["7f", "dfbf", "efbfbf", "f48fbfbf"],
    invalid: "none",
  },
  {
    number: "6.10",
    about: "the last sequence of a length, beyond U+10FFFF",
    rows: ["f7bfbfbf", "fbbfbfbfbf", "fdbfbfbfbfbf"],
    invalid: "all",
    refuse: "first bytes f5 to ff: UTF-8 ends at U+10FFFF",
  },
  {
    number: "6.11",
    about: "a code point beside a limit",
    rows: ["ed9fbf", "ee8080", "efbfbd", "f48fbfbf", "f4908080"],
    invalid: [5],
    refuse: "f4 followed by 90 to bf: UTF-8 ends at U+10FFFF",
  },
  {
    number: "6.12",
    about: "continuation bytes that continue nothing",
    // The last continuation byte, bf, is missing in the reference suite; R.6.12.8 has it.
    rows: ["80", "bf", "80bf", "80bf80", "80bf80bf", "80bf80bf80", "80bf80bf80bf", hexRange(0x80, 0xbe)],
    invalid: "all",
    refuse: strayContinuation,
  },
  {
    number: "6.13",
    about: "first bytes of sequences, each followed by a space",
    // Each range lacks its last byte in the reference suite; R.6.13.1 to R.6.13.5 have it.
    rows: [
      hexRange(0xc0, 0xde, "20"),
      hexRange(0xe0, 0xee, "20"),
      hexRange(0xf0, 0xf6, "20"),
      hexRange(0xf8, 0xfa, "20"),
      hexRange(0xfc, 0xfc, "20"),
    ],
    invalid: "all",
    refuse: cutShort,
  },
  {
    number: "6.14",
    about: "a sequence that lacks its last byte",
    rows: lastContinuationMissing,
    invalid: "all",
    refuse: cutShort,
  },
  {
    number: "6.15",
    about: "ten sequences that lack their last byte, joined",
    rows: [lastContinuationMissing.join("")],
    invalid: "all",
    refuse: cutShort,
  },
  {
    number: "6.16",
    about: "bytes that UTF-8 never has",
    rows: ["fe", "ff", "fefeffff"],
    invalid: "all",
    refuse: "the bytes fe and ff",
  },
  {
    number: "6.17",
    about: "a slash in more bytes than it needs",
    rows: ["c0af", "e080af", "f08080af", "f8808080af", "fc80808080af"],
    invalid: "all",
    refuse: overlong,
  },
  {
    number: "6.18",
    about: "the highest code point that such a length could hold in more bytes than it needs",
    rows: ["c1bf", "e09fbf", "f08fbfbf", "f887bfbfbf", "fc83bfbfbfbf"],
    invalid: "all",
    refuse: overlong,
  },
  {
    number: "6.19",
    about: "NUL in more bytes than it needs",
    rows: ["c080", "e08080", "f0808080", "f880808080", "fc8080808080"],
    invalid: "all",
    refuse: overlong,
  },
  {
    number: "6.20",
    about: "half a surrogate pair",
    rows: ["eda080", "edadbf", "edae80", "edafbf", "edb080", "edbe80", "edbfbf"],
    invalid: "all",
    refuse: surrogates,
  },
  {
    number: "6.21",
    about: "a surrogate pair, each half as a code point of its own",
    rows: highSurrogates.flatMap((high) => lowSurrogates.map((low) => high + low)),
    invalid: "all",
    refuse: surrogates,
  },
  {
    number: "6.22",
    about: "a code point that is valid and no character",
    rows: ["efbfbe", "efbfbf", ...nonCharactersOfPlanes1To16()],
    invalid: "none",
  },
  {
    number: "6.23",
    about: "a code point of the specials block, beside or at the replacement character",
    rows: ["efbfb9", "efbfba", "efbfbb", "efbfbc", "efbfbd", "efbfbe", "efbfbf"],
    invalid: "none",
  },
];

/** A Greek word of 11 bytes, five code points; the second, U+1F79, takes three and is another than the usual U+03CC. */
export const greekWord: Uint8Array = bytesOfHex(greekWordHex);

/** 6.5.1 to 6.23.7: 132 sequences. */
export const utf8Sequences: readonly Utf8Sequence[] = sections.flatMap(
  ({ number, about, rows, invalid, refuse }) =>
    rows.map((hex, index) => ({
      id: `${number}.${index + 1}`,
      about,
      bytes: bytesOfHex(hex),
      refuse: invalid === "all" || (invalid !== "none" && invalid.includes(index + 1)) ? refuse : undefined,
    })),
);

/** 6.12.8 and 6.13 as they were meant, each range with its last byte. */
export const revisedUtf8Sequences: readonly Utf8Sequence[] = [
  {
    id: "R.6.12.8",
    about: "all 64 continuation bytes, continuing nothing",
    bytes: bytesOfHex(hexRange(0x80, 0xbf)),
    refuse: strayContinuation,
  },
  ...(
    [
      ["two", 0xc0, 0xdf],
      ["three", 0xe0, 0xef],
      ["four", 0xf0, 0xf7],
      ["five", 0xf8, 0xfb],
      ["six", 0xfc, 0xfd],
    ] as const
  ).map(([bytes, first, last], index) => ({
    id: `R.6.13.${index + 1}`,
    about: `all ${last - first + 1} first bytes of sequences of ${bytes} bytes, each followed by a space`,
    bytes: bytesOfHex(hexRange(first, last, "20")),
    refuse: cutShort,
  })),
];

/** U+1FFFE, U+1FFFF, U+2FFFE ... U+10FFFF: the last two code points of each plane. */
function nonCharactersOfPlanes1To16(): string[] {
  return Array.from({ length: 16 }, (_, index) => (index + 1) * 0x1_0000).flatMap((plane) =>
    [0xfffe, 0xffff].map((last) => Buffer.from(String.fromCodePoint(plane + last)).toString("hex")),
  );
}

function hexRange(first: number, last: number, after = ""): string {
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index).toString(16) + after).join(
    "",
  );
}

function bytesOfHex(hex: string): Uint8Array {
  const bytes = Buffer.from(hex, "hex");
  // Buffer.from stops at the first digit that is none: a slip in a table would make another case of it.
  if (bytes.length * 2 === hex.length) return bytes;
  throw new WsrigError("sequence-invalid", `the sequence "${hex}" is not hexadecimal in pairs of digits`);
}

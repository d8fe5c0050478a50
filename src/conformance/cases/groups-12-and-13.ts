// Groups 12 and 13: a thousand compressed messages and their echoes, over kinds of data and over parameters.

import type { DeflateParameters } from "../../protocol/deflate.js";
import type { Role } from "../../protocol/opcodes.js";
import type { ConformanceCase } from "../case.js";
import { normalClose } from "../close-expectation.js";
import { type TestFileName, testFile } from "../data/test-file.js";
import type { Compression } from "../deflate/case-deflater.js";
import { openCaseInflater } from "../deflate/case-inflater.js";
import { CompressedSequences, messageAt } from "../deflate/compressed-sequences.js";
import { defaultZlibShare, type ZlibShare } from "../deflate/zlib-share.js";
import type { Driver } from "../driver/driver.js";
import { fragmentFrames } from "../driver/fragment-frames.js";
import type { MakeInflate } from "../opening.js";
import { type DeflateTerms, openingWith } from "./deflate-terms.js";
import { playEchoRounds } from "./echo-rounds.js";

/** Options of {@link groups12And13}. */
export interface DeflateCasesOptions {
  /** Messages of each case. Default 1,000, as in the reference suite. */
  readonly deflateMessages?: number | undefined;
  /** Where the driver's own use of zlib is added up. Default: {@link defaultZlibShare}. */
  readonly zlibShare?: ZlibShare | undefined;
  /** Bytes of compressed messages that are kept for other cases. Default 128 MiB. */
  readonly maxKeptBytes?: number | undefined;
}

interface Family {
  /** `12.1.`, to which the number of the row is added. */
  readonly group: string;
  readonly file: TestFileName;
  readonly preferences: readonly DeflateTerms[];
  /** What is special, for descriptions. */
  readonly about: string;
  readonly fix: string;
}

interface Row {
  /** Characters of a text file, bytes of a binary one. */
  readonly units: number;
  readonly limitSeconds: number;
  readonly fragmentBytes?: number | undefined;
}

const rows: readonly Row[] = [
  { units: 16, limitSeconds: 60 },
  { units: 64, limitSeconds: 60 },
  { units: 256, limitSeconds: 120 },
  { units: 1_024, limitSeconds: 240 },
  ...[4_096, 8_192, 16_384, 32_768, 65_536, 131_072].map((units) => ({ units, limitSeconds: 480 })),
  ...[8_192, 16_384, 32_768, 65_536, 131_072].map((units) => ({
    units,
    limitSeconds: 480,
    fragmentBytes: 256,
  })),
  ...[1_024, 4_096, 32_768].map((fragmentBytes) => ({ units: 131_072, limitSeconds: 480, fragmentBytes })),
];

const plain: DeflateTerms = {};
const reset: DeflateTerms = { noContextTakeover: true };
const smallAndReset: DeflateTerms = { noContextTakeover: true, windowBits: 9 };

const kindsFix =
  "Compress and inflate with one DEFLATE stream per direction for the whole connection, flush each message with " +
  "Z_SYNC_FLUSH, cut 00 00 ff ff from its end and add it again before inflating.";
const resetFix = "Reset the DEFLATE stream after each message of a side that agreed on no context takeover.";
const windowFix =
  "Give the agreed window bits to the compressor, and confirm in the handshake only what it can keep.";
const choiceFix =
  "Take the first offer that can be kept, and use the parameters of the answer, not of the offer.";

const families: readonly Family[] = [
  { group: "12.1.", file: "json", preferences: [plain], about: "JSON", fix: kindsFix },
  { group: "12.2.", file: "image", preferences: [plain], about: "a grey picture", fix: kindsFix },
  { group: "12.3.", file: "prose", preferences: [plain], about: "prose", fix: kindsFix },
  { group: "12.4.", file: "html", preferences: [plain], about: "HTML", fix: kindsFix },
  {
    group: "12.5.",
    file: "pdf",
    preferences: [plain],
    about: "a document that is mostly compressed already",
    fix: kindsFix,
  },
  { group: "13.1.", file: "json", preferences: [plain], about: "no parameter", fix: kindsFix },
  { group: "13.2.", file: "json", preferences: [reset], about: "no context takeover", fix: resetFix },
  {
    group: "13.3.",
    file: "json",
    preferences: [{ windowBits: 9 }],
    about: "a window of 9 bits",
    fix: windowFix,
  },
  {
    group: "13.4.",
    file: "json",
    preferences: [{ windowBits: 15 }],
    about: "a window of 15 bits",
    fix: windowFix,
  },
  {
    group: "13.5.",
    file: "json",
    preferences: [smallAndReset],
    about: "no context takeover and a window of 9 bits",
    fix: windowFix,
  },
  {
    group: "13.6.",
    file: "json",
    preferences: [{ noContextTakeover: true, windowBits: 15 }],
    about: "no context takeover and a window of 15 bits",
    fix: windowFix,
  },
  {
    group: "13.7.",
    file: "json",
    preferences: [smallAndReset, reset, plain],
    about: "a choice: no context takeover with a window of 9 bits, or alone, or neither",
    fix: choiceFix,
  },
];

/** A message that takes this long will not be the only one: a thousand of them would never end in time. */
const stallMs = 30_000;
/** What is left for the closing handshake after the limit of a case. */
const graceMs = 30_000;
/** Frames of one write. */
const framesPerWrite = 4_096;

/** 12.1-12.5 by kinds of data, 13.1-13.7 by parameters; 18 cases each. They share what they send. */
export function groups12And13(options: DeflateCasesOptions = {}): readonly ConformanceCase[] {
  const { deflateMessages = 1_000, zlibShare: share = defaultZlibShare, maxKeptBytes } = options;
  const sequences = new CompressedSequences({ share, maxBytes: maxKeptBytes });
  const makeInflate: MakeInflate = (deflate, driverRole, signal) =>
    openCaseInflater({
      ...compressionOf(deflate, driverRole === "client" ? "server" : "client"),
      share,
      signal,
    });
  return families.flatMap((family) =>
    rows.map((row, index) => ({
      id: `${family.group}${index + 1}`,
      peers: ["server", "client"] as const,
      ...wordsOn(family, row, deflateMessages),
      limitMs: row.limitSeconds * 1_000 + graceMs,
      load: { data: `${family.file}/${row.units}`, bytes: row.units * deflateMessages },
      opening: openingWith(family.preferences, makeInflate),
      close: normalClose,
      run: (driver: Driver) => playDeflate(driver, { family, row, count: deflateMessages, sequences }),
    })),
  );
}

/** What the agreed parameters demand of the messages that `sender` compresses. */
export function compressionOf(deflate: DeflateParameters, sender: Role): Compression {
  return sender === "client"
    ? { windowBits: deflate.clientMaxWindowBits, contextTakeover: !deflate.clientNoContextTakeover }
    : { windowBits: deflate.serverMaxWindowBits, contextTakeover: !deflate.serverNoContextTakeover };
}

async function playDeflate(
  driver: Driver,
  {
    family,
    row,
    count,
    sequences,
  }: {
    readonly family: Family;
    readonly row: Row;
    readonly count: number;
    readonly sequences: CompressedSequences;
  },
): Promise<void> {
  if (driver.deflate === undefined) {
    driver.conclude("UNIMPLEMENTED", notAgreed(driver.role));
    driver.close(1000);
    return;
  }
  const { file } = family;
  const { units, fragmentBytes, limitSeconds } = row;
  const { type } = testFile(file);
  const compressed = sequences.open({ file, units, ...compressionOf(driver.deflate, driver.role) });
  try {
    await playEchoRounds(driver, {
      count,
      type,
      async send() {
        const frames = fragmentFrames(type, await compressed.next(), fragmentBytes, 4);
        for (let at = 0; at < frames.length; at += framesPerWrite) {
          driver.sendAs({ inOneWrite: true }, ...frames.slice(at, at + framesPerWrite));
        }
      },
      payload: (index) => messageAt({ file, units }, index),
      limitMs: limitSeconds * 1_000,
      stallMs,
      wrongBytes: "fail",
    });
  } finally {
    compressed.close();
  }
}

function notAgreed(driverRole: Role): string {
  return driverRole === "client"
    ? "The server did not accept the offer of permessage-deflate."
    : "The client did not offer permessage-deflate with parameters that the case can use.";
}

function wordsOn(
  { group, file, preferences, about, fix }: Family,
  { units, fragmentBytes }: Row,
  count: number,
): Pick<ConformanceCase, "description" | "expectation" | "section" | "fix"> {
  const unit = file === "json" || file === "html" ? "characters" : "bytes";
  const kind = file === "json" || file === "html" ? "text" : "binary";
  const cut = fragmentBytes === undefined ? "" : `, their compressed bytes in frames of ${fragmentBytes}`;
  const [terms] = preferences;
  const what = group.startsWith("12.") ? about : `JSON, agreed: ${about}`;
  return {
    description: `${count} compressed ${kind} messages of ${units} ${unit}${cut}: ${what}.`,
    expectation: "Each message comes back as it was sent, compressed or not.",
    section:
      preferences.length > 1
        ? "RFC 7692 §5"
        : terms?.windowBits !== undefined
          ? "RFC 7692 §7.1.2"
          : terms?.noContextTakeover
            ? "RFC 7692 §7.1.1"
            : "RFC 7692 §7.2",
    fix,
  };
}

// What a row of the log says, in the words of the reader.

import type { FrameEntry, LogEntry } from "../../../link/log-entry.js";
import { formatBytes, formatCount, formatUs } from "../../../units.js";
import type { Words } from "../../words/en.js";
import { type LogRow, messageOpcode } from "../state/log-row.js";
import { closeCodeKey } from "./close-codes.js";
import { isTextOpcode, opcodeNames } from "./opcode-names.js";
import { problemWords } from "./problem-words.js";
import { firstBytes, frameBytes, hexOf } from "./row-payload.js";
import { type PayloadPiece, utf8Pieces } from "./utf8-pieces.js";

/** A row or a frame of it, in the columns of the log. */
export interface RowWords {
  readonly direction: "sent" | "received" | undefined;
  /** `text`, `close`; of events what happened. */
  readonly title: string;
  /** FIN, RSV bits, how many frames, what is missing. */
  readonly facts: readonly RowFact[];
  readonly bytes: number | undefined;
  /** The beginning of the payload, or more of what happened. */
  readonly preview: readonly PayloadPiece[];
  /** By which rows are told apart at sight. */
  readonly tone: "data" | "control" | "event" | "problem" | "leftOut";
}

/** A short sign, and what it means where that is not plain. */
export interface RowFact {
  readonly text: string;
  readonly hint?: string | undefined;
  readonly isWarning?: boolean | undefined;
}

/** More bytes do not fit in a line. */
const previewBytes = 240;
const previewHexBytes = 32;

/** See the file's first line. */
export function rowWords(row: LogRow, said: Words): RowWords {
  if (row.kind === "entry") return entryWords(row.entry, said);
  const opcode = messageOpcode(row);
  const [only] = row.frames;
  const isOne = row.frames.end === 1 && row.isFinished && row.missing.before.length === 0;
  const isIncomplete = row.missing.start || row.missing.end || row.missing.before.length > 0;
  return {
    direction: row.direction,
    title: opcode === undefined ? said.log.unknownMessage : opcodeWord(opcode, said),
    facts: [
      ...(isOne && !row.missing.start ? [{ text: "FIN" }] : [{ text: framesWord(row.frames.end, said) }]),
      ...(only === undefined ? [] : rsvFacts(only.rsv)),
      ...(row.isFinished ? [] : [{ text: said.log.unfinished, isWarning: true }]),
      ...(isIncomplete
        ? [{ text: said.log.incomplete, hint: said.log.incompleteHint, isWarning: true }]
        : []),
    ],
    bytes: row.bytes,
    preview: previewOf(opcode, firstBytes(row, previewBytes)),
    tone: "data",
  };
}

/** Of one frame of a message of several. */
export function frameWords(frame: FrameEntry, opcode: number | undefined, said: Words): RowWords {
  return {
    direction: frame.direction,
    title: opcodeWord(frame.opcode, said),
    facts: frameFacts(frame),
    bytes: frame.bytes,
    preview: previewOf(opcode, frameBytes(frame, previewBytes)),
    tone: "data",
  };
}

/** `1000 normal closure` */
export function closeWords(code: number, said: Words): string {
  return `${code} ${said.sending.closeCodes[closeCodeKey(code)]}`;
}

/** What a close frame says. */
function closePayloadPieces(bytes: Uint8Array, said: Words): readonly PayloadPiece[] {
  if (bytes.length === 0) return [{ kind: "text", text: said.log.noCloseCode }];
  if (bytes.length === 1) return utf8Pieces(bytes);
  const code = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  const reason = utf8Pieces(bytes.subarray(2));
  return [
    { kind: "text", text: closeWords(code, said) },
    ...(reason.length === 0
      ? []
      : [{ kind: "text", text: " “" } as const, ...reason, { kind: "text", text: "”" } as const]),
  ];
}

/** `text`, or `opcode 3` of a reserved one. */
function opcodeWord(opcode: number, said: Words): string {
  const name = opcodeNames[opcode];
  return name === undefined ? said.log.reservedOpcode(opcode) : said.log.opcodes[name];
}

function entryWords(entry: LogEntry, said: Words): RowWords {
  const event = { direction: undefined, facts: [], bytes: undefined, preview: [], tone: "event" } as const;
  switch (entry.kind) {
    case "frame": {
      const bytes = frameBytes(entry, previewBytes);
      return {
        direction: entry.direction,
        title: opcodeWord(entry.opcode, said),
        facts: frameFacts(entry),
        bytes: entry.bytes,
        preview: entry.opcode === 8 ? closePayloadPieces(bytes, said) : previewOf(entry.opcode, bytes),
        tone: "control",
      };
    }
    case "state":
      return { ...event, title: said.log.states[entry.state] };
    case "closed":
      return {
        ...event,
        title: said.log.closed(closeWords(entry.code, said)),
        facts: [
          { text: said.log.closedBy[entry.initiatedBy] },
          ...(entry.wasClean ? [] : [{ text: said.log.notClean, isWarning: true }]),
        ],
        preview: entry.reason === "" ? [] : [{ kind: "text", text: `“${entry.reason}”` }],
      };
    case "roundTrip":
      return { ...event, direction: "received", title: said.log.roundTrip(formatUs(entry.elapsedUs)) };
    case "problem":
      return {
        ...event,
        title: said.log.problem(entry.code),
        preview: [{ kind: "text", text: problemText(entry, said) }],
        tone: "problem",
      };
    case "leftOut": {
      const bytes = formatBytes(entry.bytes);
      const title =
        entry.frames === 1 ? said.log.oneLeftOut(bytes) : said.log.leftOut(formatCount(entry.frames), bytes);
      return { ...event, direction: entry.direction, title, tone: "leftOut" };
    }
    default:
      return entry satisfies never;
  }
}

/** With its hint on a line of its own. */
export function problemText(entry: Extract<LogEntry, { kind: "problem" }>, said: Words): string {
  const { headline, message, hint } = problemWords(entry, said);
  return [headline, message, hint].filter((line) => line !== undefined).join("\n");
}

function frameFacts({ fin, rsv }: FrameEntry): readonly RowFact[] {
  return [...(fin ? [{ text: "FIN" }] : []), ...rsvFacts(rsv)];
}

function rsvFacts(rsv: number): readonly RowFact[] {
  return [4, 2, 1].flatMap((bit, index) => ((rsv & bit) === 0 ? [] : [{ text: `RSV${index + 1}` }]));
}

function framesWord(frames: number, said: Words): string {
  return frames === 1 ? said.log.oneFrame : said.log.frames(formatCount(frames));
}

function previewOf(opcode: number | undefined, bytes: Uint8Array | undefined): readonly PayloadPiece[] {
  if (bytes === undefined || bytes.length === 0) return [];
  if (isTextOpcode(opcode)) return utf8Pieces(bytes);
  const hex = hexOf(bytes.subarray(0, previewHexBytes));
  return [{ kind: "text", text: bytes.length > previewHexBytes ? `${hex} …` : hex }];
}

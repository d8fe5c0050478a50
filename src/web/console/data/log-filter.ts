// Which rows of the log a reader wants to see.

import type { FrameEntry } from "../../../link/log-entry.js";
import type { Words } from "../../words/en.js";
import { type LogRow, messageOpcode } from "../state/log-row.js";
import { bytesOfBinary } from "./row-payload.js";
import { rowWords } from "./row-words.js";

/** Kinds of rows that are chosen together. A round trip belongs to the control frames that made it. */
export const rowKinds = ["text", "binary", "control", "events"] as const;
/** One of {@link rowKinds}. */
export type RowKind = (typeof rowKinds)[number];

/** See the file's first line. */
export interface LogFilter {
  readonly direction: "both" | "sent" | "received";
  readonly kinds: ReadonlySet<RowKind>;
  /** In the payload: as text in any case, or where it is hexadecimal as bytes. In events: in what they say. Empty: all. */
  readonly search: string;
  /** One of those that are shown; absent: all of them. */
  readonly conversation?: number | undefined;
}

/** All rows. */
export const noFilter: LogFilter = { direction: "both", kinds: new Set(rowKinds), search: "" };

/** How many of the filter's parts leave rows out; the search is not counted. */
export function narrowedBy({ direction, kinds, conversation }: LogFilter): number {
  return (
    Number(direction !== "both") + Number(kinds.size < rowKinds.length) + Number(conversation !== undefined)
  );
}

/**
 * Whether a row passes. Rows about frames that were left out pass whatever the kinds, because those are not known, and do not
 * pass a search, which could not look into them.
 */
export function rowFilter(filter: LogFilter, said: Words): (row: LogRow) => boolean {
  const { direction, kinds, search, conversation } = filter;
  const finds = search === "" ? undefined : finder(search, said);
  return (row) => {
    if (conversation !== undefined && row.conversation !== conversation) return false;
    if (direction !== "both" && (directionOf(row) ?? direction) !== direction) return false;
    if (!kindsOf(row).some((kind) => kinds.has(kind))) return false;
    return finds === undefined || finds(row);
  };
}

/** Undefined of events, which have none. */
function directionOf(row: LogRow): "sent" | "received" | undefined {
  if (row.kind === "message") return row.direction;
  const { entry } = row;
  if (entry.kind === "roundTrip") return "received";
  return entry.kind === "frame" || entry.kind === "leftOut" ? entry.direction : undefined;
}

const textOrBinary: readonly RowKind[] = ["text", "binary"];

function kindsOf(row: LogRow): readonly RowKind[] {
  if (row.kind === "message") {
    const opcode = messageOpcode(row);
    if (opcode === undefined) return textOrBinary;
    return opcode === 1 ? ["text"] : ["binary"];
  }
  if (row.entry.kind === "leftOut") return rowKinds;
  return row.entry.kind === "frame" || row.entry.kind === "roundTrip" ? ["control"] : ["events"];
}

function finder(search: string, said: Words): (row: LogRow) => boolean {
  const wanted = search.toLowerCase();
  const hex = search.replaceAll(/\s/g, "");
  const isHex = hex.length > 0 && hex.length % 2 === 0 && /^[0-9a-f]+$/i.test(hex);
  const bytes = isHex ? binaryOfHex(hex) : undefined;
  return (row) => {
    if (row.kind === "entry" && row.entry.kind === "leftOut") return false;
    if (row.kind === "entry" && row.entry.kind !== "frame") return wordsOf(row, said).includes(wanted);
    const binary = row.kind === "message" ? binaryOf([...row.frames]) : binaryOf(framesOf(row));
    if (textOf(binary).includes(wanted) || (bytes !== undefined && binary.includes(bytes))) return true;
    // The code of a close frame is no text in its payload.
    return row.kind === "entry" && wordsOf(row, said).includes(wanted);
  };
}

function framesOf(row: Extract<LogRow, { kind: "entry" }>): readonly FrameEntry[] {
  return row.entry.kind === "frame" ? [row.entry] : [];
}

/** A character a byte. What was not kept is no gap here: a find across it does no harm. */
function binaryOf(frames: readonly FrameEntry[]): string {
  const [only] = frames;
  if (frames.length === 1 && only !== undefined) return atob(only.payload);
  return frames.map(({ payload }) => atob(payload)).join("");
}

function textOf(binary: string): string {
  // Most payloads are ASCII, and are their text already.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes are what is looked for
  if (/^[\x00-\x7f]*$/.test(binary)) return binary.toLowerCase();
  return new TextDecoder().decode(bytesOfBinary(binary)).toLowerCase();
}

function wordsOf(row: LogRow, said: Words): string {
  const { title, facts, preview } = rowWords(row, said);
  const begin = preview.map((piece) => (piece.kind === "text" ? piece.text : ""));
  return [title, ...facts.map(({ text }) => text), ...begin].join(" ").toLowerCase();
}

function binaryOfHex(hex: string): string {
  return String.fromCharCode(...(hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}

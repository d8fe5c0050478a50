// What is copied of the log: of one line its payload, of several a line each.

import { visibleName } from "../../data/visible-characters.js";
import type { Words } from "../../words/en.js";
import { type LogRow, messageOpcode } from "../state/log-row.js";
import { frameOfKey, type LineKey } from "./line-key.js";
import { isTextOpcode } from "./opcode-names.js";
import { frameRuns, hexOf, messageRuns, type PayloadRun, textPieces } from "./row-payload.js";
import { formatTime } from "./row-time.js";
import { frameWords, type RowWords, rowWords } from "./row-words.js";
import type { PayloadPiece } from "./utf8-pieces.js";

/** A chosen line. */
export interface CopiedLine {
  readonly row: LogRow;
  readonly key: LineKey;
  readonly atUs: number;
  /** Whose it is; absent where only one conversation is shown. */
  readonly name?: string | undefined;
}

/** How it is copied. */
export interface CopiedAs {
  /** Of one line: text where it is text and else hexadecimal, or always hexadecimal. */
  readonly as: "auto" | "hex";
  readonly said: Words;
}

/** See the file's first line. */
export function copiedText(lines: readonly CopiedLine[], { as, said }: CopiedAs): string {
  const [only] = lines;
  if (only !== undefined && lines.length === 1) return payloadText(only, { as, said });
  return lines.map((line) => oneLine(line, said)).join("\n");
}

/** Pieces as plain text. Bytes that are no UTF-8 are `\xff`. */
export function plainText(pieces: readonly PayloadPiece[], cut: (piece: PayloadPiece) => string): string {
  return pieces
    .map((piece) => {
      if (piece.kind === "text") return piece.text;
      if (piece.kind === "invalid") return `\\x${hexOf(piece.bytes).replaceAll(" ", "\\x")}`;
      return cut(piece);
    })
    .join("");
}

function payloadText({ row, key }: CopiedLine, { as, said }: CopiedAs): string {
  const runs = runsOf(row, key);
  if (runs === undefined) {
    const { title, preview } = rowWords(row, said);
    return [title, plainText(preview, () => "")].filter((part) => part !== "").join(" ");
  }
  if (as === "auto" && isText(row)) return plainText(textPieces(runs), () => " … ");
  return runs.map((run) => (run.kind === "bytes" ? hexOf(run.bytes) : "…")).join(" ");
}

function isText(row: LogRow): boolean {
  if (row.kind === "message") return isTextOpcode(messageOpcode(row));
  return row.entry.kind === "frame" && isTextOpcode(row.entry.opcode);
}

/** Undefined of events. */
function runsOf(row: LogRow, key: LineKey): readonly PayloadRun[] | undefined {
  const frame = frameOfKey(row, key);
  if (frame !== undefined) return frameRuns(frame);
  if (row.kind === "message") return messageRuns(row);
  return row.entry.kind === "frame" ? frameRuns(row.entry) : undefined;
}

function oneLine({ row, key, atUs, name }: CopiedLine, words: Words): string {
  const frame = frameOfKey(row, key);
  const said: RowWords =
    frame === undefined
      ? rowWords(row, words)
      : frameWords(frame, row.kind === "message" ? messageOpcode(row) : undefined, words);
  const arrow = said.direction === undefined ? "·" : said.direction === "sent" ? "↑" : "↓";
  return [
    formatTime(atUs, "clock", undefined),
    arrow,
    ...(name === undefined ? [] : [name]),
    [said.title, ...said.facts.map(({ text }) => text)].join(" "),
    said.bytes === undefined ? "" : `${said.bytes} B`,
    plainText(said.preview, () => ""),
  ]
    .map((cell) => visibleName(cell).replaceAll("\n", " "))
    .join("\t");
}

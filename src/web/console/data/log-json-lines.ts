// The log as JSON Lines: an object for each frame and each event, in the order of the log, in English whatever the page speaks.

import type { FrameEntry, LogEntry } from "../../../link/log-entry.js";
import { type LogRow, messageOpcode } from "../state/log-row.js";
import { isTextOpcode, opcodeNames } from "./opcode-names.js";
import { frameBytes, hexOf } from "./row-payload.js";
import { isoTime } from "./row-time.js";
import { unfinishedBytes, utf8Pieces } from "./utf8-pieces.js";

/**
 * Lines of a row, each with its line feed; a message is one line a frame.
 *
 * A payload is `text` where its message is text, or it is that of a ping or pong, and it is UTF-8 by itself; else it is `hex`.
 * `missingBytes`: so many at the end were not kept. `time` is `atUs` (µs since 1970) in UTC.
 */
export function jsonLines(row: LogRow, name: string): string {
  if (row.kind === "entry") {
    const { entry } = row;
    const data = entry.kind === "frame" ? frameData(entry, entry.opcode) : eventData(entry);
    return line(entry, name, data);
  }
  const opcode = messageOpcode(row);
  return [...row.frames].map((frame) => line(frame, name, frameData(frame, opcode))).join("");
}

/** All of the rows, in parts of some thousand lines, so that no string is too long for the browser. */
export function logJsonLines(
  rows: Iterable<LogRow>,
  nameOf: (conversation: number) => string,
): readonly string[] {
  const parts: string[] = [];
  let part: string[] = [];
  for (const row of rows) {
    part.push(jsonLines(row, nameOf(row.conversation)));
    if (part.length < rowsOfPart) continue;
    parts.push(part.join(""));
    part = [];
  }
  return [...parts, part.join("")];
}

/** `wsrig-log-2026-01-02T03-04-05.jsonl` */
export function logFileName(nowMs: number): string {
  return `wsrig-log-${new Date(nowMs).toISOString().slice(0, 19).replaceAll(":", "-")}.jsonl`;
}

const rowsOfPart = 4_096;

function line({ seq, atUs, conversation, kind }: LogEntry, name: string, data: object): string {
  const place = { seq, atUs, time: isoTime(atUs), conversation, name, kind };
  return `${JSON.stringify({ ...place, ...data })}\n`;
}

function frameData(frame: FrameEntry, messageOpcodeOrOwn: number | undefined): object {
  const { direction, opcode, fin, rsv, bytes, message } = frame;
  return {
    direction,
    opcode: opcodeNames[opcode] ?? opcode,
    fin,
    rsv,
    bytes,
    ...(message !== undefined && { message }),
    ...(opcode === 8 ? closeData(frame) : payloadData(frame, messageOpcodeOrOwn)),
  };
}

function payloadData(frame: FrameEntry, opcode: number | undefined): object {
  const kept = frameBytes(frame);
  const isText = isTextOpcode(opcode);
  const isCut = kept.length < frame.bytes;
  // A character that was cut in two with the payload is no reason to give all in hexadecimal.
  const whole = isText && isCut ? kept.subarray(0, kept.length - unfinishedBytes(kept)) : kept;
  const text = isText ? textOf(whole) : undefined;
  const shown = text === undefined ? kept : whole;
  return {
    ...(text === undefined ? { hex: hexOf(kept).replaceAll(" ", "") } : { text }),
    ...(shown.length < frame.bytes && { missingBytes: frame.bytes - shown.length }),
  };
}

function closeData(frame: FrameEntry): object {
  const payload = frameBytes(frame);
  if (payload.length < 2) return payload.length === 0 ? {} : { hex: hexOf(payload) };
  const code = ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
  const reason = textOf(payload.subarray(2));
  return reason === undefined ? { code, hex: hexOf(payload).replaceAll(" ", "") } : { code, reason };
}

/** Undefined where it is no UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  const [piece, ...more] = utf8Pieces(bytes);
  if (piece === undefined) return "";
  return piece.kind === "text" && more.length === 0 ? piece.text : undefined;
}

function eventData(entry: Exclude<LogEntry, FrameEntry>): object {
  const { seq, atUs, conversation, kind, ...data } = entry;
  return data;
}

// The payload of a row of the log: of one frame, or of a message across its frames.

import type { FrameEntry } from "../../../link/log-entry.js";
import { firstFrame, type LogRow, type MessageRow } from "../state/log-row.js";
import { type PayloadCut, type PayloadPiece, utf8Pieces } from "./utf8-pieces.js";

/** Bytes that follow each other, or a place where some are not known. */
export type PayloadRun = { readonly kind: "bytes"; readonly bytes: Uint8Array } | PayloadCut;

/** The payload that was kept of a frame, at most `limit` bytes. */
export function frameBytes({ payload }: FrameEntry, limit = Number.POSITIVE_INFINITY): Uint8Array {
  // Four characters are three bytes.
  const isShort = payload.length > limit * 1.5;
  const bytes = bytesOfBinary(atob(isShort ? payload.slice(0, Math.ceil(limit / 3) * 4) : payload));
  return bytes.length > limit ? bytes.subarray(0, limit) : bytes;
}

/** Bytes of a string that has a character for each. */
export function bytesOfBinary(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Bytes of a frame that were not kept. */
export function bytesCut({ payload, bytes }: FrameEntry): number {
  const padding = payload.endsWith("==") ? 2 : payload.endsWith("=") ? 1 : 0;
  return bytes - ((payload.length / 4) * 3 - padding);
}

/** Of one frame. */
export function frameRuns(frame: FrameEntry): readonly PayloadRun[] {
  const cut = bytesCut(frame);
  const runs: PayloadRun[] = [{ kind: "bytes", bytes: frameBytes(frame) }];
  return cut > 0 ? [...runs, { kind: "cut", bytes: cut }] : runs;
}

/** Of a message, as far as it has come and was kept. @param limit - Bytes at which it may end early, with a cut of the rest. */
export function messageRuns(message: MessageRow, limit = Number.POSITIVE_INFINITY): readonly PayloadRun[] {
  const runs: PayloadRun[] = [];
  const open: Uint8Array[] = [];
  const end = (): void => {
    if (open.length > 0) runs.push({ kind: "bytes", bytes: joined(open.splice(0)) });
  };
  const cut = (bytes: number | undefined): void => {
    end();
    runs.push({ kind: "cut", bytes });
  };
  const before = new Set(message.missing.before);
  let left = message.bytes;
  let kept = 0;
  if (message.missing.start) cut(undefined);
  if (message.frames.first > 0) {
    let rest = 0;
    for (const frame of message.frames) rest += frame.bytes;
    cut(message.bytes - rest);
    left = rest;
  }
  for (const frame of message.frames) {
    if (before.has(frame.seq)) cut(undefined);
    if (kept >= limit) {
      end();
      return [...runs, { kind: "cut", bytes: left, isRest: true }];
    }
    const bytes = frameBytes(frame, limit - kept);
    open.push(bytes);
    kept += bytes.length;
    left -= bytes.length;
    const notKept = bytesCut(frame);
    if (bytes.length < frame.bytes - notKept) {
      end();
      return [...runs, { kind: "cut", bytes: left, isRest: true }];
    }
    if (notKept > 0) cut(notKept);
    left -= notKept;
  }
  end();
  if (message.missing.end) cut(undefined);
  return runs;
}

/** As text. A character that lies across the border of two frames is whole. */
export function textPieces(runs: readonly PayloadRun[]): readonly PayloadPiece[] {
  return runs.flatMap((run) => (run.kind === "bytes" ? utf8Pieces(run.bytes) : [run]));
}

/** The first bytes of a row; undefined where it has no payload. */
export function firstBytes(row: LogRow, limit: number): Uint8Array | undefined {
  if (row.kind === "entry") return row.entry.kind === "frame" ? frameBytes(row.entry, limit) : undefined;
  const first = firstFrame(row);
  if (first === undefined || row.frames.length === 1) return first && frameBytes(first, limit);
  const [run] = messageRuns(row, limit).filter(({ kind }) => kind === "bytes");
  return run?.kind === "bytes" ? run.bytes : undefined;
}

/** `48 65 6c` */
export function hexOf(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += `${hex === "" ? "" : " "}${byte.toString(16).padStart(2, "0")}`;
  return hex;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

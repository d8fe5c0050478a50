// Rows of the log as they are read: frames of one message are one row, all else is a row of its own.

import type { FrameEntry, LogEntry } from "../../../link/log-entry.js";
import type { RowQueue } from "./row-queue.js";

/** One message, or what is known of it. Grows while its frames come. */
export interface MessageRow {
  readonly kind: "message";
  /** Number of its first frame that was told: the identity of the row. */
  readonly seq: number;
  readonly conversation: number;
  readonly direction: "sent" | "received";
  /** In the order of coming; at least one. The page may have no room for the oldest: their places are before `first`. */
  readonly frames: RowQueue<FrameEntry>;
  /** Of all frames that were told. */
  bytes: number;
  /** Whether the frame with FIN has come. */
  isFinished: boolean;
  /** Where frames are known to have been left out, or may have been. */
  readonly missing: {
    readonly start: boolean;
    /** Between the frame with this `seq` and the one before it. */
    readonly before: number[];
    end: boolean;
  };
}

/** See the file's first line. */
export type LogRow =
  | MessageRow
  | { readonly kind: "entry"; readonly seq: number; readonly conversation: number; readonly entry: LogEntry };

/** How many entries of the log a row is. */
export function entriesOf(row: LogRow): number {
  return row.kind === "message" ? row.frames.length : 1;
}

/** When it began, µs since 1970. */
export function atUsOf(row: LogRow): number {
  return row.kind === "message" ? (firstFrame(row)?.atUs ?? 0) : row.entry.atUs;
}

/** The oldest one that is left. */
export function firstFrame({ frames }: MessageRow): FrameEntry | undefined {
  return frames.at(frames.first);
}

/** What a message is by its first frame; undefined where that is not known. */
export function messageOpcode(row: MessageRow): number | undefined {
  return row.missing.start || row.frames.first > 0 ? undefined : firstFrame(row)?.opcode;
}

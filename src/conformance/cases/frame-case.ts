// A case that sends a list of frames and waits for what comes of it: the row that most tables are made of.

import type { RawFrame } from "../../protocol/raw-frame.js";
import type { ConformanceCase } from "../case.js";
import type { WriteOptions } from "../driver/send-queue.js";

/** How the frames of a row are written. */
export type Writing = "burst" | "sync" | "chop 1";

/** What a row says. */
export interface FrameCase extends Omit<ConformanceCase, "peers" | "run"> {
  readonly frames: readonly RawFrame[];
  /** Default: `burst`, back to back. `sync`: frame by frame, each by a write of its own. `chop 1`: byte by byte. */
  readonly writing?: Writing | undefined;
  /** When the driver gives up, and how. */
  readonly ends: { readonly killAfter: number } | { readonly closeAfter: number };
}

/** The options of each way of writing. */
export const writeOptions: Readonly<Record<Writing, WriteOptions>> = {
  burst: {},
  sync: { isQueued: true },
  "chop 1": { pieceBytes: 1 },
};

/** How each way of writing is told in a description: `Two frames, byte by byte.` */
export const writingWords: Readonly<Record<Writing, string>> = {
  burst: "back to back",
  sync: "each by a write of its own",
  "chop 1": "byte by byte",
};

/** Of a peer that lets a message fall which was complete before the frame that it fails for. */
export const sentNothingBack =
  "The peer sent nothing back, not even the message that was complete before the fault.";

/** The case of a row, for both kinds of peers. */
export function frameCase({ frames, writing = "burst", ends, ...rest }: FrameCase): ConformanceCase {
  return {
    ...rest,
    peers: ["server", "client"],
    run(driver) {
      driver.sendAs(writeOptions[writing], ...frames);
      if ("killAfter" in ends) driver.killAfter(ends.killAfter);
      else driver.closeAfter(ends.closeAfter);
    },
  };
}

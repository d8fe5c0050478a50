// One row of a frame log. Times are µs since 1970, made of the monotonic clock and one offset, so that their differences are exact.

import { z } from "zod";

const place = {
  /** Counts from 1 over all conversations, in the order in which things happened; numbers of rows left out are missing. */
  seq: z.int().min(1),
  /** Which conversation; see `conversation.ts`. */
  conversation: z.int().min(1),
  atUs: z.number(),
};

/** How many payload bytes of one frame the log keeps. */
export const keptPayloadBytes = 4_096;

/** The schema of {@link LogEntry}. */
export const logEntry = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("frame"),
    ...place,
    direction: z.enum(["sent", "received"]),
    opcode: z.int().min(0).max(15),
    fin: z.boolean(),
    /** RSV1-3 as one number: 4 is RSV1. */
    rsv: z.int().min(0).max(7),
    /** Of the whole payload, after inflating. */
    bytes: z.int().min(0),
    /** Base64 of the first {@link keptPayloadBytes} of it. */
    payload: z.string(),
    /**
     * Numbers the messages of a conversation in each direction from 1: frames with one number and direction are one
     * message, which ends with the frame that has `fin`. Absent for control frames.
     */
    message: z.int().min(1).optional(),
  }),
  /** A pong answered a ping of ours after so long. Comes after its frame. */
  z.object({ kind: z.literal("roundTrip"), ...place, elapsedUs: z.number() }),
  z.object({
    kind: z.literal("state"),
    ...place,
    state: z.enum(["unconnected", "hostLookup", "connecting", "connected", "closing"]),
  }),
  z.object({
    kind: z.literal("closed"),
    ...place,
    code: z.int(),
    reason: z.string(),
    wasClean: z.boolean(),
    initiatedBy: z.enum(["local", "peer", "none"]),
  }),
  /** A broken rule, a lost connection, a dial that failed. */
  z.object({
    kind: z.literal("problem"),
    ...place,
    code: z.string(),
    message: z.string(),
    hint: z.string().optional(),
  }),
  /** So many frames came too fast to be shown, between the row before and the one after. */
  z.object({
    kind: z.literal("leftOut"),
    ...place,
    direction: z.enum(["sent", "received"]),
    frames: z.int().min(1),
    bytes: z.int().min(0),
  }),
]);

/** See the file's first line. */
export type LogEntry = z.infer<typeof logEntry>;
export type FrameEntry = Extract<LogEntry, { kind: "frame" }>;

// What a person sends by hand: messages, fragments, pings and the close frame.

import { z } from "zod";

/** A file or a paste may be this large, in bytes. */
export const maxSendingBytes = 16 * 1024 * 1024;

const base64 = z.base64().max(Math.ceil(maxSendingBytes / 3) * 4);
const fragmentBytes = z.int().min(1).max(maxSendingBytes).optional();

/** One thing to send. `fragmentBytes`: cut into frames of so many payload bytes; absent: one frame. */
export const sending = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text: z.string().max(maxSendingBytes), fragmentBytes }),
  z.strictObject({ kind: z.literal("binary"), base64, fragmentBytes }),
  /** The payload is text of at most 125 bytes; what is longer is refused by the process. */
  z.strictObject({ kind: z.literal("ping"), text: z.string().max(125).optional() }),
  z.strictObject({
    kind: z.literal("close"),
    code: z.int().min(0).max(65_535).optional(),
    reason: z.string().max(123).optional(),
  }),
]);

export type Sending = z.infer<typeof sending>;

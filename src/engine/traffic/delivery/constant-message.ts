// A message that every connection sends again and again, encoded once.

import type { Connection, PreparedMessage } from "../../../connection/connection.js";
import type { MessagePlan } from "../../plan/traffic-plan.js";
import type { PayloadSource } from "../payload-source.js";

/** Where all messages are alike, and go out in one piece or plain fragments. */
export interface ConstantMessage {
  readonly payload: Uint8Array;
  /** Alike connections share one: it stays in the caches of the CPU. */
  preparedFor(connection: Connection): PreparedMessage;
}

/** The messages of `source` as one; `undefined` where they differ, or are delivered frame by frame. */
export function constantMessage(
  { kind, delivery }: MessagePlan,
  { constant: payload }: PayloadSource,
): ConstantMessage | undefined {
  const { fragmentBytes, writeBytes, pingEveryFragments } = delivery;
  if (payload === undefined || writeBytes !== undefined || pingEveryFragments !== undefined) return undefined;
  const byForm = new Map<string, PreparedMessage>();
  return {
    payload,
    preparedFor(connection) {
      // What a prepared message must agree with: the driver, the role and the compression.
      const form = [connection.driver, connection.role, connection.extensions].join(" ");
      const known = byForm.get(form);
      if (known !== undefined) return known;
      const prepared = connection.prepare(kind, payload, { fragmentBytes });
      byForm.set(form, prepared);
      return prepared;
    },
  };
}

// The pings between fragments, told from all others by their payload.

/** The payload of a ping between fragments. */
export const fragmentPing: Uint8Array = Buffer.from("wsrig: between fragments");

/** Whether a pong answers a ping between fragments, so that it counts for nothing else. */
export function isFragmentPong(payload: Uint8Array): boolean {
  return payload.length === fragmentPing.length && Buffer.compare(payload, fragmentPing) === 0;
}

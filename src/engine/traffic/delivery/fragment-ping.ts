// The pings between fragments, told from all others by their payload.

/** The payload of a ping between fragments. */
export const fragmentPing: Uint8Array = Buffer.from("wsrig: between fragments");

// Ids of messages: every message of a run has its own, and its connection and sequence number can be told from it.

/** Messages of a connection, of all its sessions together, have sequence numbers below this, 2^32. */
export const seqLimit = 0x1_0000_0000;
/** Connections that ids tell apart, 2^21; those above share the ids of others. */
export const connectionLimit = 0x20_0000;

/** The id of message `seq` (from 0) of connection number `connection`: below 2^53, so that JSON can carry it. */
export function messageId(connection: number, seq: number): number {
  return (connection % connectionLimit) * seqLimit + seq;
}

/** The sequence number in `id` if it is a message of `connection`; `NaN` for any other, and for `NaN`. */
export function seqOfId(id: number, connection: number): number {
  const seq = id - (connection % connectionLimit) * seqLimit;
  return seq >= 0 && seq < seqLimit ? seq : Number.NaN;
}

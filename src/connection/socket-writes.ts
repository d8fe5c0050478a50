// Writes to a socket in as few system calls as is worth it.

import type { Socket } from "node:net";

// Up to this size copying into one array is cheaper than a vectored write.
const maxGatheredBytes = 64 * 1_024;

/** Writes `chunks`, which must not change afterwards, as one; gives their bytes. @param onWritten - Called for each write that the system has taken. */
export function writeTogether(
  socket: Socket,
  chunks: readonly Uint8Array[],
  onWritten: (() => void) | undefined,
): number {
  const [first] = chunks;
  if (first === undefined) return 0;
  if (chunks.length === 1) {
    socket.write(first, onWritten);
    return first.length;
  }
  let totalBytes = 0;
  for (const chunk of chunks) totalBytes += chunk.length;
  if (totalBytes <= maxGatheredBytes) socket.write(gather(chunks, totalBytes), onWritten);
  else {
    socket.cork();
    for (const chunk of chunks) socket.write(chunk, onWritten);
    socket.uncork();
  }
  return totalBytes;
}

function gather(chunks: readonly Uint8Array[], totalBytes: number): Buffer {
  const gathered = Buffer.allocUnsafe(totalBytes);
  let offset = 0;
  for (const chunk of chunks) {
    gathered.set(chunk, offset);
    offset += chunk.length;
  }
  return gathered;
}

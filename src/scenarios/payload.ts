// Payloads of a wanted size, different for every virtual client and message, the same in every run.

const words = "wsrig client message payload echo frame fragment latency socket virtual target peer ";

/**
 * ASCII text of exactly `bytes` bytes.
 *
 * @param label - Stands at its beginning, so that messages are told apart: `client 3 message 17`.
 */
export function textOfSize(bytes: number, label: string): string {
  const start = `${label} `;
  const filling = words.repeat(Math.ceil(Math.max(0, bytes - start.length) / words.length));
  return (start + filling).slice(0, bytes);
}

/** Exactly `bytes` bytes: those of {@link textOfSize}, with the high bit set in every second one, so that it is no text. */
export function bytesOfSize(bytes: number, label: string): Uint8Array {
  const payload = new Uint8Array(Buffer.from(textOfSize(bytes, label), "latin1"));
  for (let i = 1; i < payload.length; i += 2) payload[i] = (payload[i] ?? 0) | 0x80;
  return payload;
}

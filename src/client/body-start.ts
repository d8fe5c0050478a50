// The beginning of an HTTP answer's body, RFC 9112 §6 and §7.1, as far as a person needs it to see why a server refused.

import { type Clock, sleepMs } from "../clock.js";
import type { HttpHeaders } from "../protocol/headers.js";

const maxBytes = 1_024;
// A server that refuses may keep the connection open behind a body of unknown length.
const maxWaitMs = 1_000;

/** How long a body may take. */
export interface BodyPatience {
  readonly clock: Clock;
  /** What is left of the dial, in ms; a body gets no more than a second of it. */
  readonly leftMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * The first 1,024 bytes of a body, or what came of them in time. Never fails.
 *
 * @param listen - Is given what to call with the body's bytes, and when no more will come.
 */
export async function readBodyStart(
  headers: HttpHeaders,
  { clock, leftMs, signal }: BodyPatience,
  listen: (take: (bytes: Uint8Array) => void, ended: () => void) => void,
): Promise<string> {
  const body = new BodyStart(headers);
  const stop = new AbortController();
  const timeUp = sleepMs(clock, Math.max(0, Math.min(maxWaitMs, leftMs)), stop.signal);
  const complete = new Promise<void>((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener("abort", () => resolve(), { once: true, signal: stop.signal });
    listen((bytes) => {
      if (body.add(bytes)) resolve();
    }, resolve);
  });
  await Promise.race([complete, timeUp]);
  timeUp.catch(() => {
    // The body was complete before.
  });
  stop.abort();
  return body.text;
}

/** Collects the first 1,024 bytes of a body. */
export class BodyStart {
  readonly #isChunked: boolean;
  readonly #wantedBytes: number;
  #raw = Buffer.alloc(0);

  constructor(headers: HttpHeaders) {
    this.#isChunked = headers.tokens("Transfer-Encoding").includes("chunked");
    const announced = Number(headers.get("Content-Length") ?? Number.NaN);
    this.#wantedBytes = Number.isInteger(announced) ? Math.min(announced, maxBytes) : maxBytes;
  }

  /** Takes bytes of the body; whether that is all that is wanted. */
  add(bytes: Uint8Array): boolean {
    if (this.#raw.length < 4 * maxBytes) this.#raw = Buffer.concat([this.#raw, bytes]);
    if (!this.#isChunked) return this.#raw.length >= this.#wantedBytes;
    const { body, isComplete } = unchunk(this.#raw);
    return isComplete || body.length >= maxBytes || this.#raw.length >= 4 * maxBytes;
  }

  /** What came, as UTF-8; a code point that the limit cuts is left out. */
  get text(): string {
    const body = this.#isChunked ? unchunk(this.#raw).body : this.#raw;
    return new TextDecoder().decode(body.subarray(0, this.#isChunked ? maxBytes : this.#wantedBytes), {
      stream: true,
    });
  }
}

/** The data of the chunks so far. A broken chunk size ends the body. */
function unchunk(raw: Buffer): { body: Buffer; isComplete: boolean } {
  const parts: Buffer[] = [];
  let offset = 0;
  for (;;) {
    const lineEnd = raw.indexOf("\r\n", offset);
    if (lineEnd < 0) return { body: Buffer.concat(parts), isComplete: false };
    const size = Number.parseInt(raw.toString("latin1", offset, lineEnd), 16);
    if (!(size > 0)) return { body: Buffer.concat(parts), isComplete: true };
    parts.push(raw.subarray(lineEnd + 2, lineEnd + 2 + size));
    offset = lineEnd + 2 + size + 2;
    if (offset > raw.length) return { body: Buffer.concat(parts), isComplete: false };
  }
}

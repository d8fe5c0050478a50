// How many bytes may be read by now: a bucket that fills at the rate, and may be overdrawn.

// Time that was not used is not saved up for longer than this: a slow reader does not become a fast one after a pause.
const mostSavedUs = 100_000;

/** Reads come in pieces of up to 64 KiB, so the rate is kept by paying a debt off before the next read. */
export class TokenBucket {
  readonly #bytesPerUs: number;
  #tokens = 0;
  #filledAtUs: number;

  /** @param bytesPerSecond - > 0 */
  constructor(bytesPerSecond: number, nowUs: number) {
    this.#bytesPerUs = bytesPerSecond / 1_000_000;
    this.#filledAtUs = nowUs;
  }

  /** `bytes` were read. */
  take(bytes: number): void {
    this.#tokens -= bytes;
  }

  /** Whether more may be read. */
  isOpenAt(nowUs: number): boolean {
    const gained = (nowUs - this.#filledAtUs) * this.#bytesPerUs;
    this.#filledAtUs = nowUs;
    this.#tokens = Math.min(this.#tokens + gained, mostSavedUs * this.#bytesPerUs);
    return this.#tokens > 0;
  }
}

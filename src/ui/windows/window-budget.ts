// How much may be shown in a short window of time, by count and by bytes.

/** Length of a window, in µs. */
const windowUs = 100_000;

/** Counts down within one window; the next one begins with the first frame after its end. */
export class WindowBudget {
  readonly #frames: number;
  readonly #bytes: number;
  #framesLeft = 0;
  #bytesLeft = 0;
  #endsAtUs = Number.NEGATIVE_INFINITY;

  constructor(frames: number, bytes: number) {
    this.#frames = frames;
    this.#bytes = bytes;
  }

  /** When the window ends that the last frame fell in. */
  get endsAtUs(): number {
    return this.#endsAtUs;
  }

  /** Begins a new window at `atUs`, unless one is under way; whether it did. */
  begin(atUs: number): boolean {
    if (atUs < this.#endsAtUs) return false;
    this.#endsAtUs = atUs + windowUs;
    this.#framesLeft = this.#frames;
    this.#bytesLeft = this.#bytes;
    return true;
  }

  /** Whether a frame of `bytes` has room; of the bytes alone, the last frame may use more than there are. */
  get hasRoom(): boolean {
    return this.#framesLeft > 0 && this.#bytesLeft > 0;
  }

  take(bytes: number): void {
    this.#framesLeft--;
    this.#bytesLeft -= bytes;
  }
}

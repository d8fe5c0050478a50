// Lets virtual clients wait for each other.

/** A meeting point of a fixed number of parties, again and again. */
export class Barrier {
  readonly #parties: number;
  #arrived = 0;
  #open: () => void = () => undefined;
  #gate: Promise<void>;
  #released = false;

  /** @param signal - Lets all go when it aborts, for good. */
  constructor(parties: number, signal: AbortSignal) {
    this.#parties = parties;
    this.#gate = this.#newGate();
    signal.addEventListener("abort", () => this.#release(), { once: true });
  }

  /** Resolves when all parties have come here as often as this one. Every party must come, also one that has failed. */
  async arrive(): Promise<void> {
    if (this.#released) return;
    const gate = this.#gate;
    this.#arrived++;
    if (this.#arrived === this.#parties) {
      this.#arrived = 0;
      this.#open();
      this.#gate = this.#newGate();
    }
    await gate;
  }

  #newGate(): Promise<void> {
    return new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  #release(): void {
    this.#released = true;
    this.#open();
  }
}

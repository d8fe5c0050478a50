// How much of a long run is done, and how long the rest will take.

/** Counts steps of about the same length. */
export class TimeLeft {
  readonly #steps: number;
  readonly #say: (line: string) => void;
  readonly #nowMs: () => number;
  readonly #everyMs: number;
  readonly #startedAtMs: number;
  #saidAtMs: number;
  #done = 0;

  /** @param options.everyMs - A line at most so often. */
  constructor(options: {
    readonly steps: number;
    readonly everyMs: number;
    readonly say: (line: string) => void;
    readonly nowMs?: () => number;
  }) {
    const { steps, everyMs, say, nowMs = () => performance.now() } = options;
    this.#steps = steps;
    this.#everyMs = everyMs;
    this.#say = say;
    this.#nowMs = nowMs;
    this.#startedAtMs = nowMs();
    this.#saidAtMs = this.#startedAtMs;
  }

  /** A step more. @param what - It was. */
  done(what: string): void {
    this.#done++;
    const nowMs = this.#nowMs();
    if (nowMs - this.#saidAtMs < this.#everyMs && this.#done < this.#steps) return;
    this.#saidAtMs = nowMs;
    const leftMs = ((nowMs - this.#startedAtMs) / this.#done) * (this.#steps - this.#done);
    this.#say(`${this.#done} of ${this.#steps}, ${leftWords(leftMs)}: ${what}`);
  }
}

function leftWords(leftMs: number): string {
  if (leftMs === 0) return "done";
  return leftMs < 60_000
    ? `${Math.ceil(leftMs / 1_000)} s left`
    : `${Math.ceil(leftMs / 60_000)} minutes left`;
}

// When the receivers of a broadcast are done: all have been asked to stop, and everything published has arrived.

import { type Clock, sleepMs } from "../../../clock.js";
import type { BroadcastBook } from "./broadcast-book.js";

/** A lane as the drain sees it. */
export interface DrainingLane {
  finish(): void;
}

/** Options of {@link BroadcastDrain}. */
export interface BroadcastDrainOptions {
  readonly clock: Clock;
  readonly deliveries: Pick<BroadcastBook, "underWay">;
  /** Whether all publishers are connections of this worker; what others publish cannot be known beforehand. */
  readonly isAlone: boolean;
}

// With publishers elsewhere: silence that long is taken for the end.
const quietMs = 500;

/** All lanes of one load in one worker finish together. */
export class BroadcastDrain {
  readonly #options: BroadcastDrainOptions;
  readonly #atWork = new Set<DrainingLane>();
  readonly #stopped = new Set<DrainingLane>();
  #lastHeardUs = 0;
  #isListening = false;

  constructor(options: BroadcastDrainOptions) {
    this.#options = options;
  }

  began(lane: DrainingLane): void {
    this.#atWork.add(lane);
    this.#stopped.delete(lane);
  }

  stopped(lane: DrainingLane): void {
    this.#stopped.add(lane);
    this.#settle();
  }

  /** Its connection has ended, or it was given up. */
  left(lane: DrainingLane): void {
    this.#atWork.delete(lane);
    this.#stopped.delete(lane);
    this.#settle();
  }

  /** A message came. */
  heard(atUs: number): void {
    this.#lastHeardUs = atUs;
    if (this.#stopped.size > 0) this.#settle();
  }

  get #isSettled(): boolean {
    const haveAllStopped = this.#stopped.size > 0 && this.#stopped.size === this.#atWork.size;
    return haveAllStopped && this.#options.deliveries.underWay === 0;
  }

  #settle(): void {
    if (!this.#isSettled || this.#isListening) return;
    if (this.#options.isAlone) this.#finish();
    else void this.#listenForSilence();
  }

  async #listenForSilence(): Promise<void> {
    const { clock } = this.#options;
    this.#isListening = true;
    const fromUs = clock.nowUs();
    let quietFromUs = Math.max(fromUs, this.#lastHeardUs);
    while (this.#isSettled && clock.nowUs() - quietFromUs < quietMs * 1_000) {
      await sleepMs(clock, quietMs - (clock.nowUs() - quietFromUs) / 1_000);
      quietFromUs = Math.max(fromUs, this.#lastHeardUs);
    }
    this.#isListening = false;
    // Otherwise something is under way again, and whatever settles that listens anew.
    if (this.#isSettled) this.#finish();
  }

  #finish(): void {
    const lanes = [...this.#stopped];
    this.#stopped.clear();
    for (const lane of lanes) {
      this.#atWork.delete(lane);
      lane.finish();
    }
  }
}

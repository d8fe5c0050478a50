// How much of a run's time is zlib's: the driver's own calls, not the peer's.

import { type Clock, systemClock } from "../../clock.js";

/** Bytes that went through one direction of zlib. */
export interface ZlibBytes {
  readonly calls: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** What {@link ZlibShare} measured. */
export interface ZlibShareRecord {
  readonly deflated: ZlibBytes;
  readonly inflated: ZlibBytes;
  /**
   * Wall time during which at least one call was under way, in µs. A call lasts from handing it over to having what it
   * gives: waiting for a free thread and for the event loop is part of it, so that a busy machine makes it longer.
   */
  readonly busyUs: number;
  /** The durations of all calls, added up: more than {@link busyUs} where calls ran side by side. */
  readonly callsUs: number;
  /** Compressed messages that were not made anew, as another case had made them. */
  readonly reused: number;
}

/** Which direction of zlib. */
export type ZlibWork = "deflated" | "inflated";

/** Adds up what cases do with zlib. One serves all cases of a run. */
export class ZlibShare {
  readonly #clock: Clock;
  readonly #totals = { deflated: emptyTotal(), inflated: emptyTotal() };
  #underWay = 0;
  #busySinceUs = 0;
  #busyUs = 0;
  #callsUs = 0;
  #reused = 0;

  /** @param clock - Real time, also where cases are played in virtual time. */
  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** Calls that have begun and not ended. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Runs and counts one call that ends on the spot. */
  measureNow(work: ZlibWork, bytesIn: number, call: () => Uint8Array): Uint8Array {
    const startedUs = this.#begin();
    let bytesOut = 0;
    try {
      const out = call();
      bytesOut = out.length;
      return out;
    } finally {
      this.#end(work, { startedUs, bytesIn, bytesOut });
    }
  }

  /** Runs and counts one call. */
  async measure(work: ZlibWork, bytesIn: number, call: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const startedUs = this.#begin();
    let bytesOut = 0;
    try {
      const out = await call();
      bytesOut = out.length;
      return out;
    } finally {
      this.#end(work, { startedUs, bytesIn, bytesOut });
    }
  }

  /** Counts a compressed message that was there already. */
  countReuse(): void {
    this.#reused++;
  }

  /** Everything so far. */
  record(): ZlibShareRecord {
    const { deflated, inflated } = this.#totals;
    return {
      deflated: { ...deflated },
      inflated: { ...inflated },
      busyUs: this.#busyUs + (this.#underWay > 0 ? this.#clock.nowUs() - this.#busySinceUs : 0),
      callsUs: this.#callsUs,
      reused: this.#reused,
    };
  }

  /** The part of `wallUs`, the time of the run, during which zlib was at work; 0 to 1. */
  shareOf(wallUs: number): number {
    return wallUs <= 0 ? 0 : Math.min(1, this.record().busyUs / wallUs);
  }

  #begin(): number {
    const nowUs = this.#clock.nowUs();
    if (this.#underWay++ === 0) this.#busySinceUs = nowUs;
    return nowUs;
  }

  #end(
    work: ZlibWork,
    call: { readonly startedUs: number; readonly bytesIn: number; readonly bytesOut: number },
  ): void {
    const nowUs = this.#clock.nowUs();
    if (--this.#underWay === 0) this.#busyUs += nowUs - this.#busySinceUs;
    this.#callsUs += nowUs - call.startedUs;
    const total = this.#totals[work];
    total.calls++;
    total.bytesIn += call.bytesIn;
    total.bytesOut += call.bytesOut;
  }
}

/** Where cases count that were made without one of their own. */
export const defaultZlibShare = new ZlibShare();

function emptyTotal(): { calls: number; bytesIn: number; bytesOut: number } {
  return { calls: 0, bytesIn: 0, bytesOut: 0 };
}

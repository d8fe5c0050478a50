// Opens the connections of one load: a bounded number of handshakes at a time, at a bounded rate, from several addresses.

import pLimit from "p-limit";
import { type DialFailure, type DialOptions, dial } from "../../client/dial.js";
import type { Clock } from "../../clock.js";
import type { Connection } from "../../connection/connection.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { Tags } from "../../metrics/run-report.js";
import { gotHttpAnswer, recordDial } from "../../scenarios/dial-metrics.js";
import type { ConnectPlan, Share } from "../plan/run-plan.js";
import { addOne, type TextCounts } from "../record/text-counts.js";

/** Options of {@link ConnectionOpener}. */
export interface ConnectionOpenerOptions {
  readonly url: string;
  readonly connect: ConnectPlan;
  readonly share: Share;
  readonly clock: Clock;
  readonly collector: MetricCollector;
  readonly tags: Tags;
  /** Ends all handshakes. */
  readonly signal: AbortSignal;
}

/** A connection, and when its handshake was done, in µs of the clock. */
export interface OpenedConnection {
  readonly connection: Connection;
  readonly openedAtUs: number;
}

/** What became of the handshakes of a load. */
export interface HandshakeFacts {
  readonly attempted: number;
  readonly opened: number;
  /** How often each failure came, by its text. */
  readonly failures: TextCounts;
  /** Whether the target answered any of them in HTTP. */
  readonly reachedHttp: boolean;
}

/** The handshakes of one load in one worker. */
export class ConnectionOpener {
  readonly #options: ConnectionOpenerOptions;
  readonly #dial: DialOptions;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #failures: Record<string, number> = {};
  #attempted = 0;
  #opened = 0;
  #reachedHttp = false;
  /** When the next handshake may begin under a rate, µs. */
  #nextSlotUs: number | undefined;

  constructor(options: ConnectionOpenerOptions) {
    const { connect, clock, signal } = options;
    this.#options = options;
    this.#dial = { ...connect.dial, clock, signal };
    this.#limit = pLimit(connect.concurrency);
  }

  get facts(): HandshakeFacts {
    return {
      attempted: this.#attempted,
      opened: this.#opened,
      failures: { ...this.#failures },
      reachedHttp: this.#reachedHttp,
    };
  }

  /** Whether the run has ended: nothing opens any more. */
  get isOver(): boolean {
    return this.#options.signal.aborted;
  }

  /** Opens connection `number` (over all workers); `undefined` when it failed, which is counted, or the run was ended. */
  open(number: number): Promise<OpenedConnection | undefined> {
    return this.#limit(() => this.#openNow(number));
  }

  async #openNow(number: number): Promise<OpenedConnection | undefined> {
    const { url, collector, tags, signal } = this.#options;
    if (!(await this.#waitForSlot())) return undefined;
    this.#attempted++;
    const result = await dial(url, this.#dialOptionsOf(number));
    this.#reachedHttp ||= gotHttpAnswer(result);
    // What the run itself cut off is no sample of the target.
    if (result.kind === "failed" && signal.aborted) {
      this.#attempted--;
      return undefined;
    }
    recordDial(collector, result, tags);
    if (result.kind === "failed") {
      this.#noteFailure(result.failure);
      return undefined;
    }
    this.#opened++;
    const { startedAtUs, totalUs } = result.timings;
    return { connection: result.connection, openedAtUs: startedAtUs + totalUs };
  }

  #dialOptionsOf(number: number): DialOptions {
    const { localAddresses } = this.#options.connect;
    if (localAddresses.length === 0) return this.#dial;
    return { ...this.#dial, localAddress: localAddresses[number % localAddresses.length] };
  }

  #noteFailure({ message }: DialFailure): void {
    addOne(this.#failures, message);
  }

  /** Waits until the rate allows another handshake; false when the run ended first. */
  async #waitForSlot(): Promise<boolean> {
    const { clock, connect, share, signal } = this.#options;
    if (signal.aborted) return false;
    if (connect.ratePerSecond === undefined) return true;
    const gapUs = (share.of * 1_000_000) / connect.ratePerSecond;
    const nowUs = clock.nowUs();
    // Workers take turns: each begins a part of the gap after the one before.
    const dueUs = Math.max(nowUs, this.#nextSlotUs ?? nowUs + (gapUs * share.worker) / share.of);
    this.#nextSlotUs = dueUs + gapUs;
    try {
      await clock.sleepUntilUs(dueUs, signal);
      return true;
    } catch {
      return false; // Only the run's end aborts the sleep.
    }
  }
}

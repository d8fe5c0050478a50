// A virtual client whose connections are dropped again and again, and come back.

import { setMaxListeners } from "node:events";
import { type Clock, sleepMs } from "../../../clock.js";
import type { CloseOutcome, Connection, ConnectionListener } from "../../../connection/connection.js";
import type { Random } from "../../../random.js";
import type { StormPlan } from "../../plan/traffic-plan.js";
import type { PhasedTrend } from "../../record/phased-metrics.js";
import type { IterationEnd, VirtualClient } from "../../virtual-client.js";
import { backoffMs } from "../backoff.js";
import type { ConnectionOpener } from "../connection-opener.js";
import type { SessionBook } from "../session-book.js";

/** What all clients of a storm share. */
export interface StormSetting {
  readonly plan: StormPlan;
  /** Fixes the waits of every connection, whichever worker has it. */
  readonly random: Random;
  readonly clock: Clock;
  readonly opener: ConnectionOpener;
  readonly sessions: SessionBook;
  /** From the loss of a connection until it is open again. */
  readonly reconnect: PhasedTrend;
}

/** One connection of a client: open, or on its way back. */
interface Place {
  /** Over all workers. */
  readonly number: number;
  readonly random: Random;
  connection: Connection | undefined;
  /** When it was dropped or lost, µs; until it is back. */
  lostAtUs: number | undefined;
}

/** Runs one iteration, from the start of the load to its end. */
export class StormClient implements VirtualClient {
  readonly #setting: StormSetting;
  readonly #places: readonly Place[];
  readonly #comingBack = new Set<Promise<void>>();
  /** Aborts when nothing is to come back any more. */
  #stopping = new AbortController();
  #isIterating = false;
  #isTerminated = false;
  #finished: (() => void) | undefined;

  constructor(setting: StormSetting, index: number) {
    this.#setting = setting;
    const { connectionsPerClient } = setting.plan;
    this.#places = Array.from({ length: connectionsPerClient }, (_, place) => {
      const number = index * connectionsPerClient + place;
      return { number, random: setting.random.fork(number), connection: undefined, lostAtUs: undefined };
    });
  }

  async prepare(): Promise<void> {
    await Promise.all(this.#places.map((place) => this.#open(place)));
  }

  async iterate(): Promise<IterationEnd> {
    if (this.#isTerminated) return "spent";
    this.#stopping = new AbortController();
    // Each connection that waits listens: many listeners are no leak here.
    setMaxListeners(0, this.#stopping.signal);
    this.#isIterating = true;
    const finished = new Promise<void>((resolve) => {
      this.#finished = resolve;
    });
    for (const place of this.#places) if (place.connection === undefined) this.#comeBack(place);
    await finished;
    await Promise.all(this.#comingBack);
    this.#isIterating = false;
    if (!this.#setting.plan.keepOpen && !this.#isTerminated) await this.#close();
    return this.#isTerminated ? "spent" : "again";
  }

  stop(): void {
    this.#stopping.abort();
    this.#finished?.();
  }

  terminate(): void {
    this.#isTerminated = true;
    this.stop();
    for (const { connection } of this.#places) if (connection?.state === "open") connection.close(1000);
  }

  end(): Promise<void> {
    return this.#close();
  }

  /** Drops what is open; it comes back by itself. */
  drop(nowUs: number): void {
    if (!this.#isIterating || this.#stopping.signal.aborted) return;
    for (const place of this.#places) {
      if (place.connection?.state !== "open") continue;
      place.lostAtUs = nowUs;
      if (this.#setting.plan.drop === "close") place.connection.close(1000);
      else place.connection.terminate({ reset: true });
    }
  }

  async #open(place: Place): Promise<boolean> {
    const { opener, sessions } = this.#setting;
    const opened = await opener.open(place.number);
    if (opened === undefined) return false;
    const { connection } = opened;
    place.connection = connection;
    sessions.began(place.number, opened);
    connection.setListener(this.#listenerOf(place));
    if (this.#isTerminated) connection.terminate();
    return true;
  }

  #listenerOf(place: Place): ConnectionListener {
    return { closed: (outcome) => this.#closed(place, outcome) };
  }

  #closed(place: Place, outcome: CloseOutcome): void {
    const { sessions, clock } = this.#setting;
    const isOurs = place.lostAtUs !== undefined || outcome.initiatedBy === "local" || this.#isTerminated;
    place.connection = undefined;
    place.lostAtUs ??= clock.nowUs();
    sessions.ended(place.number, outcome, { isExpected: isOurs && outcome.violation === undefined });
    if (this.#isIterating && !this.#stopping.signal.aborted) this.#comeBack(place);
  }

  #comeBack(place: Place): void {
    const back = this.#reconnect(place).finally(() => this.#comingBack.delete(back));
    this.#comingBack.add(back);
  }

  /** Waits and dials until it is open or the storm is over; failed handshakes are counted by the opener. */
  async #reconnect(place: Place): Promise<void> {
    const { plan, clock, opener, reconnect } = this.#setting;
    const { signal } = this.#stopping;
    for (let attempt = 0; !signal.aborted && !opener.isOver; attempt++) {
      try {
        await sleepMs(clock, backoffMs(plan.backoff, attempt, place.random), signal);
      } catch {
        return; // Only the end of the storm aborts the sleep.
      }
      if (!(await this.#open(place))) continue;
      const { lostAtUs } = place;
      place.lostAtUs = undefined;
      // One that could not be opened at the start was never lost.
      if (lostAtUs === undefined) return;
      reconnect.record(lostAtUs, Math.max(0, Math.round(clock.nowUs() - lostAtUs)));
      return;
    }
  }

  async #close(): Promise<void> {
    await Promise.all(
      this.#places.map(async ({ connection }) => {
        if (connection?.state === "open") connection.close(1000);
        await connection?.waitForClose();
      }),
    );
  }
}

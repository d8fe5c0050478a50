// storm: all connections are dropped at common instants, and come back with a backoff.

import type { StormPlan } from "../../plan/traffic-plan.js";
import { PhasedTrend } from "../../record/phased-metrics.js";
import type { VirtualClient } from "../../virtual-client.js";
import { keepSchedule } from "../pacer.js";
import type { Timetable } from "../schedule.js";
import type { Traffic, TrafficContext } from "../traffic.js";
import { StormClient, type StormSetting } from "./storm-client.js";

/** The storm of one load in one worker. */
export function stormTraffic(context: TrafficContext<StormPlan>): Traffic {
  return new StormTraffic(context);
}

/** Instants are start + k * holdMs (k from 1) in every worker. */
class StormTraffic implements Traffic, Timetable {
  readonly mayBeginSooner = false;
  readonly #context: TrafficContext<StormPlan>;
  readonly #setting: StormSetting;
  readonly #clients = new Set<StormClient>();
  readonly #ending = new AbortController();
  #startUs = Number.POSITIVE_INFINITY;
  #drops = 0;

  constructor(context: TrafficContext<StormPlan>) {
    const { plan, random, clock, opener, sessions, collector, tags, book } = context;
    this.#context = context;
    const reconnect = new PhasedTrend({ name: "ws_reconnect", collector, tags, book });
    this.#setting = { plan, random: random.fork("backoff"), clock, opener, sessions, reconnect };
  }

  client(index: number): VirtualClient {
    const client = new StormClient(this.#setting, index);
    this.#clients.add(client);
    return client;
  }

  begin(startUs: number): void {
    this.#startUs = startUs;
    const { clock, pacing } = this.#context;
    // It rejects for our own bugs only, and such a one shall end the process as any stray error does.
    void keepSchedule({ schedule: this, clock, pacing, signal: this.#ending.signal });
  }

  end(): void {
    this.#ending.abort();
  }

  get nextDueUs(): number {
    return this.#startUs + (this.#drops + 1) * this.#context.plan.holdMs * 1_000;
  }

  fire(nowUs: number): void {
    this.#drops++;
    for (const client of this.#clients) client.drop(nowUs);
  }
}

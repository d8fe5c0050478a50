// A traffic whose clients open connections and let a lane work on each; with a schedule that is kept, where it has one.

import type { TrafficPlan } from "../plan/traffic-plan.js";
import type { VirtualClient } from "../virtual-client.js";
import { EndingSchedule } from "./ending-schedule.js";
import type { LaneMaker } from "./lane.js";
import { LaneClient, type LaneClientSetting } from "./lane-client.js";
import { keepSchedule } from "./pacer.js";
import type { KeptSchedule, Schedule, Timetable } from "./schedule.js";
import { isBounded } from "./session-bound.js";
import { SessionDeadlines, type SessionDeadlinesOptions } from "./session-deadlines.js";
import type { Traffic, TrafficContext } from "./traffic.js";

// Late answers are there to be counted: a session that only gets such ones is not to be given up for a short timeout.
const leastPatienceMs = 1_000;

/** What the lanes of a traffic get from it. */
export interface LaneTrafficTools {
  /** The schedule given, kept to the load's end; `undefined` in a closed loop. */
  readonly schedule: KeptSchedule | undefined;
  /** For bounded sessions. */
  readonly deadlines: SessionDeadlines | undefined;
}

/** What one kind of traffic brings. */
export interface LaneTrafficOptions {
  readonly context: TrafficContext;
  /** When which message is due; none in a closed loop. */
  readonly schedule?: Schedule | undefined;
  /** Anything else that is due at times. */
  readonly timetable?: Timetable | undefined;
  /** Called once. */
  readonly makeLanes: (tools: LaneTrafficTools) => LaneMaker;
}

/** The traffic of one load in one worker. */
export class LaneTraffic implements Traffic {
  readonly #context: TrafficContext;
  readonly #ending = new AbortController();
  readonly #schedule: EndingSchedule | undefined;
  readonly #timetable: Timetable | undefined;
  readonly #clients: LaneClientSetting;

  constructor({ context, schedule, timetable, makeLanes }: LaneTrafficOptions) {
    const { plan, load, opener, sessions, clock } = context;
    this.#context = context;
    const { signal } = this.#ending;
    if (schedule !== undefined) {
      const { executor, warmUpMs } = load;
      const isPlanned = executor.kind === "constant-clients";
      const durationMs = isPlanned ? warmUpMs + executor.durationMs : Number.POSITIVE_INFINITY;
      const endsWithFirstStop = isPlanned && !isBounded(plan);
      this.#schedule = new EndingSchedule({ schedule, clock, durationMs, endsWithFirstStop });
    }
    this.#timetable = timetable;
    const deadlines = isBounded(plan) ? new SessionDeadlines({ ...waitsOf(plan), clock, signal }) : undefined;
    const lanes = makeLanes({ schedule: this.#schedule, deadlines });
    const { connectionsPerClient, keepOpen } = plan;
    const opening = { connectionsPerClient, keepOpen, isBounded: isBounded(plan) };
    this.#clients = { ...opening, opener, lanes, sessions, clock };
  }

  client(index: number): VirtualClient {
    return new LaneClient(this.#clients, index);
  }

  begin(startUs: number): void {
    const { clock, pacing } = this.#context;
    const { signal } = this.#ending;
    for (const schedule of [this.#schedule, this.#timetable]) {
      if (schedule === undefined) continue;
      schedule.begin(startUs);
      // It rejects for our own bugs only, and such a one shall end the process as any stray error does.
      void keepSchedule({ schedule, clock, pacing, signal });
    }
  }

  end(): void {
    if (this.#ending.signal.aborted) return;
    this.#schedule?.end();
    this.#ending.abort();
  }
}

function waitsOf(plan: TrafficPlan): Pick<SessionDeadlinesOptions, "durationMs" | "patienceMs"> {
  const durationMs = "session" in plan ? plan.session.durationMs : undefined;
  return { durationMs, patienceMs: Math.max(leastPatienceMs, plan.messageTimeoutMs) };
}

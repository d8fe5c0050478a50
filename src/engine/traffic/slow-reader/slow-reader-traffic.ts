// slow-reader: reads at a given rate, and shows what the target does under backpressure.

import type { SlowReaderPlan } from "../../plan/traffic-plan.js";
import { PhasedTrend } from "../../record/phased-metrics.js";
import { LaneTraffic } from "../lane-traffic.js";
import { MessageOutlet } from "../message-outlet.js";
import type { Timetable } from "../schedule.js";
import { SendRounds } from "../send-rounds.js";
import type { Traffic, TrafficContext } from "../traffic.js";
import { SlowReaderLane } from "./slow-reader-lane.js";

/** The slow readers of one load in one worker. */
export function slowReaderTraffic(context: TrafficContext<SlowReaderPlan>): Traffic {
  const { plan, book, clock, collector, tags, random } = context;
  const { nowUs } = clock;
  const { message } = plan;
  const { maskKeys } = context.load.connect.dial;
  const outlet = message === undefined ? undefined : new MessageOutlet({ message, random, maskKeys });
  const blocked = new PhasedTrend({ name: "ws_send_blocked", collector, tags, book });
  const rounds = new SendRounds(nowUs);
  const atWork = new Set<SlowReaderLane>();
  return new LaneTraffic({
    context,
    timetable: new LookAfter(atWork),
    makeLanes: ({ deadlines }) => ({
      make: (connection, number, host) =>
        new SlowReaderLane(connection, {
          host,
          deadlines,
          readBytesPerSecond: plan.readBytesPerSecond,
          outgoing: outlet?.open(connection, number),
          rounds,
          atWork,
          messages: plan.session.messages,
          book,
          blocked,
          nowUs,
        }),
    }),
  });
}

const lookEveryUs = 10_000;

/** Looks after all lanes 100 times a second: a paused socket tells nothing by itself. */
class LookAfter implements Timetable {
  readonly mayBeginSooner = false;
  readonly #lanes: ReadonlySet<SlowReaderLane>;
  nextDueUs = Number.POSITIVE_INFINITY;

  constructor(lanes: ReadonlySet<SlowReaderLane>) {
    this.#lanes = lanes;
  }

  begin(startUs: number): void {
    this.nextDueUs = startUs + lookEveryUs;
  }

  fire(nowUs: number): void {
    for (const lane of this.#lanes) lane.lookAfter(nowUs);
    // What was missed is not made up for: the buckets know the time.
    this.nextDueUs = Math.max(this.nextDueUs, nowUs) + lookEveryUs;
  }
}

// sink: send only.

import type { SinkPlan } from "../../plan/traffic-plan.js";
import { PhasedTrend } from "../../record/phased-metrics.js";
import { LaneTraffic } from "../lane-traffic.js";
import { makeSchedule } from "../make-schedule.js";
import { MessageOutlet } from "../message-outlet.js";
import { SendRounds } from "../send-rounds.js";
import type { Traffic, TrafficContext } from "../traffic.js";
import { SinkLane } from "./sink-lane.js";

/** The sink of one load in one worker. */
export function sinkTraffic(context: TrafficContext<SinkPlan>): Traffic {
  const { plan, book, clock, collector, tags, random } = context;
  const { nowUs } = clock;
  const { maskKeys } = context.load.connect.dial;
  const outlet = new MessageOutlet({ message: plan.message, random, maskKeys });
  const blocked = new PhasedTrend({ name: "ws_send_blocked", collector, tags, book });
  const rounds = new SendRounds(nowUs);
  return new LaneTraffic({
    context,
    schedule: plan.schedule.kind === "open" ? makeSchedule(context, plan.schedule) : undefined,
    makeLanes: ({ schedule, deadlines }) => ({
      make: (connection, number, host) =>
        new SinkLane({
          host,
          deadlines,
          number: number.connection,
          outgoing: outlet.open(connection, number),
          pace: schedule === undefined ? { kind: "eager", rounds } : { kind: "open", schedule },
          messages: plan.session.messages,
          book,
          blocked,
          nowUs,
        }),
    }),
  });
}

// stream: receive only.

import type { StreamPlan } from "../../plan/traffic-plan.js";
import { PhasedCounter, PhasedTrend } from "../../record/phased-metrics.js";
import { LaneTraffic } from "../lane-traffic.js";
import type { Traffic, TrafficContext } from "../traffic.js";
import { StreamLane } from "./stream-lane.js";

/** The streams of one load in one worker. */
export function streamTraffic(context: TrafficContext<StreamPlan>): Traffic {
  const { plan, book, clock, collector, tags } = context;
  const gap = new PhasedTrend({ name: "ws_stream_gap", collector, tags, book });
  const stalls = new PhasedCounter({ name: "ws_stream_stalls", collector, tags, book });
  return new LaneTraffic({
    context,
    makeLanes: ({ deadlines }) => ({
      make: (connection, _number, host) =>
        new StreamLane(connection, { host, deadlines, plan, book, gap, stalls, nowUs: clock.nowUs }),
    }),
  });
}

// idle: hold connections, and ping them.

import type { IdlePlan } from "../../plan/traffic-plan.js";
import { LaneTraffic } from "../lane-traffic.js";
import type { Traffic, TrafficContext } from "../traffic.js";
import { IdleLane } from "./idle-lane.js";
import { PingBook } from "./ping-book.js";
import { PingWheel } from "./ping-wheel.js";

/** The held connections of one load in one worker. */
export function idleTraffic(context: TrafficContext<IdlePlan>): Traffic {
  const { pingIntervalMs } = context.plan;
  const wheel = pingIntervalMs > 0 ? new PingWheel(pingIntervalMs) : undefined;
  const tools = { wheel, pings: new PingBook(context) };
  return new LaneTraffic({
    context,
    timetable: wheel,
    makeLanes: ({ deadlines }) => ({
      make: (connection, { connection: number }, host) =>
        new IdleLane({ connection, number, host, deadlines, tools }),
    }),
  });
}

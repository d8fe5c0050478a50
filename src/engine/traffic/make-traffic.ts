// From a plan to the traffic of one load in one worker.

import { broadcastTraffic } from "./broadcast/broadcast-traffic.js";
import { echoTraffic } from "./echo/echo-traffic.js";
import { idleTraffic } from "./idle/idle-traffic.js";
import { sinkTraffic } from "./sink/sink-traffic.js";
import { slowReaderTraffic } from "./slow-reader/slow-reader-traffic.js";
import { stormTraffic } from "./storm/storm-traffic.js";
import { streamTraffic } from "./stream/stream-traffic.js";
import type { Traffic, TrafficContext } from "./traffic.js";

/**
 * The traffic of `context.plan`, which has no problems. Nothing is opened or sent before its clients are told to.
 *
 * @throws WsrigError `usage-invalid-payload`, as when a feed has changed since it was checked.
 */
export function makeTraffic(context: TrafficContext): Traffic {
  const { plan } = context;
  switch (plan.kind) {
    case "echo":
      return echoTraffic({ ...context, plan });
    case "broadcast":
      return broadcastTraffic({ ...context, plan });
    case "stream":
      return streamTraffic({ ...context, plan });
    case "sink":
      return sinkTraffic({ ...context, plan });
    case "idle":
      return idleTraffic({ ...context, plan });
    case "storm":
      return stormTraffic({ ...context, plan });
    case "slow-reader":
      return slowReaderTraffic({ ...context, plan });
    default:
      return plan satisfies never;
  }
}

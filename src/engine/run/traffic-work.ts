// A traffic as the work of a load.

import { makeTraffic } from "../traffic/make-traffic.js";
import type { TrafficContext } from "../traffic/traffic.js";
import type { Work } from "./work.js";

/** The work of a load without a script. */
export function trafficWork(context: TrafficContext): Work {
  const traffic = makeTraffic(context);
  return {
    holdsConnections: true,
    reachedHttp: false,
    open: async () => {},
    client: (index) => traffic.client(index),
    begin: (startUs) => traffic.begin(startUs),
    end: () => traffic.end(),
    close: async () => [],
  };
}

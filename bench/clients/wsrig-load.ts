// What `wsrig load` runs, with everything it measures switched on. The one file of bench/ that calls wsrig's loads.
// Arguments as in workload.h, and --driver. Prints its sample.

import { type Driver, type LatencyHistogram, MetricCollector, runLoads, systemClock } from "wsrig";
import { clientArguments } from "./arguments.js";

const asked = clientArguments();
const collector = new MetricCollector({ clock: systemClock });
const { loads, checks } = await runLoads({
  collector,
  loads: [
    {
      url: asked.url,
      warmUpMs: asked.warmUpMs,
      executor: { kind: "constant-clients", clients: asked.connections, durationMs: asked.steadyMs },
      traffic: {
        kind: "echo",
        message: { payload: { kind: "generated", size: { kind: "fixed", bytes: asked.payloadBytes } } },
        schedule:
          asked.ratePerSecond > 0
            ? { kind: "open", ratePerSecond: asked.ratePerSecond, per: "load", arrivals: "constant" }
            : { kind: "closed", inFlight: asked.inFlight },
      },
      dial: { driver: asked.driver as Driver },
    },
  ],
});
const [load] = loads;
if (load === undefined || checks.some((check) => check.status === "fail")) {
  throw new Error(`The load failed: ${JSON.stringify(checks)}`);
}
const service = percentiles("ws_msg_latency");
const corrected = percentiles("ws_msg_latency_corrected");
const sample = {
  messages: load.measured.answered,
  cpuUs: load.cpuUs,
  steadyMs: load.steadyMs,
  p50Us: service?.p50Us,
  p99Us: service?.p99Us,
  ...(corrected !== undefined && { correctedP50Us: corrected.p50Us, correctedP99Us: corrected.p99Us }),
};
console.log(JSON.stringify(sample));

function percentiles(metric: string) {
  const histogram: LatencyHistogram = collector.histogram(metric, { phase: "steady" });
  if (histogram.count === 0) return undefined;
  return { p50Us: histogram.percentileUs(50), p99Us: histogram.percentileUs(99) };
}

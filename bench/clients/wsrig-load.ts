// What `wsrig load` runs, with everything it measures switched on. The one file of bench/ that calls wsrig's loads.
// Arguments as in workload.h, and --driver. Prints its sample; `skipped` says what the library cannot run.

import { type Driver, MetricCollector, runLoads, systemClock } from "wsrig";
import { type ClientArguments, clientArguments } from "./arguments.js";

const asked = clientArguments();
const answer =
  asked.ratePerSecond > 0 ? { skipped: "this version of wsrig has no open model" } : await closedLoop(asked);
console.log(JSON.stringify(answer));

async function closedLoop(asked: ClientArguments) {
  const collector = new MetricCollector({ clock: systemClock });
  const { results } = await runLoads({
    collector,
    loads: [
      {
        url: asked.url,
        connections: asked.connections,
        durationMs: asked.steadyMs,
        warmUpMs: asked.warmUpMs,
        inFlight: asked.inFlight,
        payload: { kind: "text", bytes: asked.payloadBytes },
        dial: { driver: asked.driver as Driver },
      },
    ],
  });
  const [load] = results;
  if (load === undefined || load.checks.some((check) => check.status === "fail")) {
    throw new Error(`The load failed: ${JSON.stringify(load?.checks)}`);
  }
  const latency = collector
    .metrics(load.steadyMs)
    .find((metric) => metric.name === "ws_msg_latency" && metric.tags.phase === "steady");
  if (latency?.kind !== "trend") throw new Error("The load recorded no latency.");
  const { p50, p99 } = latency;
  const { cpuUs, steadyMs, steady } = load;
  return { messages: steady.answered, cpuUs, steadyMs, p50Us: p50, p99Us: p99 };
}

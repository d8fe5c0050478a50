// What `wsrig load` runs, with everything it measures switched on.
// Arguments: URL, connections, payload bytes, warm-up ms, steady ms, driver. Prints { messages, cpuUs, steadyMs, p50Us, p99Us }.

import { type Driver, MetricCollector, runLoads, systemClock } from "wsrig";

const [url = "", connections, bytes, warmUpMs, steadyMs, driver] = process.argv.slice(2);
const collector = new MetricCollector({ clock: systemClock });
const { results } = await runLoads({
  collector,
  loads: [
    {
      url,
      connections: Number(connections),
      durationMs: Number(steadyMs),
      warmUpMs: Number(warmUpMs),
      payload: { kind: "text", bytes: Number(bytes) },
      dial: { driver: driver as Driver },
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
const { cpuUs, steadyMs: tookMs, steady } = load;
console.log(JSON.stringify({ messages: steady.answered, cpuUs, steadyMs: tookMs, p50Us: p50, p99Us: p99 }));

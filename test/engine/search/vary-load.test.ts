import { expect, test } from "vitest";
import type { TrafficOptions } from "../../../src/engine/plan/load-options.js";
import { type VariedLoad, varyLoad } from "../../../src/engine/search/vary-load.js";

const load = (traffic?: TrafficOptions): VariedLoad => ({
  url: "ws://127.0.0.1:9/",
  executor: { kind: "constant-clients", clients: 10, durationMs: 5_000 },
  traffic,
});

test("connections are the clients; the traffic stays", () => {
  const idle = load({ kind: "idle", pingIntervalMs: 100 });
  expect(varyLoad(idle, "connections", 300)).toEqual({
    ...idle,
    executor: { kind: "constant-clients", clients: 300, durationMs: 5_000 },
  });
});

test.each<[string, TrafficOptions | undefined, "constant" | "poisson"]>([
  ["no traffic is an echo, evenly", undefined, "constant"],
  ["a closed loop becomes open", { kind: "echo", schedule: { kind: "closed", inFlight: 4 } }, "constant"],
  [
    "random gaps stay random",
    { kind: "sink", schedule: { kind: "open", ratePerSecond: 1, per: "connection", arrivals: "poisson" } },
    "poisson",
  ],
  ["a broadcast", { kind: "broadcast", publishers: 2 }, "constant"],
])("a rate is of all connections together: %s", (_sentence, traffic, arrivals) => {
  const varied = varyLoad(load(traffic), "rate", 700);
  expect(varied.executor.clients).toBe(10);
  expect(varied.traffic).toEqual({
    ...(traffic ?? { kind: "echo" }),
    schedule: { kind: "open", ratePerSecond: 700, per: "load", arrivals },
  });
});

test("a traffic without a rate is refused, and what to vary instead is said", () => {
  const stream = load({ kind: "stream" });
  expect(() => varyLoad(stream, "rate", 1)).toThrow(
    "vary is rate; must be connections, as the traffic stream has no rate",
  );
});

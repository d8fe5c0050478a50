import { expect, test } from "vitest";
import type { TrafficOptions } from "../../../src/engine/plan/load-options.js";
import { planTraffic } from "../../../src/engine/plan/plan-traffic.js";

const base = { connectionsPerClient: 1, keepOpen: false, messageTimeoutMs: 10_000 };
const closed = { kind: "closed", inFlight: 1 };
const oncePerSecond = { kind: "open", ratePerSecond: 1, per: "connection", arrivals: "constant" };
const text = (bytes: number) => ({
  kind: "text",
  payload: { kind: "generated", size: { kind: "fixed", bytes } },
  delivery: {},
});

test.each<[TrafficOptions, object]>([
  [
    { kind: "echo" },
    { ...base, kind: "echo", message: text(32), schedule: closed, match: { kind: "order" }, session: {} },
  ],
  [
    { kind: "broadcast" },
    {
      ...base,
      kind: "broadcast",
      publishers: 1,
      includesSender: false,
      message: text(64),
      schedule: oncePerSecond,
    },
  ],
  [{ kind: "stream" }, { ...base, kind: "stream", stallMs: 1_000, subscribe: undefined, session: {} }],
  [{ kind: "sink" }, { ...base, kind: "sink", message: text(32), schedule: closed, session: {} }],
  [{ kind: "idle" }, { ...base, kind: "idle", pingIntervalMs: 10_000, session: {} }],
  [
    { kind: "storm" },
    {
      ...base,
      kind: "storm",
      holdMs: 5_000,
      drop: "close",
      backoff: { baseMs: 100, factor: 2, maxMs: 10_000, jitter: 0.5 },
    },
  ],
  [
    { kind: "slow-reader" },
    { ...base, kind: "slow-reader", readBytesPerSecond: 1_024, message: undefined, session: {} },
  ],
])("%o has these defaults", (options, plan) => {
  expect(planTraffic(options)).toEqual(plan);
});

test("without any traffic it is an echo, as if it had been said", () => {
  expect(planTraffic()).toEqual(planTraffic({ kind: "echo" }));
});

test("what is given stays, and the rest of a message is filled in", () => {
  const options: TrafficOptions = {
    kind: "slow-reader",
    connectionsPerClient: 3,
    keepOpen: true,
    messageTimeoutMs: 5,
    readBytesPerSecond: 7,
    message: { kind: "binary", delivery: { writeBytes: 2 } },
    session: { durationMs: 9 },
  };
  expect(planTraffic(options)).toEqual({
    ...options,
    message: { ...text(32), kind: "binary", delivery: { writeBytes: 2 } },
  });
});

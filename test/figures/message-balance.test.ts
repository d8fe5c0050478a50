// In which order the balances of a report stand; test/report/load-tables.test.ts has their figures.

import { expect, test } from "vitest";
import { messageBalances } from "../../src/figures/message-balance.js";
import type { ReportMetric } from "../../src/metrics/run-report.js";
import { smallReport } from "../report/small-report.js";

function counters(load: string): readonly ReportMetric[] {
  return ["ws_msgs_sent", "ws_msgs_answered"].map((name) => ({
    name,
    tags: { load, phase: "steady" },
    kind: "counter",
    unit: "1",
    count: 3,
    ratePerSecond: 1,
  }));
}

test("balances stand in the order of the loads, not of the metrics, and those of no known load last", () => {
  const metrics = ["unknown", "chat", "orders"].flatMap(counters);
  const loads = ["orders", "idle", "chat"].map((name) => ({
    name,
    description: "d",
    model: "open" as const,
    hasDueTimes: true,
  }));
  const names = messageBalances(smallReport({ metrics, loads })).map(({ load }) => load);
  expect(names).toEqual(["orders", "chat", "unknown"]);
});

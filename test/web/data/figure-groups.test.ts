// The figures of loads and of the values of a tag.

import { beforeAll, describe, expect, test } from "vitest";
import { messageBalances } from "../../../src/figures/message-balance.js";
import type { ReportMetric, RunReport, Tags } from "../../../src/metrics/run-report.js";
import { groupFigures, groupingTags, groupsBy, loadGroups } from "../../../src/web/data/figure-groups.js";
import { balanceRows } from "../../../src/web/data/message-balance.js";
import { openLoadReport } from "../open-load-report.js";
import { plainSource, writtenSource } from "../report-source.js";
import { sampleReport } from "../sample-report.js";

let open: RunReport;
beforeAll(async () => {
  open = await openLoadReport();
});

function counter(name: string, tags: Tags, count: number, ratePerSecond: number): ReportMetric {
  return { name, tags: { ...tags }, kind: "counter", unit: "1", count, ratePerSecond };
}

/** The same run with a tag on all that each load measured. */
function tagged(report: RunReport): RunReport {
  const metrics = report.metrics.map((metric): ReportMetric => {
    const { load } = metric.tags;
    return load === undefined
      ? metric
      : { ...metric, tags: { ...metric.tags, team: load === "chat" ? "b" : "a" } };
  });
  return { ...report, metrics };
}

describe("the loads", () => {
  test("have their figures without warm-up, and errors of any time", () => {
    const [orders, chat] = loadGroups(open).map((group) => groupFigures(writtenSource(open), group));
    expect(orders).toMatchObject({
      group: { label: "orders", colour: 0, by: { tag: "load", value: "orders" } },
      sentPerSecond: 398.519,
      receivedPerSecond: 398.185,
      service: { count: 10_751, p50: 713 },
      corrected: { count: 10_751, p50: 1_246 },
      errors: 15,
      lost: 9,
      late: 2,
      dropped: 40,
    });
    expect(chat).toMatchObject({ sentPerSecond: 400, receivedPerSecond: 400, errors: 0, lost: 0 });
    expect(chat?.dropped).toBeUndefined();
  });

  test("of a run with one need no tag, and leave out what scenarios count by the way", () => {
    const loads = [{ name: "echo", description: "d", model: "closed", hasDueTimes: false } as const];
    const metrics = [
      counter("ws_msgs_sent", { phase: "warm-up" }, 900, 900),
      counter("ws_msgs_sent", { phase: "steady" }, 100, 50),
      counter("ws_msgs_sent", { scenario: "text" }, 7, 7),
      counter("ws_errors", { step: "tcp" }, 3, 1),
      counter("ws_errors", { scenario: "text", step: "tcp" }, 5, 1),
    ];
    const report = sampleReport({ loads, metrics });
    const [echo] = loadGroups(report).map((group) => groupFigures(plainSource(report), group));
    expect(echo).toMatchObject({ group: { label: "echo" }, sentPerSecond: 50, errors: 3 });
  });

  test("of phases one after the other have the rate over the time of all", () => {
    const metrics = [
      counter("ws_msgs_sent", { load: "a", phase: "phase-1" }, 100, 100),
      counter("ws_msgs_sent", { load: "a", phase: "phase-2" }, 900, 300),
      counter("ws_msgs_sent", { load: "a", phase: "phase-3" }, 0, 0),
    ];
    const report = sampleReport({ metrics });
    const [a] = loadGroups(report).map((group) => groupFigures(plainSource(report), group));
    expect(a?.sentPerSecond).toBe(250);
  });
});

test("loads that a tag of another name tells apart, as those of the demo, are found by it", () => {
  const loads = ["whole", "fragments"].map((name) => ({
    name,
    description: "d",
    model: "closed" as const,
    hasDueTimes: false,
  }));
  const report = sampleReport({ loads });
  const figures = loadGroups(report).map((group) => groupFigures(plainSource(report), group));
  expect(
    figures.map(({ group, sentPerSecond, service }) => [group.by, sentPerSecond, service?.count]),
  ).toEqual([
    [{ tag: "delivery", value: "whole" }, 24_496, 20_000],
    [{ tag: "delivery", value: "fragments" }, 15_642, 20_000],
  ]);
  expect(groupingTags(report)).toEqual([]);
});

describe("grouping by a tag", () => {
  test("offers tags with at least two values, but not the loads, nor warm-up beside one phase", () => {
    expect(groupingTags(open)).toEqual([]);
    expect(groupingTags(tagged(open))).toEqual(["team"]);
    expect(groupingTags(sampleReport())).toEqual(["delivery"]);
    const phases = ["warm-up", "ramp-up", "steady"].map((phase) => counter("ws_msgs_sent", { phase }, 1, 1));
    expect(groupingTags(sampleReport({ metrics: phases }))).toEqual(["phase"]);
  });

  test("has merged percentiles, which a plain report.json cannot have", () => {
    const report = tagged(open);
    const both = (source: typeof plainSource): unknown =>
      groupsBy(report, "load").map((group) => groupFigures(source(report), group).corrected?.p50);
    expect(both(writtenSource)).toEqual([1_246, 1_454]);
    const one = {
      ...report,
      metrics: report.metrics.map((metric) => ({ ...metric, tags: { ...metric.tags, team: "a" } })),
    };
    const [group] = groupsBy(one, "team");
    if (group === undefined) throw new Error("the tag has one value");
    expect(groupFigures(writtenSource(one), group).corrected?.count).toBe(10_751 + 10_800);
    expect(groupFigures(plainSource(one), group).corrected).toBeUndefined();
  });

  test("by phase counts the warm-up too", () => {
    const figures = groupsBy(open, "phase").map((group) => groupFigures(writtenSource(open), group));
    expect(
      figures.map(({ group, service, sentPerSecond, errors }) => [
        group.label,
        service?.count,
        sentPerSecond,
        errors,
      ]),
    ).toEqual([
      ["warm-up", 2_400, 800, undefined],
      ["steady", 21_551, 798.519, undefined],
    ]);
  });
});

describe("the balance of messages", () => {
  test("is the same as in the other renderings", () => {
    const reports = [open, { ...open, loads: undefined }, tagged(open)].map((report) =>
      JSON.parse(JSON.stringify(report)),
    );
    for (const report of reports) {
      const rows = balanceRows({ report }).map(({ colour: _, ...figures }) => figures);
      expect(rows).toEqual(messageBalances(report));
      expect(rows).toHaveLength(2);
    }
  });

  test("of loads that have no name stands lane by lane", () => {
    const of = (delivery: string, sent: number): readonly ReportMetric[] => [
      counter("ws_msgs_sent", { delivery, phase: "steady" }, sent, 1),
      counter("ws_msgs_answered", { delivery, phase: "steady" }, 5, 1),
    ];
    const report = sampleReport({ metrics: [...of("whole", 5), ...of("fragments", 6)] });
    expect(balanceRows({ report }).map(({ load, unaccounted }) => [load, unaccounted])).toEqual([
      ["whole", 0],
      ["fragments", 1],
    ]);
  });

  test("of a run under way has in flight what is not accounted for yet, and nothing too many", () => {
    const of = (load: string, sent: number, answered: number): readonly ReportMetric[] => [
      counter("ws_msgs_sent", { load, phase: "steady" }, sent, 1),
      counter("ws_msgs_answered", { load, phase: "steady" }, answered, 1),
    ];
    const report = sampleReport({ metrics: [...of("orders", 501, 500), ...of("chat", 40, 41)] });
    const rows = balanceRows({ report, isUnderWay: true });
    expect(rows.map(({ load, inFlight, unaccounted }) => [load, inFlight, unaccounted])).toEqual([
      ["orders", 1, 0],
      ["chat", 0, 0],
    ]);
  });

  test("takes what a load says was in flight at its end", () => {
    const loads = open.loads?.map((load) => ({ ...load, inFlightAtEnd: 2 })) ?? [];
    expect(balanceRows({ report: { ...open, loads } })[0]).toMatchObject({ inFlight: 2, unaccounted: -2 });
  });
});

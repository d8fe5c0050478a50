// What terminal, Markdown and JUnit say of a run with loads.

import { beforeAll, describe, expect, test } from "vitest";
import { messageBalances } from "../../src/figures/message-balance.js";
import type { CounterMetric, ReportLoad, ReportMetric, RunReport } from "../../src/metrics/run-report.js";
import { renderJunit } from "../../src/report/junit.js";
import { generatorLine, loadLines } from "../../src/report/load-tables.js";
import { renderMarkdown } from "../../src/report/markdown.js";
import { renderText } from "../../src/report/text.js";
import { openLoadReport } from "../web/open-load-report.js";
import { smallReport } from "./small-report.js";

let open: RunReport;
beforeAll(async () => {
  open = await openLoadReport();
});

describe("an open run of two loads over two workers", () => {
  test("has its loads, both latencies of each, the balance and the generator in the terminal", () => {
    expect(renderText(open)).toBe(`\
PASS  wsrig shop  ws://127.0.0.1:9001/echo  30 s

Threshold                                             result  observed
  ws_msg_latency_corrected{load:orders}: p(50) < 5ms   holds   1.246ms
  ws_msgs_dropped: count < 1000                        holds        40

Loads
  orders  100 clients for 30 s: echo, 32 B, 400 msg/s, constant
  chat    41 clients for 30 s: broadcast by 1 to 40, 64 B, 10 msg/s, constant

Latency                                               count      p50      p90      p99    p99.9      max
  ws_msg_latency load=orders phase=steady            10,751   713 µs  1.09 ms   734 ms   976 ms      1 s
  ws_msg_latency_corrected load=orders phase=steady  10,751  1.25 ms  1.73 ms   734 ms   976 ms      1 s
  ws_msg_latency load=chat phase=steady              10,800  1.39 ms  2.12 ms  2.34 ms  2.51 ms  2.58 ms
  ws_msg_latency_corrected load=chat phase=steady    10,800  1.45 ms  2.17 ms   2.4 ms  2.57 ms  2.64 ms
  ws_fanout_first load=chat phase=steady                270   496 µs   644 µs   816 µs   819 µs   819 µs
  ws_fanout_last load=chat phase=steady                 270  2.25 ms   2.4 ms  2.55 ms  2.58 ms  2.58 ms
  ws_connecting load=orders                             100   962 µs  1.25 ms  1.33 ms  1.35 ms  1.35 ms
  ws_connecting load=chat                                41  1.07 ms  1.27 ms  1.37 ms  1.37 ms  1.37 ms

Throughput                                     total  per second
  ws_msgs_sent load=orders phase=steady       10,760         399
  ws_msgs_sent load=chat phase=steady         10,800         400
  ws_msgs_received load=orders phase=steady   10,751         398
  ws_msgs_received load=chat phase=steady     10,800         400
  data_sent load=orders phase=steady         399 KiB    14.8 KiB
  data_received load=orders phase=steady     357 KiB    13.2 KiB

Errors                                                count
  ws_msgs_late load=orders phase=steady                   2
  ws_msgs_lost load=orders phase=steady                   9
  ws_msgs_dropped load=orders phase=steady               40
  ws_errors load=orders step=message code=ECONNRESET     10
  ws_errors load=orders step=tcp code=ECONNREFUSED        5

Messages    sent  = answered  + late  + lost  + in flight  balance
  orders  11,960      11,949       2       9            0   closes
  chat    12,000      12,000       0       0            0   closes

Generator  late by 468 µs (p50), 915 µs (p99), 24.9 ms (max), CPU at most 0.545 core (worker 2), event loop held up 24 ms at most (worker 2)

Target  CPU at most 0.34 core, memory at most 49.8 MiB, open files at most 163
`);
  });

  test("has the same in Markdown", () => {
    const markdown = renderMarkdown(open);
    expect(
      markdown.split("\n\n").filter((block) => /^(- \*\*orders|\| Messages|\*\*Generator)/.test(block)),
    ).toEqual([
      "- **orders** 100 clients for 30 s: echo, 32 B, 400 msg/s, constant\n- **chat** 41 clients for 30 s: broadcast by 1 to 40, 64 B, 10 msg/s, constant",
      "| Messages | sent | = answered | + late | + lost | + in flight | balance |\n| :-- | --: | --: | --: | --: | --: | --: |\n| `orders` | 11,960 | 11,949 | 2 | 9 | 0 | closes |\n| `chat` | 12,000 | 12,000 | 0 | 0 | 0 | closes |",
      "**Generator** late by 468 µs (p50), 915 µs (p99), 24.9 ms (max), CPU at most 0.545 core (worker 2), event loop held up 24 ms at most (worker 2)",
    ]);
  });

  test("has a test case per threshold in JUnit", () => {
    const thresholds = [
      { metric: "ws_msg_latency_corrected@60s", expression: "p(99) < 50ms", ok: false, observed: 734_000 },
      { metric: "ws_msgs_dropped", expression: "count == 0", ok: false, observed: 40 },
      { metric: "checks", expression: "rate > 0.99", ok: true },
    ];
    expect(
      renderJunit({ ...open, thresholds })
        .split("\n")
        .slice(2, -2),
    ).toEqual([
      '  <testsuite name="thresholds" tests="3" failures="2" errors="0" skipped="0" time="0.000" timestamp="2026-03-04T05:06:07.000Z">',
      '    <testcase name="ws_msg_latency_corrected@60s: p(99) &lt; 50ms" classname="wsrig.thresholds" time="0.000">',
      '      <failure message="observed 734ms" type="threshold-failed"/>',
      "    </testcase>",
      '    <testcase name="ws_msgs_dropped: count == 0" classname="wsrig.thresholds" time="0.000">',
      '      <failure message="observed 40" type="threshold-failed"/>',
      "    </testcase>",
      '    <testcase name="checks: rate &gt; 0.99" classname="wsrig.thresholds" time="0.000"/>',
      "  </testsuite>",
    ]);
  });
});

describe("the balance", () => {
  const counter = (name: string, count: number, tags: Record<string, string> = {}): CounterMetric => ({
    name,
    tags: { phase: "steady", ...tags },
    kind: "counter",
    unit: "1",
    count,
    ratePerSecond: 0,
  });
  const balanced = (...more: readonly ReportMetric[]): readonly ReportMetric[] => [
    counter("ws_msgs_sent", 100),
    counter("ws_msgs_sent", 10, { phase: "warm-up" }),
    counter("ws_msgs_answered", 90),
    counter("ws_msgs_answered", 10, { phase: "warm-up" }),
    counter("ws_msgs_late", 4),
    counter("ws_msgs_lost", 5),
    ...more,
  ];
  const load: ReportLoad = { name: "orders", description: "d", model: "open", hasDueTimes: true };

  test.each([
    [[], undefined, { load: "all", inFlight: 0, unaccounted: 1 }],
    [[load], 0, { load: "orders", inFlight: 0, unaccounted: 1 }],
    [[load], 1, { load: "orders", inFlight: 1, unaccounted: 0 }],
    [[load], 2, { load: "orders", inFlight: 2, unaccounted: -1 }],
  ])("of loads %j with %s in flight at the end", (loads, inFlightAtEnd, expected) => {
    const ended = loads.map((one) => ({ ...one, ...(inFlightAtEnd === undefined ? {} : { inFlightAtEnd }) }));
    expect(messageBalances(smallReport({ metrics: [...balanced()], loads: ended }))).toEqual([
      { sent: 110, answered: 100, late: 4, lost: 5, oneWay: 0, ...expected },
    ]);
  });

  test("is of each load apart, and leaves out what expects no answer and what scenarios count", () => {
    const metrics = [
      counter("ws_msgs_sent", 7, { load: "b" }),
      counter("ws_msgs_answered", 7, { load: "b" }),
      counter("ws_msgs_sent", 9, { load: "old sink" }),
      counter("ws_msgs_sent", 5, { load: "sink" }),
      counter("ws_msgs_one_way", 5, { load: "sink" }),
      counter("ws_msgs_answered", 0, { load: "sink" }),
      counter("ws_msgs_sent", 0, { load: "idle" }),
      counter("ws_msgs_answered", 0, { load: "idle" }),
      { ...counter("ws_msgs_answered", 3), tags: { scenario: "text" } },
    ];
    const report = smallReport({ metrics });
    expect(
      messageBalances(report).map(({ load: name, oneWay, unaccounted }) => [name, oneWay, unaccounted]),
    ).toEqual([
      ["b", 0, 0],
      ["sink", 5, 0],
    ]);
    expect(renderText(report)).toContain(
      [
        "Messages  sent  = answered  + late  + lost  + one-way  + in flight  balance",
        "  b          7           7       0       0          0            0   closes",
        "  sink       5           0       0       0          5            0   closes",
      ].join("\n"),
    );
  });

  test("finds the loads by the tag whose values are their names", () => {
    const loads = ["whole", "fragments"].map((name) => ({ ...load, name, inFlightAtEnd: 1 }));
    const metrics = loads.flatMap(({ name }) => [
      counter("ws_msgs_sent", 4, { team: "a", delivery: name }),
      counter("ws_msgs_answered", 3, { team: "a", delivery: name }),
    ]);
    const balances = messageBalances(smallReport({ metrics, loads }));
    expect(balances.map(({ load: name, unaccounted }) => [name, unaccounted])).toEqual([
      ["whole", 0],
      ["fragments", 0],
    ]);
  });

  test("that does not close says by how much", () => {
    const text = renderText(smallReport({ metrics: [...balanced()] }));
    expect(text).toContain(
      [
        "Messages  sent  = answered  + late  + lost  + in flight   balance",
        "  all      110         100       4       5            0  off by 1",
      ].join("\n"),
    );
  });
});

describe("a load says of its model", () => {
  const load = { name: "n", description: "9 clients" };
  test.each<[ReportLoad, string]>([
    [{ ...load, model: "open", hasDueTimes: true }, "9 clients"],
    [{ ...load, model: "open", hasDueTimes: false }, "9 clients; no due times"],
    [{ ...load, model: "closed", hasDueTimes: false }, "9 clients; closed loop, so no due time"],
    [
      { ...load, model: "closed", hasDueTimes: false, limitedBy: "target" },
      "9 clients; closed loop, so no due time; limited by the target",
    ],
    [
      { ...load, model: "closed", hasDueTimes: false, limitedBy: "unknown" },
      "9 clients; closed loop, so no due time",
    ],
  ])("%j: %s", (one, sentence) => {
    const latency = {
      name: "ws_msg_latency",
      tags: { phase: "steady" },
      kind: "trend",
      unit: "us",
      count: 1,
    } as const;
    expect(loadLines(smallReport({ loads: [one], metrics: [latency] }))).toEqual([{ name: "n", sentence }]);
  });
});

test("a load that times no answer, such as idle connections, has no remark on due times", () => {
  const idle = {
    name: "hold",
    description: "30 clients: idle",
    model: "closed",
    hasDueTimes: false,
  } as const;
  expect(loadLines(smallReport({ loads: [idle] }))).toEqual([{ name: "hold", sentence: "30 clients: idle" }]);
});

describe("the generator", () => {
  const cpu = {
    name: "generator_cpu",
    tags: {},
    kind: "gauge",
    unit: "core",
    min: 0,
    max: 0.97,
    last: 0.5,
  } as const;

  test("is not spoken of where it had no schedule and nothing is in doubt", () => {
    expect(generatorLine(smallReport({ metrics: [cpu] }))).toBeUndefined();
  });

  test("is, where the run is invalid", () => {
    expect(generatorLine(smallReport({ metrics: [cpu], verdict: "invalid" }))).toBe("CPU at most 0.97 core");
    expect(generatorLine(smallReport({ metrics: [], verdict: "invalid" }))).toBeUndefined();
  });
});

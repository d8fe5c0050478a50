// What a threshold says, as it is read.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Tags } from "../../../src/metrics/run-report.js";
import { parseBound, type Quantity } from "../../../src/metrics/thresholds/bound.js";
import { holds, type Operator, worse } from "../../../src/metrics/thresholds/condition.js";
import { type MetricFacts, parseCondition } from "../../../src/metrics/thresholds/parse-condition.js";
import { parseSelector, selects, splitThreshold } from "../../../src/metrics/thresholds/selector.js";

const latency: MetricFacts = { name: "ws_msg_latency", kind: "trend", unit: "us" };
const errors: MetricFacts = { name: "ws_errors", kind: "counter", unit: "1" };
const bytes: MetricFacts = { name: "data_sent", kind: "counter", unit: "byte" };
const checks: MetricFacts = { name: "checks", kind: "rate", unit: "ratio" };
const loopDelay: MetricFacts = { name: "generator_event_loop_delay", kind: "gauge", unit: "us" };
const cpu: MetricFacts = { name: "generator_cpu", kind: "gauge", unit: "core" };

function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    const { code, message, hint, path } = error as Record<string, unknown>;
    return { code, message, hint, path };
  }
  return "no error";
}

describe("a condition", () => {
  test.each<[string, MetricFacts, unknown, Operator, number]>([
    ["p(99) < 50ms", latency, { kind: "percentile", percentile: 99 }, "<", 50_000],
    ["p(99.95)<=1.5s", latency, { kind: "percentile", percentile: 99.95 }, "<=", 1_500_000],
    ["p( 0 ) >= 300us", latency, { kind: "percentile", percentile: 0 }, ">=", 300],
    ["p(100) < 1m30s", latency, { kind: "percentile", percentile: 100 }, "<", 90_000_000],
    ["min > 0", latency, { kind: "min" }, ">", 0],
    ["  max  !=  2 s ", latency, { kind: "max" }, "!=", 2_000_000],
    ["avg < 0.3ms", latency, { kind: "avg" }, "<", 300],
    ["med < 1h", latency, { kind: "med" }, "<", 3_600_000_000],
    ["count >= 1000", latency, { kind: "count" }, ">=", 1_000],
    ["count == 0", errors, { kind: "count" }, "==", 0],
    ["rate > 1e3", errors, { kind: "rate" }, ">", 1_000],
    ["count < 16KiB", bytes, { kind: "count" }, "<", 16_384],
    ["rate > 1MB", bytes, { kind: "rate" }, ">", 1_000_000],
    ["rate > 0.99", checks, { kind: "rate" }, ">", 0.99],
    ["rate >= 99.9%", checks, { kind: "rate" }, ">=", 0.999],
    ["rate == 100 %", checks, { kind: "rate" }, "==", 1],
    ["value < 20ms", loopDelay, { kind: "value" }, "<", 20_000],
    ["max < 0.9", cpu, { kind: "max" }, "<", 0.9],
    ["min > -1", cpu, { kind: "min" }, ">", -1],
  ])("%j is read", (text, metric, aggregate, operator, bound) => {
    expect(parseCondition(text, metric, "t")).toEqual({ aggregate, operator, bound });
  });

  test.each<[string, MetricFacts, string, string | undefined]>([
    [
      "p(99) < 50",
      latency,
      't: the bound is "50"; must be a time with its unit, such as 50ms, 1.5s or 300us',
      "Write 50ms if you mean milliseconds.",
    ],
    [
      "p(99) < 50msec",
      latency,
      't: the bound is "50msec"; must be a time with its unit, such as 50ms, 1.5s or 300us',
      undefined,
    ],
    [
      "count < 16384",
      bytes,
      't: the bound is "16384"; must be a size with its unit, such as 512B, 16KiB or 1MB',
      "Write 16384B if you mean bytes.",
    ],
    ["count < 5s", errors, 't: the bound is "5s"; must be a plain number', undefined],
    ["count < 1e999", errors, 't: the bound is "1e999"; must be a plain number', undefined],
    [
      "rate > 99",
      checks,
      't: the bound is "99"; must be a share from 0 to 1 or from 0% to 100%',
      "Write 99% if you mean percent.",
    ],
    [
      "rate > 101%",
      checks,
      't: the bound is "101%"; must be a share from 0 to 1 or from 0% to 100%',
      undefined,
    ],
    ["p(100.1) < 1s", latency, "t: the percentile is 100.1; must be 0 to 100", undefined],
    [
      "p99 < 50ms",
      latency,
      't: "p99" is no aggregate of the trend ws_msg_latency; must be p(N), min, max, avg, med or count',
      "Write p(99).",
    ],
    [
      "mean < 50ms",
      latency,
      't: "mean" is no aggregate of the trend ws_msg_latency; must be p(N), min, max, avg, med or count',
      "Write avg.",
    ],
    [
      "rate > 5",
      latency,
      't: "rate" is no aggregate of the trend ws_msg_latency; must be p(N), min, max, avg, med or count',
      undefined,
    ],
    [
      "p(99) < 1",
      errors,
      't: "p(99)" is no aggregate of the counter ws_errors; must be count or rate',
      undefined,
    ],
    [
      "value == 0",
      errors,
      't: "value" is no aggregate of the counter ws_errors; must be count or rate',
      "Write count.",
    ],
    ["Rate > 0.9", checks, 't: "Rate" is no aggregate of the rate checks; must be rate', "Write rate."],
    [
      "avg < 1",
      cpu,
      't: "avg" is no aggregate of the gauge generator_cpu; must be value, min or max',
      undefined,
    ],
    [
      "count = 0",
      errors,
      't: "count = 0" is no condition; must be an aggregate, one of < <= > >= == != and a bound',
      'Write "count == 0" for equality.',
    ],
    ...["", "count", "count <", "< 5", "count === 0", "count <> 0", "1 < count < 5"].map(
      (text) =>
        [
          text,
          errors,
          `t: ${JSON.stringify(text)} is no condition; must be an aggregate, one of < <= > >= == != and a bound`,
          'Write it as in "p(99) < 50ms".',
        ] satisfies [string, MetricFacts, string, string],
    ),
  ])("%j is refused", (text, metric, message, hint) => {
    const code = "usage-invalid-threshold";
    expect(errorOf(() => parseCondition(text, metric, "t"))).toEqual({ code, message, hint, path: "t" });
  });

  test("whatever is written gives a condition or a mistake of the user, never another error", () => {
    const part = fc.constantFrom(
      "p(",
      "99",
      ")",
      " ",
      "<",
      "=",
      ">",
      "!",
      "count",
      "rate",
      "ms",
      "%",
      ".",
      "-",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(latency, errors, bytes, checks, cpu), (written, metric) => {
        const error = errorOf(() => expect(parseCondition(written, metric, "t").bound).not.toBeNaN());
        if (error !== "no error") expect(error).toMatchObject({ code: "usage-invalid-threshold" });
      }),
    );
  });
});

test.each<[Quantity, string, number]>([
  ["time", "0", 0],
  ["time", "0.001ms", 1],
  ["size", "0", 0],
  ["size", "1.5KiB", 1_536],
  ["share", "0", 0],
  ["share", "1", 1],
  ["share", "33.3%", 0.333],
  ["number", "-0.5", -0.5],
])("a bound that is a %s reads %j as %d", (quantity, text, bound) => {
  expect(parseBound(text, quantity, "t")).toBe(bound);
});

describe("the operators", () => {
  const condition = (operator: Operator, bound = 10) =>
    ({ aggregate: { kind: "count" }, operator, bound }) as const;

  test.each<[Operator, readonly boolean[]]>([
    ["<", [true, false, false]],
    ["<=", [true, true, false]],
    [">", [false, false, true]],
    [">=", [false, true, true]],
    ["==", [false, true, false]],
    ["!=", [true, false, true]],
  ])("%s 10 of 9, 10 and 11", (operator, expected) => {
    expect([9, 10, 11].map((figure) => holds(condition(operator), figure))).toEqual(expected);
  });

  test("the worst of many figures breaks the condition exactly when one of them does", () => {
    const operators = fc.constantFrom<Operator>("<", "<=", ">", ">=", "==", "!=");
    const figures = fc.array(fc.integer({ min: 5, max: 15 }), { minLength: 1 });
    fc.assert(
      fc.property(operators, figures, (operator, all) => {
        const worst = all.reduce((a, b) => worse(condition(operator), a, b));
        expect(all).toContain(worst);
        expect(holds(condition(operator), worst)).toBe(
          all.every((figure) => holds(condition(operator), figure)),
        );
      }),
    );
  });
});

describe("a selector", () => {
  test.each([
    ["ws_errors", { name: "ws_errors", tags: {}, window: undefined }],
    [" ws_ping ", { name: "ws_ping", tags: {}, window: undefined }],
    ["ws_ping{phase:steady}", { name: "ws_ping", tags: { phase: "steady" }, window: undefined }],
    ["a { b : c , d:e f } @ 1m", { name: "a", tags: { b: "c", d: "e f" }, window: "1m" }],
    ["a@60s", { name: "a", tags: {}, window: "60s" }],
    ['a{code:"x,}:\\"{y"}@5s', { name: "a", tags: { code: 'x,}:"{y' }, window: "5s" }],
    ["a{url:http://x:80/}", { name: "a", tags: { url: "http://x:80/" }, window: undefined }],
  ])("%j is read", (text, expected) => {
    expect(parseSelector(text, "t")).toEqual({ text: text.trim(), ...expected });
  });

  test.each([
    ["", '"" selects nothing'],
    ["a b", '"a b" selects nothing'],
    ["{phase:steady}", '"{phase:steady}" selects nothing'],
    ["a@", '"a@" selects nothing'],
    ["a@60s{phase:steady}", '"a@60s{phase:steady}" selects nothing'],
    ["a{phase:steady", '"a{phase:steady" selects nothing'],
    ["a{}", "{} holds no tags"],
    ["a{phase}", "{phase} holds no tags"],
    ["a{phase:}", "{phase:} holds no tags"],
    ["a{phase:steady,}", "{phase:steady,} holds no tags"],
    ['a{b:"\\x"}', '{b:"\\x"} holds no tags'],
    ["a{b:1,b:2}", "{b:1,b:2} has the tag b twice"],
  ])("%j is refused", (text, message) => {
    expect(errorOf(() => parseSelector(text, "t"))).toMatchObject({
      code: "usage-invalid-threshold",
      message: expect.stringContaining(`t: ${message}`),
    });
  });

  test("with = between tag and value is shown the fix", () => {
    expect(errorOf(() => parseSelector("a{phase=steady}", "t"))).toMatchObject({
      hint: "Write {phase:steady} here.",
    });
  });

  test("means the tag sets that have all of its tags, and the warm-up only when it names a phase", () => {
    const sets: Tags[] = [{}, { phase: "warm-up", load: "a" }, { phase: "steady", load: "a" }, { load: "b" }];
    const meant = (text: string) => sets.filter((tags) => selects(parseSelector(text, "t"), tags));
    expect(meant("m")).toEqual([{}, { phase: "steady", load: "a" }, { load: "b" }]);
    expect(meant("m{load:a}")).toEqual([{ phase: "steady", load: "a" }]);
    expect(meant("m{phase:warm-up}")).toEqual([{ phase: "warm-up", load: "a" }]);
  });
});

describe("METRIC: EXPRESSION", () => {
  test.each([
    ["ws_errors: count == 0", "ws_errors", "count == 0"],
    ["ws_errors:count==0", "ws_errors", "count==0"],
    [" ws_ping{phase:steady}@60s : p(99) < 50ms ", "ws_ping{phase:steady}@60s", "p(99) < 50ms"],
    ['ws_errors{code:"a}:b"}: count < 5', 'ws_errors{code:"a}:b"}', "count < 5"],
  ])("%j is cut at its colon", (text, metric, expression) => {
    expect(splitThreshold(text, "--threshold")).toEqual({ metric, expression });
  });

  test.each([
    "",
    "ws_errors",
    "ws_errors count == 0",
    ": count == 0",
    "ws_errors:",
    "ws_ping{phase:steady} p(99) < 5ms",
  ])("%j is refused", (text) => {
    expect(errorOf(() => splitThreshold(text, "--threshold"))).toEqual({
      code: "usage-invalid-threshold",
      message: `--threshold: ${JSON.stringify(text)} is no threshold; must be a metric, a colon and what shall hold of it`,
      hint: 'Write it as in "ws_msg_latency: p(99) < 50ms".',
      path: "--threshold",
    });
  });
});

// Everything that may be wrong with thresholds is said before the run, all at once.

import { describe, expect, test } from "vitest";
import { checkThresholds, requireThresholds } from "../../../src/metrics/thresholds/check-thresholds.js";
import type { ThresholdContext } from "../../../src/metrics/thresholds/known-words.js";
import type { ThresholdSettings } from "../../../src/metrics/thresholds/threshold.js";

const context: ThresholdContext = {
  tags: { phase: ["warm-up", "steady"], load: ["chat", "feed"], scenario: ["echo"], region: "any" },
  ownMetrics: { orders_placed: "counter", order_time: "trend", bought: "rate", stock: "gauge" },
  hasDueTimes: false,
};

function problemsOf(settings: unknown, more: Partial<ThresholdContext> = {}): readonly string[] {
  const written = { settings: settings as ThresholdSettings };
  const { problems } = checkThresholds(written, { ...context, ...more });
  return problems.map(({ message, hint }) => (hint === undefined ? message : `${message} | ${hint}`));
}

test("thresholds that make sense are read in the order written, those of flags last", () => {
  const settings: ThresholdSettings = {
    ws_msg_latency_corrected: [
      "p(99) < 50ms",
      { threshold: " p(99) < 200ms ", abortOnFail: true, delayAbortEval: "10s" },
    ],
    ws_errors: [{ threshold: "count == 0", abortOnFail: true }],
    "ws_errors{step:tls,code:E1}": [{ threshold: "count == 0", abortOnFail: false }],
    "ws_msg_latency{phase:steady,region:eu}@60s": ["p(99) < 80ms"],
  };
  const flags = ["checks: rate > 0.99", "order_time{what:ever}: avg < 1s"];
  expect(requireThresholds({ settings, flags }, { ...context, hasDueTimes: true })).toEqual([
    {
      selector: {
        text: "ws_msg_latency_corrected",
        name: "ws_msg_latency_corrected",
        tags: {},
        window: undefined,
      },
      kind: "trend",
      condition: { aggregate: { kind: "percentile", percentile: 99 }, operator: "<", bound: 50_000 },
      expression: "p(99) < 50ms",
    },
    {
      selector: {
        text: "ws_msg_latency_corrected",
        name: "ws_msg_latency_corrected",
        tags: {},
        window: undefined,
      },
      kind: "trend",
      condition: { aggregate: { kind: "percentile", percentile: 99 }, operator: "<", bound: 200_000 },
      expression: "p(99) < 200ms",
      abortAfterMs: 10_000,
    },
    {
      selector: { text: "ws_errors", name: "ws_errors", tags: {}, window: undefined },
      kind: "counter",
      condition: { aggregate: { kind: "count" }, operator: "==", bound: 0 },
      expression: "count == 0",
      abortAfterMs: 0,
    },
    {
      selector: {
        text: "ws_errors{step:tls,code:E1}",
        name: "ws_errors",
        tags: { step: "tls", code: "E1" },
        window: undefined,
      },
      kind: "counter",
      condition: { aggregate: { kind: "count" }, operator: "==", bound: 0 },
      expression: "count == 0",
    },
    {
      selector: {
        text: "ws_msg_latency{phase:steady,region:eu}@60s",
        name: "ws_msg_latency",
        tags: { phase: "steady", region: "eu" },
        window: "60s",
      },
      kind: "trend",
      condition: { aggregate: { kind: "percentile", percentile: 99 }, operator: "<", bound: 80_000 },
      expression: "p(99) < 80ms",
    },
    {
      selector: { text: "checks", name: "checks", tags: {}, window: undefined },
      kind: "rate",
      condition: { aggregate: { kind: "rate" }, operator: ">", bound: 0.99 },
      expression: "rate > 0.99",
    },
    {
      selector: {
        text: "order_time{what:ever}",
        name: "order_time",
        tags: { what: "ever" },
        window: undefined,
      },
      kind: "trend",
      condition: { aggregate: { kind: "avg" }, operator: "<", bound: 1_000_000 },
      expression: "avg < 1s",
    },
  ]);
  expect(requireThresholds({}, context)).toEqual([]);
});

describe("what does not exist in the run is said, with what may have been meant", () => {
  test.each<[string, string]>([
    [
      "ws_msg_latancy",
      'thresholds.ws_msg_latancy: metric "ws_msg_latancy" is not known | Write ws_msg_latency if you mean that.',
    ],
    [
      "order_tims",
      'thresholds.order_tims: metric "order_tims" is not known | Write order_time if you mean that.',
    ],
    [
      "toString",
      'thresholds.toString: metric "toString" is not known | See the names with `wsrig list metrics`.',
    ],
    [
      "ws_ping{phases:steady}",
      'thresholds.ws_ping{phases:steady}: tag "phases" is not known | Write phase if you mean that.',
    ],
    [
      "ws_ping{constructor:x}",
      'thresholds.ws_ping{constructor:x}: tag "constructor" is not known | Use one of: phase, load, scenario, region.',
    ],
    [
      "ws_ping{phase:stedy}",
      'thresholds.ws_ping{phase:stedy}: tag phase is never "stedy" | Write steady if you mean that.',
    ],
    [
      "order_time{load:mail}",
      'thresholds.order_time{load:mail}: tag load is never "mail" | Use one of: chat, feed.',
    ],
    [
      "ws_ping{step:tls}",
      'thresholds.ws_ping{step:tls}: tag "step" is not known | Use one of: phase, load, scenario, region.',
    ],
    [
      "ws_ping@500ms",
      "thresholds.ws_ping@500ms: the window is 500ms; must be whole seconds, from 1s to 10m | Use @1s or more: metrics are sampled once a second.",
    ],
    [
      "ws_ping@0",
      "thresholds.ws_ping@0: the window is 0; must be whole seconds, from 1s to 10m | Use @1s or more: metrics are sampled once a second.",
    ],
    [
      "ws_ping@2500ms",
      "thresholds.ws_ping@2500ms: the window is 2500ms; must be whole seconds, from 1s to 10m",
    ],
    ["ws_ping@601s", "thresholds.ws_ping@601s: the window is 601s; must be whole seconds, from 1s to 10m"],
    [
      "ws_ping@60",
      'thresholds.ws_ping@60: the window is "60"; must be a time with its unit, such as @60s | Write @60s if you mean seconds.',
    ],
    [
      "ws_msg_latency_corrected",
      "thresholds.ws_msg_latency_corrected: ws_msg_latency_corrected needs messages that have a due time, and those of this run have none: each is sent when the one before it is answered | Use ws_msg_latency, or give the load a rate.",
    ],
    [
      "generator_lateness",
      "thresholds.generator_lateness: generator_lateness needs messages that have a due time, and those of this run have none: each is sent when the one before it is answered | Use ws_msg_latency, or give the load a rate.",
    ],
  ])("%s", (selector, problem) => {
    expect(problemsOf({ [selector]: ["p(99) < 50ms"] })).toEqual([problem]);
  });

  test("a window of 1 s, of 10 minutes, and metrics of due times where there are some are right", () => {
    const right = ["ws_ping@1s", "ws_ping@10m", "generator_lateness", "ws_msg_latency_corrected"];
    for (const selector of right)
      expect(problemsOf({ [selector]: ["max < 1s"] }, { hasDueTimes: true })).toEqual([]);
  });

  test("a run without tags says so", () => {
    expect(problemsOf({ "ws_ping{a:b}": ["max < 1s"] }, { tags: {} })).toEqual([
      'thresholds.ws_ping{a:b}: tag "a" is not known | Leave it out.',
    ]);
  });

  test.each([
    ["orders_placed", "count > 5"],
    ["order_time", "p(50) < 5ms"],
    ["bought", "rate > 5%"],
    ["stock", "value > -5"],
  ])("the user's own %s has the aggregates of its kind", (name, expression) => {
    expect(problemsOf({ [name]: [expression] })).toEqual([]);
    expect(problemsOf({ [name]: ["stdev > 5"] })).toHaveLength(1);
  });
});

describe("all problems at once", () => {
  const settings: ThresholdSettings = {
    "ws_msg_latancy{fase:steady}@10ms": ["p(99) < 50", { threshold: "p99 < 5ms", delayAbortEval: "1s" }],
    nothing_like_it: ["count = 0", "whatever < 5"],
  };

  test("conditions on a misspelt metric are read as those on the one meant", () => {
    expect(checkThresholds({ settings, settingsAt: ["loads", 0, "thresholds"] }, context)).toEqual({
      thresholds: [],
      problems: [
        {
          path: "loads[0].thresholds.ws_msg_latancy{fase:steady}@10ms",
          keys: ["loads", 0, "thresholds", "ws_msg_latancy{fase:steady}@10ms"],
          message: expect.stringMatching(/: metric "ws_msg_latancy" is not known$/),
          hint: "Write ws_msg_latency if you mean that.",
        },
        expect.objectContaining({ message: expect.stringMatching(/: tag "fase" is not known$/) }),
        expect.objectContaining({
          message: expect.stringMatching(/: the window is 10ms; must be whole seconds/),
        }),
        {
          path: "loads[0].thresholds.ws_msg_latancy{fase:steady}@10ms[0]",
          keys: ["loads", 0, "thresholds", "ws_msg_latancy{fase:steady}@10ms", 0],
          message: expect.stringMatching(/: the bound is "50"; must be a time with its unit/),
          hint: "Write 50ms if you mean milliseconds.",
        },
        expect.objectContaining({
          keys: ["loads", 0, "thresholds", "ws_msg_latancy{fase:steady}@10ms", 1, "threshold"],
          hint: "Write p(99).",
        }),
        expect.objectContaining({
          keys: ["loads", 0, "thresholds", "ws_msg_latancy{fase:steady}@10ms", 1, "delayAbortEval"],
        }),
        expect.objectContaining({ path: "loads[0].thresholds.nothing_like_it" }),
        expect.objectContaining({ path: "loads[0].thresholds.nothing_like_it[0]" }),
      ],
    });
  });

  test("are one error, one line for each with its hint", () => {
    const flags = ["ws_errors", "ws_errors: count == 0s"];
    expect(() => requireThresholds({ settings: { ws_pong: ["max < 1s"] }, flags }, context)).toThrow(
      expect.objectContaining({
        code: "usage-invalid-threshold",
        path: "thresholds.ws_pong",
        hint: undefined,
        message: [
          'thresholds.ws_pong: metric "ws_pong" is not known (Write ws_ping if you mean that.)',
          '--threshold: "ws_errors" is no threshold; must be a metric, a colon and what shall hold of it (Write it as in "ws_msg_latency: p(99) < 50ms".)',
          '--threshold: the bound is "0s"; must be a plain number',
        ].join("\n"),
      }),
    );
  });

  test("of one, the hint stands apart; a flag may have another name", () => {
    expect(() => requireThresholds({ flags: ["ws_ping: max < 5"], flagName: "--until" }, context)).toThrow(
      expect.objectContaining({
        code: "usage-invalid-threshold",
        path: "--until",
        message: '--until: the bound is "5"; must be a time with its unit, such as 50ms, 1.5s or 300us',
        hint: "Write 5ms if you mean milliseconds.",
      }),
    );
  });
});

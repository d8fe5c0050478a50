// Thresholds against the plan of a run: what they may name.

import { describe, expect, test } from "vitest";
import type { LoadOptions } from "../../../src/engine/plan/load-options.js";
import { planRun } from "../../../src/engine/plan/plan-run.js";
import { readThresholds } from "../../../src/engine/run/watch-thresholds.js";
import { machine } from "../some-load.js";

const url = "ws://127.0.0.1:9";

function read(flag: string, load: Partial<LoadOptions>) {
  const executor = { kind: "constant-clients", clients: 1, durationMs: 1_000 } as const;
  const plan = planRun({ seed: 1, loads: [{ url, executor, ...load }] }, machine);
  return readThresholds({ flags: [flag] }, plan).map(({ selector }) => selector.tags);
}

test.each(["constructor", "__proto__", "toString"])("a tag may be named %s", (name) => {
  const tags = Object.fromEntries([[name, "blue"]]);
  expect(read(`ws_msg_latency{${name}:blue}: max < 1s`, { tags })).toEqual([tags]);
});

const arrivals = {
  executor: { kind: "constant-arrival-rate", ratePerSecond: 5, durationMs: 1_000, maxClients: 1 },
  traffic: { kind: "echo", session: { messages: 1 } },
} as const;

test("under an arrival rate sessions have a due time and their messages have none: no corrected latency", () => {
  expect(() => read("ws_msg_latency_corrected: max < 1s", arrivals)).toThrow(
    "--threshold: ws_msg_latency_corrected needs messages that have a due time, and those of this run have none",
  );
});

test("under an arrival rate the generator can be late, so its lateness may be bounded", () => {
  expect(read("generator_lateness: max < 1s", arrivals)).toEqual([{}]);
});

describe("a tag that a metric never has is refused, for a counter of nothing would hold", () => {
  const executor = { kind: "constant-clients", clients: 1, durationMs: 1_000 } as const;
  const talk = { url, executor, script: { file: "talk.ts", scenario: "talk" } };
  const base = { url, executor, name: "base" };
  const mixed = [base, { ...talk, name: "talk" }];

  test.each<[flag: string, loads: readonly LoadOptions[], message: string]>([
    ["ws_errors{phase:steady}: count == 0", [base], 'ws_errors has no tag "phase"; it has step, code'],
    ["ws_msgs_answered{worker:1}: count > 0", [base], 'ws_msgs_answered has no tag "worker"; it has phase'],
    [
      "ws_open_connections{phase:steady}: max <= 100",
      [base],
      'ws_open_connections has no tag "phase"; it has none',
    ],
    ["ws_clients{phase:steady}: max <= 100", [talk], 'ws_clients has no tag "phase"; it has none'],
    ["ws_clients{scenario:talk}: max <= 100", [talk], 'ws_clients has no tag "scenario"; it has none'],
    [
      "ws_sessions{phase:steady}: count > 0",
      mixed,
      'ws_sessions has no tag "phase" in loads without a script; it has load, scenario',
    ],
    [
      "ws_sessions{phase:steady,load:base}: count > 0",
      mixed,
      'ws_sessions has no tag "phase" in loads without a script; it has load',
    ],
    ["generator_cpu{load:base}: max < 1", mixed, 'generator_cpu has no tag "load"; it has worker'],
    ["target_memory{worker:1}: max < 1GB", [base], 'target_memory has no tag "worker"; it has none'],
  ])("%s", (flag, loads, message) => {
    const plan = planRun({ seed: 1, loads }, machine);
    expect(() => readThresholds({ flags: [flag] }, plan)).toThrow(
      expect.objectContaining({
        code: "usage-invalid-threshold",
        message: `--threshold: ${message}`,
        hint: "Leave it out.",
      }),
    );
  });

  test.each<[flag: string, loads: readonly LoadOptions[]]>([
    ["ws_msg_latency{phase:steady}: p(99) < 1s", mixed],
    ["ws_errors{phase:steady}: count == 0", [talk]],
    ["ws_sessions{phase:steady,load:talk}: count > 0", mixed],
    ["ws_sessions{scenario:talk}: count > 0", mixed],
    ["checks{phase:steady}: rate == 1", mixed],
    ["generator_cpu{worker:1}: max < 1", [base]],
    ["ws_errors{load:base}: count == 0", mixed],
    ["ws_errors{step:proxy}: count == 0", [base]],
  ])("%s selects something", (flag, loads) => {
    const plan = planRun({ seed: 1, loads }, machine);
    expect(readThresholds({ flags: [flag] }, plan)).toHaveLength(1);
  });
});

// Thresholds against the plan of a run: what they may name.

import { expect, test } from "vitest";
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

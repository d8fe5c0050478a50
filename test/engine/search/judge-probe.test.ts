import { expect, test } from "vitest";
import { judgeProbe, type ProbedRun } from "../../../src/engine/search/judge-probe.js";
import type { ProbeOutcome } from "../../../src/engine/search/probe.js";
import { check } from "../../report/small-report.js";

const bound = { metric: "ws_msg_latency", expression: "p(99) < 50ms" };
const held = { ...bound, ok: true, observed: 12_000 };
const missed = { ...bound, ok: false, observed: 81_000 };
const saturated = { code: "generator-saturated", message: "The generator used 97% of a core." };

const lost = check({
  title: "every message is answered in time",
  status: "fail",
  received: "90 answered, 0 late, 10 lost",
});

test.each<[string, Partial<ProbedRun>, ProbeOutcome]>([
  ["a bound that holds", { thresholds: [held] }, { holds: true, observed: 12_000 }],
  ["a bound that is missed", { thresholds: [missed] }, { holds: false, observed: 81_000 }],
  [
    "messages lost although the bound holds",
    { thresholds: [held], checks: [check(), lost] },
    {
      holds: false,
      observed: 12_000,
      failures: ["every message is answered in time: failed (90 answered, 0 late, 10 lost)"],
    },
  ],
  [
    "no sample at all",
    { thresholds: [{ ...bound, ok: false }] },
    { holds: false, failures: ["the metric has no samples"] },
  ],
  [
    "a generator that was late, though the bound holds",
    { thresholds: [held], invalid: [{ code: "generator-late", message: "Late." }] },
    { holds: true, observed: 12_000, invalid: "Late." },
  ],
  [
    "a bound missed in a closed loop that the generator held back",
    { thresholds: [missed], limitedBy: "generator", warnings: [saturated] },
    { holds: false, observed: 81_000, invalid: "The generator used 97% of a core." },
  ],
  [
    "a bound held even so",
    { thresholds: [held], limitedBy: "generator", warnings: [saturated] },
    { holds: true, observed: 12_000 },
  ],
  [
    "messages lost in such a loop: no lack of CPU loses messages",
    { thresholds: [missed], limitedBy: "generator", warnings: [saturated], checks: [lost] },
    {
      holds: false,
      observed: 81_000,
      failures: ["every message is answered in time: failed (90 answered, 0 late, 10 lost)"],
    },
  ],
  [
    "a bound missed in a closed loop that the target held back",
    { thresholds: [missed], limitedBy: "target" },
    { holds: false, observed: 81_000 },
  ],
])("%s", (_sentence, run, outcome) => {
  const quiet: ProbedRun = { checks: [], thresholds: [], invalid: [], warnings: [], limitedBy: undefined };
  expect(judgeProbe({ ...quiet, ...run })).toEqual(outcome);
});

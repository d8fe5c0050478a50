// A conformance run as large as they get, invented: many cases on many peers.

import type { AgentRun } from "../../src/conformance/agent-run.js";
import type { CaseResult } from "../../src/conformance/case-result.js";
import { sampleCase, sampleResult } from "../conformance/report/sample-runs.js";
import { type ConformanceSample, conformanceSample } from "./conformance-source.js";

const groupIds = ["1", "2", "3", "4", "5", "6", "7", "9", "10", "12", "13", "H", "C"];

/** `cases` in 13 groups on `agents` servers. Each seventh case of a server fails, another one for each of them; `agent` 0 passes all. */
export function wideConformance({
  cases,
  agents,
}: {
  readonly cases: number;
  readonly agents: number;
}): ConformanceSample {
  const all = Array.from({ length: cases }, (_, index) =>
    sampleCase(`${groupIds[index % groupIds.length]}.${Math.floor(index / groupIds.length) + 1}`),
  ).sort((a, b) => groupIds.indexOf(groupOf(a.id)) - groupIds.indexOf(groupOf(b.id)));
  const runs = Array.from({ length: agents }, (_, agent): AgentRun => {
    const results = all.map(({ id }, index) =>
      agent > 0 && (index + agent) % 7 === 0 ? failing(id) : sampleResult(id),
    );
    return {
      agent: `peer ${agent}`,
      role: "server",
      url: "ws://127.0.0.1:9001/echo",
      selection: { selected: all, excluded: [] },
      results,
    };
  });
  return conformanceSample(runs, { cases: all });
}

function failing(id: string): CaseResult {
  const reason = "What came from the peer differs from what was expected.";
  return sampleResult(id, { behavior: "FAILED", behaviorReason: reason, verdict: "fail", reason });
}

function groupOf(id: string): string {
  return id.split(".", 1)[0] ?? id;
}

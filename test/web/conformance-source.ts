// Reports of conformance runs: the catalogue played in memory on a right peer and on wrong ones.

import type { AgentRun } from "../../src/conformance/agent-run.js";
import type { ConformanceCase } from "../../src/conformance/case.js";
import { type CaseFilter, selectCases } from "../../src/conformance/case-selection.js";
import { allCases } from "../../src/conformance/catalogue.js";
import { conformanceDetails } from "../../src/conformance/report/conformance-details.js";
import { type Judging, reportAgents } from "../../src/conformance/report/report-agents.js";
import { buildRunReport } from "../../src/metrics/build-report.js";
import type { ConformanceDetails } from "../../src/metrics/conformance-details.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import type { Role } from "../../src/protocol/opcodes.js";
import type { MakePeer } from "../conformance/memory-peer.js";
import { playInMemory } from "../conformance/play-in-memory.js";
import { sampleReport } from "./sample-report.js";

/** A report with its details, as they are written side by side. */
export interface ConformanceSample {
  readonly report: RunReport;
  readonly details: ConformanceDetails;
}

/** A peer to be played on. */
export interface SamplePeer {
  readonly agent: string;
  readonly role: Role;
  readonly make: MakePeer;
}

/** Plays what `filter` selects on the peer, one case after the other. */
export async function playedRun(
  { agent, role, make }: SamplePeer,
  filter: Partial<CaseFilter> = {},
): Promise<AgentRun> {
  const selection = selectCases(allCases, role, { cases: [], exclude: [], hostile: false, ...filter });
  const results = [];
  for (const testCase of selection.selected) results.push(await playInMemory(testCase, role, make));
  return { agent, role, url: "ws://127.0.0.1:9001/echo", selection, results };
}

/** The report of `runs` as `wsrig conform` would write it. */
export function conformanceSample(
  runs: readonly AgentRun[],
  options: { readonly cases?: readonly ConformanceCase[]; readonly judging?: Judging } = {},
): ConformanceSample {
  const { environment } = sampleReport();
  const report = buildRunReport({
    kind: "conformance",
    name: "conform",
    startedAt: new Date(Date.UTC(2026, 2, 4, 5, 6, 7)),
    durationMs: 12_400,
    command: ["wsrig", "conform", "ws://127.0.0.1:9001/echo"],
    target: { url: "ws://127.0.0.1:9001/echo" },
    plan: { jobs: 8, waitMs: 1_000 },
    environment,
    toolVersion: "0.1.0",
    agents: reportAgents(runs, options.judging),
  });
  return { report, details: conformanceDetails(runs, options.cases ?? allCases) };
}

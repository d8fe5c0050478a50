// One report of all peers in reports/: the document and the page, as `wsrig conform` writes them for one.

import type { AgentRun } from "../../../src/conformance/agent-run.js";
import type { ConformanceCase } from "../../../src/conformance/case.js";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import { selectCases } from "../../../src/conformance/case-selection.js";
import { conformanceDetails } from "../../../src/conformance/report/conformance-details.js";
import { reportAgents } from "../../../src/conformance/report/report-agents.js";
import { buildRunReport } from "../../../src/metrics/build-report.js";
import { renderHtml } from "../../../src/report/html.js";
import { loadReportPage } from "../../../src/store/report-page.js";
import { createRunFolder } from "../../../src/store/run-folder.js";
import type { PeersCommand } from "./command-line.js";
import { nameOf } from "./results-table.js";
import type { StoredPeer } from "./stored-results.js";

/** What the report is made from. */
export interface CombinedSource {
  readonly peers: readonly StoredPeer[];
  readonly catalogue: readonly ConformanceCase[];
  readonly command: PeersCommand;
  readonly startedAt: Date;
}

/** Writes it and gives the path of its page. */
export async function writeCombinedReport(source: CombinedSource): Promise<string> {
  const { peers, catalogue, command, startedAt } = source;
  const runs = peers.map((peer) => agentRunOf(peer, catalogue));
  const report = buildRunReport({
    kind: "conformance",
    name: "conform-peers",
    startedAt,
    durationMs: Date.now() - startedAt.getTime(),
    command: ["npm", "run", "conform:peers", "--", ...process.argv.slice(2)],
    target: { url: "" },
    plan: { ...command },
    agents: reportAgents(runs),
  });
  const folder = await createRunFolder({ name: "conform-peers", startedAt });
  const html = renderHtml(report, loadReportPage(), conformanceDetails(runs, catalogue));
  const { jsonPath, htmlPath } = await folder.write(report, html);
  return htmlPath ?? jsonPath;
}

/** What was stored, as a run of the catalogue: cases without a result are missing, or were not asked for. */
function agentRunOf(peer: StoredPeer, catalogue: readonly ConformanceCase[]): AgentRun {
  const { role } = peer;
  const results = peer.results.map(withoutWire);
  const selection = selectCases(catalogue, role, { cases: [], exclude: [], hostile: true });
  return { agent: `${nameOf(peer)} (${role})`, role, url: "", selection, results };
}

/** Of tens of thousands of cases that passed the page need not show what went over the wire. */
function withoutWire(result: CaseResult): CaseResult {
  if (result.verdict !== "pass" && result.verdict !== "unimplemented") return result;
  const { first, omitted, last } = result.wire;
  return { ...result, wire: { first: [], omitted: omitted + first.length + last.length, last: [] } };
}

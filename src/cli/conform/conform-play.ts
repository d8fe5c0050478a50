// Conformance cases on a server, for a report: files as results come, progress, and what was found.

import type { DialOptions } from "../../client/dial.js";
import { parseDialTarget } from "../../client/dial-target.js";
import type { AgentRun } from "../../conformance/agent-run.js";
import type { CaseResult } from "../../conformance/case-result.js";
import { redactResult } from "../../conformance/report/redact-result.js";
import { runServerCases } from "../../conformance/run-server-cases.js";
import type { ServerGone } from "../../conformance/server-watch.js";
import { redacted, redactHeaders, redactUrl } from "../../metrics/redact.js";
import type { Notice } from "../../metrics/run-report.js";
import type { HttpHeaders } from "../../protocol/headers.js";
import { printable, shorten } from "../../report/printable.js";
import { formatUs } from "../../units.js";
import { requireWebSocket } from "../reachability.js";
import type { RunContext, RunFindings } from "../reporting/run-findings.js";
import { type BaselineFile, expectedOutcome } from "./baseline-file.js";
import { CaseProgress } from "./case-progress.js";
import { CaseRecord, type RecordedPeer } from "./case-record.js";
import type { CaseSetup } from "./case-setup.js";
import { conformanceFindings } from "./conformance-findings.js";
import { serverGoneNotice } from "./server-gone-notice.js";

/** A server with what the user calls it. */
export interface NamedServer {
  readonly agent: string;
  readonly url: string;
}

/** What to run and where. */
export interface ServerCasesPlay {
  readonly url: string;
  readonly dial: DialOptions;
  /** Further servers; they are reached by the same `dial`. */
  readonly also: readonly NamedServer[];
  readonly setup: CaseSetup;
  readonly baseline: BaselineFile | undefined;
  readonly jobs: number | undefined;
  /** What the server is called; default: by itself. */
  readonly agent: string | undefined;
  /** Query parameters and headers to keep secret. */
  readonly redact: readonly string[];
  readonly context: RunContext;
}

/**
 * Runs the selected cases, on one server after the other.
 *
 * @throws TargetUnreachable before the first case, when a further server gives no HTTP answer, and TargetFailed when it opens no WebSocket
 */
export async function playServerCases(play: ServerCasesPlay): Promise<RunFindings> {
  const { url, dial, also, setup, baseline, context } = play;
  const { signal, progress, folder } = context;
  for (const other of also) await requireWebSocket({ url: other.url, dial, redact: play.redact }, signal);
  const headers = headersOf(dial);
  const secrets = [...play.redact, ...secretNames(headers)];
  const record = new CaseRecord(folder, setup.selection);
  const shown = new CaseProgress(progress, setup.selection.selected);
  const startedAtUs = context.clock.nowUs();
  const begun: BegunRun[] = [];
  const runsSoFar = (): readonly AgentRun[] => begun.map((run) => soFar(run, setup));
  record.writeIndexAtAbort(signal, runsSoFar);
  const warnings: Notice[] = [];
  const wentAway = (agent: string, gone: ServerGone): void => {
    warnings.push(serverGoneNotice(gone, also.length > 0 ? agent : undefined));
  };
  for (const { agent, url: at } of [{ agent: play.agent ?? nameOf(url, context.answered), url }, ...also]) {
    if (also.length > 0) shown.peerCame(agent);
    const run: BegunRun = { agent, role: "server", url: redactUrl(at, secrets), results: [] };
    begun.push(run);
    await runOn(at, run, { ...play, headers, secrets, record, shown, wentAway });
  }
  const runs = runsSoFar();
  await record.writeIndex(runs);
  const isCutShort = signal.aborted || warnings.length > 0;
  const findings = conformanceFindings(runs, { setup, baseline, isInterrupted: isCutShort });
  return {
    ...findings,
    warnings: [...warnings, ...(findings.warnings ?? [])],
    reachedHttp: true,
    summary: zlibLine(setup, context.clock.nowUs() - startedAtUs),
  };
}

/** A server whose cases come in. */
interface BegunRun extends RecordedPeer {
  readonly results: CaseResult[];
}

async function runOn(
  url: string,
  run: BegunRun,
  play: ServerCasesPlay & {
    readonly headers: readonly (readonly [string, string])[];
    readonly secrets: readonly string[];
    readonly record: CaseRecord;
    readonly shown: CaseProgress;
    readonly wentAway: (agent: string, gone: ServerGone) => void;
  },
): Promise<void> {
  const { dial, also, baseline, setup, jobs, headers, secrets, record, shown, context } = play;
  await runServerCases({
    url,
    dial,
    headers,
    jobs,
    cases: setup.selection.selected,
    waitMs: setup.waitMs,
    caseTimeoutMs: setup.caseTimeoutMs,
    signal: context.signal,
    // All were dialled first.
    wasReached: true,
    serverGone: (gone) => play.wentAway(run.agent, gone),
    caseEnded: (raw) => {
      const result = redactResult(raw, secrets);
      run.results.push(result);
      record.add(run, result);
      const known = { agent: run.agent, id: result.id, agentCount: 1 + also.length };
      shown.ended(result, expectedOutcome(baseline, known), run.agent);
    },
  });
}

/** The run with its results in the order of the selection. */
function soFar({ results, ...peer }: BegunRun, { selection }: CaseSetup): AgentRun {
  const byId = new Map(results.map((result) => [result.id, result]));
  return { ...peer, selection, results: selection.selected.flatMap(({ id }) => byId.get(id) ?? []) };
}

/** How much of the time was the driver's own zlib, which a faster server would not shorten. */
function zlibLine({ zlibShare }: CaseSetup, spanUs: number): string | undefined {
  const { busyUs } = zlibShare.record();
  if (busyUs === 0 || spanUs === 0) return undefined;
  const share = Math.round((100 * busyUs) / spanUs);
  return `zlib of wsrig itself was at work for ${formatUs(busyUs)} of ${formatUs(spanUs)} (${share}%)`;
}

/** Header lines of every request: those of the user, and what has a flag of its own. */
function headersOf({
  headers = [],
  origin,
  subprotocols = [],
}: DialOptions): readonly (readonly [string, string])[] {
  return [
    ...(origin === undefined ? [] : [["Origin", origin] as const]),
    ...(subprotocols.length === 0 ? [] : [["Sec-WebSocket-Protocol", subprotocols.join(", ")] as const]),
    ...headers,
  ];
}

function secretNames(headers: readonly (readonly [string, string])[]): readonly string[] {
  return redactHeaders(headers)
    .filter(([, value]) => value === redacted)
    .map(([name]) => name);
}

/** What the server calls itself, else where it is. */
function nameOf(url: string, answered: HttpHeaders | undefined): string {
  const server = answered?.get("Server")?.trim() ?? "";
  return server === "" ? parseDialTarget(url).hostHeader : printable(shorten(server, 80));
}

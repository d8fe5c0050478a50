// All cases on a server that we did not write. One that dies is started again, and the case that killed it is found.

import { setTimeout as sleep } from "node:timers/promises";
import type { ConformanceCase } from "../../../src/conformance/case.js";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import { runServerCases } from "../../../src/conformance/run-server-cases.js";
import { type Peer, type PeerCommand, type PeerEnd, startPeer } from "../peer-process.js";
import { mostDeaths, type PeerDeath, type PeerOutcome, TimedResults } from "./suspects.js";

/** How cases are run. */
export interface PeerRunOptions {
  readonly cases: readonly ConformanceCase[];
  /** Cases at a time. */
  readonly jobs: number;
  readonly waitMs: number;
  readonly caseTimeoutMs: number;
  /** Told of each result that counts, at once or after a death. */
  readonly caseEnded?: ((result: CaseResult) => void) | undefined;
}

/** Runs the cases on a server, which is started as often as it dies. */
export async function runServerPeer(command: PeerCommand, options: PeerRunOptions): Promise<PeerOutcome> {
  const kept = new Map<string, CaseResult>();
  const deaths: PeerDeath[] = [];
  const keep = (results: readonly CaseResult[]): void => {
    for (const result of results) {
      kept.set(result.id, result);
      options.caseEnded?.(result);
    }
  };
  let gaveUp: string | undefined;
  let suspects: readonly string[] = [];
  while (gaveUp === undefined && kept.size < options.cases.length) {
    // A suspect runs alone, so that a death is its own.
    const [alone] = suspects;
    const left = options.cases.filter(({ id }) => (alone === undefined ? !kept.has(id) : id === alone));
    const outing = await runOnce(command, { ...options, cases: left });
    suspects = suspects.slice(1);
    if (outing.kind === "alive") keep(outing.results);
    else if (outing.kind === "unstartable") gaveUp = `the server does not start: ${outing.how}`;
    else {
      deaths.push({ caseId: left.length === 1 ? left[0]?.id : undefined, how: outing.how });
      if (left.length === 1) keep(outing.results.all());
      else {
        const parted = outing.results.parted(outing.diedAtMs);
        keep(parted.sound);
        suspects = parted.suspects;
      }
      if (deaths.length >= mostDeaths) gaveUp = `the server died ${deaths.length} times`;
    }
  }
  return { results: options.cases.flatMap(({ id }) => kept.get(id) ?? []), deaths, gaveUp };
}

const newsOfDeathMs = 200;

type Outing =
  | { readonly kind: "alive"; readonly results: readonly CaseResult[] }
  | {
      readonly kind: "died";
      readonly how: PeerEnd;
      readonly diedAtMs: number;
      readonly results: TimedResults;
    }
  | { readonly kind: "unstartable"; readonly how: string };

async function runOnce(command: PeerCommand, options: PeerRunOptions): Promise<Outing> {
  let peer: Peer;
  try {
    peer = await startPeer(command.command, command.args);
  } catch (error) {
    return { kind: "unstartable", how: error instanceof Error ? error.message : String(error) };
  }
  const results = new TimedResults();
  const over = new AbortController();
  const death = peer.ended.then((how) => {
    over.abort();
    return { how, diedAtMs: performance.now() };
  });
  const { cases, jobs, waitMs, caseTimeoutMs } = options;
  const { url } = peer;
  const caseEnded = (result: CaseResult): void => results.add(result);
  await runServerCases({ url, cases, jobs, waitMs, caseTimeoutMs, caseEnded, signal: over.signal });
  // The last case may have killed it, and the news is on its way.
  const died = await Promise.race([death, sleep(newsOfDeathMs)]);
  await peer.stop();
  return died === undefined ? { kind: "alive", results: results.all() } : { kind: "died", ...died, results };
}

// All cases on a server that we did not write. One that dies is started again, and the case that killed it is found.

import { setTimeout as sleep } from "node:timers/promises";
import type { ConformanceCase } from "../../../src/conformance/case.js";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import { runServerCases } from "../../../src/conformance/run-server-cases.js";
import { type Peer, type PeerCommand, type PeerEnd, startPeer } from "../peer-process.js";
import { BatchQueue } from "./batch-queue.js";
import { deadlyResult, mostDeaths, type PeerDeath, type PeerOutcome, TimedResults } from "./timed-results.js";

/** How cases are run. */
export interface PeerRunOptions {
  readonly cases: readonly ConformanceCase[];
  /** Cases at a time. */
  readonly jobs: number;
  readonly waitMs: number;
  readonly caseTimeoutMs: number;
  /** Told of each death as it comes. */
  readonly died?: ((death: PeerDeath) => void) | undefined;
}

/** Runs the cases on a server, which is started as often as it dies. */
export async function runServerPeer(command: PeerCommand, options: PeerRunOptions): Promise<PeerOutcome> {
  const kept = new Map<string, CaseResult>();
  const deaths: PeerDeath[] = [];
  const queue = new BatchQueue(options.cases, options.jobs);
  let gaveUp: string | undefined;
  for (let batch = queue.next(kept); batch !== undefined && gaveUp === undefined; batch = queue.next(kept)) {
    const outing = await runOnce(command, { ...options, ...batch });
    if (outing.kind === "unstartable") {
      gaveUp = `the server does not start: ${outing.how}`;
      break;
    }
    const { sound, suspects } = queue.judge(batch, outing);
    for (const result of sound) kept.set(result.id, result);
    if (outing.kind === "alive") continue;
    for (const result of batch.cases.length === 1 ? sound : [])
      kept.set(result.id, deadlyResult(result, outing.how));
    const death = { caseId: batch.cases.length === 1 ? batch.cases[0]?.id : undefined, how: outing.how };
    deaths.push(death);
    options.died?.(death);
    queue.suspect(suspects);
    if (deaths.length >= mostDeaths) gaveUp = `the server died ${deaths.length} times`;
  }
  return { results: options.cases.flatMap(({ id }) => kept.get(id) ?? []), deaths, gaveUp };
}

type Outing =
  | { readonly kind: "alive"; readonly results: TimedResults }
  | {
      readonly kind: "died";
      readonly how: PeerEnd;
      readonly diedAtMs: number;
      readonly results: TimedResults;
    }
  | { readonly kind: "unstartable"; readonly how: string };

/** The last case may have killed it, and the news is on its way. */
const newsOfDeathMs = 200;

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
  const died = await Promise.race([death, sleep(newsOfDeathMs)]);
  await peer.stop();
  return died === undefined ? { kind: "alive", results } : { kind: "died", ...died, results };
}

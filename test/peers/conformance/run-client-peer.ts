// All cases on a client that we did not write. One that dies or gets stuck is started again for the cases that are left.

import { setTimeout as sleep } from "node:timers/promises";
import type { ConformanceCase } from "../../../src/conformance/case.js";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import { browserPage } from "../../../src/conformance/listener/browser-page.js";
import { type ClientListener, listenForClients } from "../../../src/conformance/listener/client-listener.js";
import { endedWell, type PeerEnd } from "../peer-process.js";
import type { ClientStart, RunningClient } from "./peer-program.js";
import type { PeerRunOptions } from "./run-server-peer.js";
import { mostDeaths, type PeerDeath, type PeerOutcome, TimedResults } from "./suspects.js";

/** A client that opens nothing for so long, while no case is under way, is stuck. */
const stuckMs = 30_000;

/** Runs the cases on a client, which calls itself `agent`. Cases that must run alone come after the others. */
export async function runClientPeer(
  start: ClientStart,
  agent: string,
  options: PeerRunOptions,
): Promise<PeerOutcome> {
  const kept = new Map<string, CaseResult>();
  const deaths: PeerDeath[] = [];
  let gaveUp: string | undefined;
  const keep = (results: readonly CaseResult[]): void => {
    for (const result of results) {
      kept.set(result.id, result);
      options.caseEnded?.(result);
    }
  };
  const queue = new ClientQueue(options.cases, options.jobs);
  for (let batch = queue.next(kept); batch !== undefined && gaveUp === undefined; batch = queue.next(kept)) {
    const { how, diedAtMs, results } = await visitOnce(start, agent, { ...options, ...batch });
    if (how === endedWell || batch.cases.length === 1) keep(results.all());
    else {
      const { sound, suspects } = results.parted(diedAtMs);
      keep(sound);
      queue.suspect(suspects);
    }
    if (how !== endedWell) {
      deaths.push({ caseId: batch.cases.length === 1 ? batch.cases[0]?.id : undefined, how });
      if (deaths.length >= mostDeaths) gaveUp = `the client died ${deaths.length} times`;
    }
  }
  return { results: options.cases.flatMap(({ id }) => kept.get(id) ?? []), deaths, gaveUp };
}

interface Batch {
  readonly cases: readonly ConformanceCase[];
  readonly jobs: number;
}

/** What a client is to run next: all that may run together, then those alone, suspects one by one. */
class ClientQueue {
  readonly #cases: readonly ConformanceCase[];
  readonly #jobs: number;
  /** A case alone without a result is not tried for ever. */
  readonly #tried = new Set<string>();
  #suspects: string[] = [];
  #triedTogether = "";

  constructor(cases: readonly ConformanceCase[], jobs: number) {
    this.#cases = cases;
    this.#jobs = jobs;
  }

  suspect(ids: readonly string[]): void {
    this.#suspects.push(...ids);
  }

  next(kept: ReadonlyMap<string, CaseResult>): Batch | undefined {
    const left = this.#cases.filter(({ id }) => !kept.has(id) && !this.#tried.has(id));
    const suspect = left.find(({ id }) => this.#suspects.includes(id));
    if (suspect !== undefined) return this.#alone(suspect);
    const together = left.filter(({ runsAlone }) => runsAlone !== true);
    const batch = together.length > 0 ? { cases: together, jobs: this.#jobs } : { cases: left, jobs: 1 };
    const [first] = batch.cases;
    if (first === undefined) return undefined;
    // The same cases again: the last visit brought nothing. One by one it shows which case it is.
    const key = batch.cases.map(({ id }) => id).join();
    if (key === this.#triedTogether) return this.#alone(first);
    this.#triedTogether = key;
    return batch;
  }

  #alone(testCase: ConformanceCase): Batch {
    this.#suspects = this.#suspects.filter((id) => id !== testCase.id);
    this.#tried.add(testCase.id);
    return { cases: [testCase], jobs: 1 };
  }
}

interface Visit {
  readonly how: PeerEnd;
  readonly diedAtMs: number;
  readonly results: TimedResults;
}

async function visitOnce(
  start: ClientStart,
  agent: string,
  { cases, jobs, waitMs, caseTimeoutMs }: PeerRunOptions,
): Promise<Visit> {
  const results = new TimedResults();
  await using opened = closing(
    await listenForClients({
      selection: { selected: cases, excluded: [] },
      waitMs,
      caseTimeoutMs,
      page: browserPage,
      caseEnded: (_, result) => results.add(result),
    }),
  );
  const { listener } = opened;
  const client = start({ url: listener.url, agent, jobs });
  const how = await endOf(client, { listener, results });
  const diedAtMs = performance.now();
  await client.stop();
  await listener.settled();
  return { how, diedAtMs, results };
}

/** How the client ended, by itself or because it was stuck. */
async function endOf(
  client: RunningClient,
  { listener, results }: { readonly listener: ClientListener; readonly results: TimedResults },
): Promise<PeerEnd> {
  let stuck: string | undefined;
  const watch = setInterval(() => {
    if (performance.now() - results.lastAtMs < stuckMs) return;
    const idle = listener.settled().then(() => "idle");
    void Promise.race([idle, sleep(500, "busy")]).then((state) => {
      if (state === "busy") return;
      stuck = `stuck: no connection for ${stuckMs / 1_000} s`;
      void client.stop();
    });
  }, 1_000);
  try {
    const how = await client.ended;
    return stuck ?? how;
  } finally {
    clearInterval(watch);
  }
}

function closing(listener: ClientListener): AsyncDisposable & { readonly listener: ClientListener } {
  return { listener, [Symbol.asyncDispose]: () => listener.close() };
}

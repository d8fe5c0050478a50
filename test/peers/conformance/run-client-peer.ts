// All cases on a client that we did not write. One that dies or gets stuck is started again for the cases that are left.

import { setTimeout as sleep } from "node:timers/promises";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import { browserPage } from "../../../src/conformance/listener/browser-page.js";
import { type ClientListener, listenForClients } from "../../../src/conformance/listener/client-listener.js";
import { endedWell, type PeerEnd } from "../peer-process.js";
import { BatchQueue } from "./batch-queue.js";
import type { ClientStart, RunningClient } from "./peer-program.js";
import type { PeerRunOptions } from "./run-server-peer.js";
import { deadlyResult, mostDeaths, type PeerDeath, type PeerOutcome, TimedResults } from "./timed-results.js";

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
  const queue = new BatchQueue(options.cases, options.jobs);
  let gaveUp: string | undefined;
  for (let batch = queue.next(kept); batch !== undefined && gaveUp === undefined; batch = queue.next(kept)) {
    const { how, ...visit } = await visitOnce(start, agent, { ...options, ...batch });
    const kind = how === endedWell ? "alive" : "died";
    const { sound, suspects } = queue.judge(batch, { kind, ...visit });
    for (const result of sound) kept.set(result.id, result);
    if (kind === "alive") continue;
    for (const result of batch.cases.length === 1 ? sound : [])
      kept.set(result.id, deadlyResult(result, how));
    const death = { caseId: batch.cases.length === 1 ? batch.cases[0]?.id : undefined, how };
    deaths.push(death);
    options.died?.(death);
    queue.suspect(suspects);
    if (deaths.length >= mostDeaths) gaveUp = `the client died ${deaths.length} times`;
  }
  return { results: options.cases.flatMap(({ id }) => kept.get(id) ?? []), deaths, gaveUp };
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
      // A case that has just ended after a long time is no silence of the client.
      if (state === "busy" || performance.now() - results.lastAtMs < stuckMs) return;
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

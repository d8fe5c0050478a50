// Runs cases against a server: one new connection each, several at a time.

import { setMaxListeners } from "node:events";
import pLimit from "p-limit";
import type { DialOptions } from "../client/dial.js";
import { parseDialTarget } from "../client/dial-target.js";
import { type ReachedTarget, reachTarget } from "../client/target-socket.js";
import { type Clock, systemClock } from "../clock.js";
import { maskKeySource } from "../connection/mask-keys.js";
import type { HeaderLines } from "../protocol/http-head-writer.js";
import type { ConformanceCase } from "./case.js";
import { type CaseResult, unreachedResult } from "./case-result.js";
import { defaultCaseTimeoutMs } from "./case-timeout.js";
import { feedFromSocket, socketWire } from "./driver/socket-wire.js";
import { openAsClient } from "./open-as-client.js";
import { playCase } from "./play-case.js";
import { inPlayingOrder } from "./playing-order.js";
import { probeCase } from "./probe-case.js";
import { type ServerGone, ServerWatch } from "./server-watch.js";

/** A fresh one for every frame, drawn from the system's in bulk: some cases send half a million frames. */
const randomMaskKey = maskKeySource();

/** Options of {@link runServerCases}. */
export interface ServerRunOptions {
  /** ws:// or wss:// URL of an echo service. */
  readonly url: string;
  readonly cases: readonly ConformanceCase[];
  /** TLS, addresses, a proxy: how the server is reached. */
  readonly dial?: DialOptions | undefined;
  /** More header lines of every request. */
  readonly headers?: HeaderLines | undefined;
  /** Cases at a time. Default 8. */
  readonly jobs?: number | undefined;
  /** Milliseconds after which an absence counts as proved. Default 1,000. */
  readonly waitMs?: number | undefined;
  /** The bound on the time of a case that has none of its own. Default: see `defaultCaseTimeoutMs`. */
  readonly caseTimeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
  /** Told of each result as it comes; in no order. */
  readonly caseEnded?: ((result: CaseResult) => void) | undefined;
  /** Whether the server was reached before: one that is away is then waited for, from the first case on. */
  readonly wasReached?: boolean | undefined;
  /** Told when the server went away and stayed away: the cases that are left have no result. */
  readonly serverGone?: ((gone: ServerGone) => void) | undefined;
  /** Aborted: cases under way end, no other begins. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs the cases and gives their results in the order of `cases`; fewer when aborted, or when the server goes away. */
export async function runServerCases(options: ServerRunOptions): Promise<readonly CaseResult[]> {
  const { clock = systemClock, waitMs = 1_000, wasReached = false, signal } = options;
  const results = new Map<string, CaseResult>();
  // Every case under way listens to it.
  if (signal !== undefined) setMaxListeners(0, signal);
  const watch = new ServerWatch({ clock, waitMs, wasReached, signal });
  const play = async (testCase: ConformanceCase): Promise<void> => {
    if (signal?.aborted || watch.gone !== undefined) return;
    const reached = await watch.reach(testCase.id, () => reach(options));
    if (reached.kind === "failed" && watch.gone !== undefined) return;
    const result = await playOnServer(testCase, reached, options);
    watch.ended(result);
    // What it had come to when it was ended says nothing of the server.
    if (signal?.aborted && result.verdict === "fail") return;
    results.set(testCase.id, result);
    options.caseEnded?.(result);
  };
  const together = pLimit(options.jobs ?? 8);
  await Promise.all(
    inPlayingOrder(options.cases.filter(({ runsAlone }) => !runsAlone)).map((testCase) =>
      together(() => play(testCase)),
    ),
  );
  for (const testCase of options.cases.filter(({ runsAlone }) => runsAlone)) await play(testCase);
  if (watch.gone !== undefined) options.serverGone?.(watch.gone);
  return options.cases.flatMap(({ id }) => results.get(id) ?? []);
}

/** A case of its own on a new connection; its result is no part of the run. */
async function answersPing(options: ServerRunOptions): Promise<boolean> {
  return (await playOnServer(probeCase, await reach(options), options)).verdict === "pass";
}

function reach({ url, dial, clock = systemClock, signal }: ServerRunOptions): Promise<ReachedTarget> {
  return reachTarget(url, { ...dial, clock, signal });
}

async function playOnServer(
  testCase: ConformanceCase,
  reached: ReachedTarget,
  options: ServerRunOptions,
): Promise<CaseResult> {
  const { url, headers = [], clock = systemClock, waitMs = 1_000, signal } = options;
  if (reached.kind === "failed") {
    const { step, message } = reached.failure;
    return unreachedResult(testCase, `no ${step === "tls" ? "TLS" : "TCP"} connection to ${url}: ${message}`);
  }
  const { socket } = reached;
  const { hostHeader, target, authorization } = parseDialTarget(url);
  return playCase(testCase, {
    driver: {
      role: "client",
      wire: socketWire(socket),
      clock,
      waitMs,
      host: hostHeader,
      target,
      headers: withCredentials(headers, authorization),
      probe: () => answersPing(options),
      maskKey: randomMaskKey,
    },
    feed: (driver) => feedFromSocket(socket, driver),
    open: openAsClient,
    caseTimeoutMs: options.caseTimeoutMs ?? defaultCaseTimeoutMs(waitMs),
    signal,
  });
}

/** Credentials of the URL, unless the caller has written the header. */
function withCredentials(headers: HeaderLines, authorization: string | undefined): HeaderLines {
  const isGiven = headers.some(([name]) => name.toLowerCase() === "authorization");
  return authorization === undefined || isGiven ? headers : [["Authorization", authorization], ...headers];
}

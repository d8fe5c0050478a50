// A peer that never answers, never closes, floods or sends garbage cannot hang, crash or bloat a run: over real sockets.

import { afterEach, describe, expect, test } from "vitest";
import { systemClock } from "../../src/clock.js";
import type { CaseResult } from "../../src/conformance/case-result.js";
import { selectCases } from "../../src/conformance/case-selection.js";
import { makeCatalogue } from "../../src/conformance/catalogue.js";
import { type ClientListener, listenForClients } from "../../src/conformance/listener/client-listener.js";
import { runServerCases } from "../../src/conformance/run-server-cases.js";
import type { Role } from "../../src/protocol/opcodes.js";
import type { FaultSwitches } from "./faulty/fault-switches.js";
import { loosePeer } from "./faulty/loose-peer.js";
import { connectPeer, type PeerServer, servePeer } from "./faulty/socket-peer.js";

const meanPeers: readonly (readonly [name: string, faults: FaultSwitches])[] = [
  ["never answers", { neverAnswers: true }],
  ["ends TCP at once", { dropsTcpAtOnce: true }],
  ["answers bytes that are no HTTP", { answersGarbage: "http" }],
  ["sends bytes that are no frames", { answersGarbage: "frames" }],
  ["floods with messages", { floods: "messages" }],
  ["floods with pongs", { floods: "pongs" }],
  ["floods with fragments of one message", { floods: "fragments" }],
  ["floods with headers", { floods: "header" }],
  ["announces a frame of 2^60 bytes", { announcesBytes: 2 ** 60 }],
  [
    "never closes, never ends TCP and never echoes",
    { answersClose: "never", ignoresFin: true, echo: "never" },
  ],
];

const sample = [
  "1.1.2",
  "2.10",
  "3.1",
  "5.6",
  "6.4.1",
  "7.1.1",
  "C.4.1",
  "D.4.1",
  "H.10.2",
  "H.12.1",
  "M.3.1",
];
const waitMs = 50;
const caseTimeoutMs = 3_000;
/** Much more than a case takes even on a busy machine, and much less than for ever. */
const patienceMs = 25_000;
/** What a run may hold at once: two cases, each 64 MiB of a peer, and what garbage collection leaves lying about. */
const mostGrownBytes = 450 * 1024 * 1024;

let server: PeerServer | undefined;
let listener: ClientListener | undefined;

afterEach(async () => {
  await server?.close();
  await listener?.close();
  server = undefined;
  listener = undefined;
});

describe.each(meanPeers)("a peer that %s", (_, faults) => {
  test.each(["server", "client"] as const)(
    "cannot hang or bloat a run: %s",
    { timeout: 120_000 },
    async (role) => {
      const selection = selectCases(makeCatalogue(), role, { cases: sample, exclude: [], hostile: true });
      const startBytes = process.memoryUsage().rss;
      let peakBytes = 0;
      const watch = setInterval(() => {
        peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
      }, 20);
      const results = await runOn(role, faults, selection);
      clearInterval(watch);

      expect(results.map(({ id }) => id)).toEqual(selection.selected.map(({ id }) => id));
      expect(results.filter(({ durationMs }) => durationMs > patienceMs)).toEqual([]);
      expect(peakBytes - startBytes).toBeLessThan(mostGrownBytes);
      for (const { wire, received } of results) {
        expect(wire.first.length + wire.last.length).toBeLessThanOrEqual(180);
        expect(received.length).toBeLessThanOrEqual(50);
      }
    },
  );
});

async function runOn(
  role: Role,
  faults: FaultSwitches,
  selection: ReturnType<typeof selectCases>,
): Promise<readonly CaseResult[]> {
  const cases = selection.selected;
  if (role === "server") {
    server = await servePeer(loosePeer("server", faults, systemClock));
    return runServerCases({ url: server.url, cases, jobs: 2, waitMs, caseTimeoutMs });
  }
  const results: CaseResult[] = [];
  let told = (): void => {};
  listener = await listenForClients({
    selection,
    waitMs,
    caseTimeoutMs,
    caseEnded: (_, result) => {
      results.push(result);
      told();
    },
  });
  const host = `127.0.0.1:${listener.port}`;
  for (const { id } of cases) {
    const target = `/runCase?casetuple=${id}&agent=mean`;
    const ended = new Promise<void>((resolve) => {
      told = resolve;
    });
    const cut = connectPeer(listener.port, loosePeer("client", faults, systemClock, { host, target }));
    await ended;
    cut();
  }
  return results;
}

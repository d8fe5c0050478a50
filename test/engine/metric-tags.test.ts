// The table of tags that thresholds are checked by, held to what one load of each kind really records.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/clock.js";
import type { LoadOptions } from "../../src/engine/plan/load-options.js";
import { runLoads } from "../../src/engine/run-loads.js";
import { metricCatalogue } from "../../src/metrics/catalogue.js";
import { MetricCollector } from "../../src/metrics/collector.js";
import { canSelectBy, type LoadWork } from "../../src/metrics/metric-tags.js";
import type { ReportMetric } from "../../src/metrics/run-report.js";
import { type ReferenceServer, startReferenceServer } from "../../src/server/reference-server.js";

const folder = mkdtempSync(join(tmpdir(), "wsrig-metric-tags-"));
const script = join(folder, "talk.json");
let server: ReferenceServer;
let metrics: readonly ReportMetric[];

beforeAll(async () => {
  server = await startReferenceServer({ port: 0 });
  const steps = ["connect", { sendText: "hello" }, { expectText: "hello" }, "ping", "close"];
  writeFileSync(script, JSON.stringify({ name: "talk", path: "/echo", steps }));
  const collector = new MetricCollector({ clock: systemClock });
  const { durationMs } = await runLoads({ collector, loads: await loadsOfEachKind(), watchPid: process.pid });
  metrics = collector.metrics(durationMs);
}, 60_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const clients = { kind: "constant-clients", clients: 2, durationMs: 1_000 } as const;
const arrivals = {
  kind: "constant-arrival-rate",
  ratePerSecond: 20,
  durationMs: 1_000,
  maxClients: 1,
} as const;
const perLoad = { kind: "open", ratePerSecond: 50, per: "load", arrivals: "constant" } as const;
const session = { messages: 1 };

/** Where nobody listens: the port was free a moment ago. */
async function refusingUrl(): Promise<string> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const address = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return `ws://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

async function loadsOfEachKind(): Promise<readonly LoadOptions[]> {
  const refused = await refusingUrl();
  const { url } = server;
  const common = { tags: { team: "a" }, warmUpMs: 0, gracefulStopMs: 500, executor: clients };
  const talk = { file: script, scenario: "talk" };
  return [
    { ...common, name: "echo", url, traffic: { kind: "echo" } },
    { ...common, name: "rate", url, traffic: { kind: "echo", schedule: perLoad } },
    { ...common, name: "churn", url, executor: arrivals, traffic: { kind: "echo", session } },
    { ...common, name: "fanout", url: `${url}/broadcast`, traffic: { kind: "broadcast", schedule: perLoad } },
    { ...common, name: "stream", url: `${url}/stream?rate=100`, traffic: { kind: "stream" } },
    { ...common, name: "sink", url: `${url}/sink`, traffic: { kind: "sink" } },
    { ...common, name: "idle", url, traffic: { kind: "idle", pingIntervalMs: 50 } },
    { ...common, name: "storm", url, traffic: { kind: "storm", holdMs: 50 } },
    { ...common, name: "slow", url, traffic: { kind: "slow-reader" } },
    { ...common, name: "closed", url: `${url}/close`, traffic: { kind: "echo" } },
    { ...common, name: "refused", url: refused, traffic: { kind: "echo" } },
    { ...common, name: "talk", url, script: talk },
    { ...common, name: "talks", url, executor: arrivals, script: talk },
    { ...common, name: "talk-refused", url: refused, executor: arrivals, script: talk },
  ];
}

const works: readonly LoadWork[] = ["traffic", "script"];
/** What a run must come upon: a name to resolve, a proxy, TLS, a target too slow, a pause, or much CPU time. */
const mayBeMissing = [
  "ws_handshake_dns",
  "ws_handshake_proxy",
  "ws_handshake_tls",
  "ws_send_blocked",
  "ws_msgs_dropped",
  "generator_gc_pause",
  "target_cpu",
  "ws_msgs_answered_after",
  "target_cpu_per_message",
  "target_memory_per_connection",
];

function workOf({ tags }: ReportMetric): LoadWork {
  return tags.load?.startsWith("talk") ? "script" : "traffic";
}

/** The tag sets of a metric's samples; where it has none but zeros, those of the zeros. */
function tagSets(name: string, work: LoadWork): readonly (readonly string[])[] {
  const recorded = metrics.filter((metric) => metric.name === name && workOf(metric) === work);
  const counted = recorded.filter((metric) => !("count" in metric && metric.count === 0));
  return (counted.length > 0 ? counted : recorded).map(({ tags }) => Object.keys(tags));
}

test("every metric is recorded by one of the loads", () => {
  const missing = metricCatalogue
    .map(({ name }) => name)
    .filter((name) => tagSets(name, "traffic").length === 0);
  const scripted = missing.filter((name) => tagSets(name, "script").length === 0);
  expect(missing.filter((name) => !mayBeMissing.includes(name))).toEqual(["checks"]);
  expect(scripted.filter((name) => !mayBeMissing.includes(name))).toEqual([]);
});

test.each(metricCatalogue.map(({ name }) => name))(
  "%s has the tags by which thresholds may select",
  (name) => {
    for (const work of works) {
      const sets = tagSets(name, work);
      if (sets.length === 0) continue;
      const tags = ["team", "load", "phase", "scenario", "worker"];
      const selectable = tags.filter((tag) => canSelectBy(name, { tag, works: [work] }));
      const recorded = tags.filter((tag) => sets.some((set) => set.includes(tag)));
      expect({ work, tags: selectable }).toEqual({ work, tags: recorded });
      // All or none: nothing of a metric is left out by a tag that it has.
      for (const set of sets) expect(set).toEqual(expect.arrayContaining(recorded));
    }
  },
);

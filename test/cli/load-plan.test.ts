// Every flag of `wsrig load` reaches the plan, as the report of a real run shows it.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { amountFlags, generatorFlags, messageFlags, trafficFlags } from "../../src/cli/load/load-flags.js";
import { runReportSchema } from "../../src/metrics/run-report.js";
import type { ReferenceServer } from "../../src/server/reference-server.js";
import { runCli, temporaryFolder } from "./run-cli.js";
import { startTarget } from "./targets.js";

const folder = temporaryFolder();
const users = join(folder.path, "users.csv");
let server: ReferenceServer;
beforeAll(async () => {
  server = await startTarget();
  writeFileSync(users, "user\nann\n");
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

interface Row {
  readonly title: string;
  readonly path: string;
  readonly args: readonly string[];
  /** What the plan must hold: of the run, and of its load. */
  readonly run?: object;
  readonly load: object;
}

const generated = (size: object) => ({ kind: "generated", size });
const brief = ["-d", "200ms", "--warm-up", "0s"];

const rows: readonly Row[] = [
  {
    title: "a closed loop",
    path: "/echo",
    args: [
      ...["--connections", "3", "--duration", "200ms", "--warm-up", "100ms", "--in-flight", "4"],
      ...[
        "--size",
        "1KiB",
        "--binary",
        "--fragment-bytes",
        "100",
        "--write-bytes",
        "50",
        "--ping-every",
        "3",
      ],
      ...["--mask-keys", "fixed", "--message-timeout", "9s", "--graceful-stop", "2s", "--seed", "7"],
      ...["--connect-rate", "100", "--connect-concurrency", "2", "--local-addresses", "127.0.0.1-127.0.0.2"],
      ...["--tag", "team=a", "--connections-per-client", "2", "--keep-open"],
    ],
    run: { seed: 7, workers: 1, pacing: "economical" },
    load: {
      executor: { kind: "constant-clients", clients: 3, durationMs: 200 },
      warmUpMs: 100,
      gracefulStopMs: 2_000,
      tags: { team: "a" },
      work: {
        kind: "echo",
        connectionsPerClient: 2,
        keepOpen: true,
        messageTimeoutMs: 9_000,
        schedule: { kind: "closed", inFlight: 4 },
        match: { kind: "order" },
        message: {
          kind: "binary",
          payload: generated({ kind: "fixed", bytes: 1_024 }),
          delivery: { fragmentBytes: 100, writeBytes: 50, pingEveryFragments: 3 },
        },
      },
      connect: { concurrency: 2, ratePerSecond: 100, localAddresses: ["127.0.0.1", "127.0.0.2"] },
    },
  },
  {
    title: "a rate over all connections, in two workers",
    path: "/echo",
    args: [
      ...["-r", "50", "--poisson", "-c", "4", "-d", "500ms", "--warm-up", "0s", "--workers", "2"],
      ...["--pacing", "precise", "--max-lateness", "1m", "--max-cpu", "95%", "--size", "16B-64B"],
    ],
    run: {
      workers: 2,
      pacing: "precise",
      limits: { latenessP99Ms: 60_000, cpuShare: 0.95, cpuSeconds: 3 },
    },
    load: {
      work: {
        schedule: { kind: "open", ratePerSecond: 50, per: "load", arrivals: "poisson" },
        message: { payload: generated({ kind: "uniform", minBytes: 16, maxBytes: 64 }) },
      },
    },
  },
  {
    title: "a rate of each connection, with payloads from a template and a feed, answers by id",
    path: "/echo",
    args: [
      ...["--rate-per-connection", "20", "--max-lateness", "1m", ...brief, "--match", "json:meta.id"],
      ...["--payload", '{"meta":{"id":{{id}}},"user":"{{feed.user}}"}', "--feed", users],
    ],
    load: {
      work: {
        schedule: { kind: "open", ratePerSecond: 20, per: "connection", arrivals: "constant" },
        match: { kind: "json", path: "meta.id" },
        message: {
          payload: {
            kind: "template",
            text: '{"meta":{"id":{{id}}},"user":"{{feed.user}}"}',
            feed: { file: users, format: "csv", order: "sequential" },
          },
        },
      },
    },
  },
  {
    title: "a ramp of connections, each for a time",
    path: "/echo",
    args: ["--phase", "100ms:3", "--phase", "100ms:1", "--session-duration", "50ms", "--match", "offset:4"],
    load: {
      executor: {
        kind: "ramping-clients",
        startClients: 0,
        phases: [
          { durationMs: 100, target: 3 },
          { durationMs: 100, target: 1 },
        ],
      },
      warmUpMs: 0,
      work: { session: { durationMs: 50 }, match: { kind: "offset", offset: 4 } },
    },
  },
  {
    title: "sessions that arrive at a rate",
    path: "/echo",
    args: ["--arrival-rate", "20", "--messages", "2", "-c", "30", "--max-lateness", "1m", ...brief],
    load: {
      executor: { kind: "constant-arrival-rate", ratePerSecond: 20, durationMs: 200, maxClients: 30 },
      work: { session: { messages: 2 } },
    },
  },
  {
    title: "sessions that arrive ever faster, of one message where nothing is said",
    path: "/echo",
    args: ["--arrival-rate", "5", "--phase", "200ms:30", "-c", "30", "--max-lateness", "1m"],
    load: {
      executor: {
        kind: "ramping-arrival-rate",
        startRatePerSecond: 5,
        phases: [{ durationMs: 200, target: 30 }],
        maxClients: 30,
      },
      work: { session: { messages: 1 } },
    },
  },
  {
    title: "a number of sessions",
    path: "/echo",
    args: ["--iterations", "12", "-c", "3", "-d", "30s", "--traffic", "churn"],
    load: {
      executor: { kind: "shared-iterations", clients: 3, iterations: 12, maxDurationMs: 30_000 },
      warmUpMs: 0,
      work: { kind: "echo", session: { messages: 10 } },
    },
  },
  {
    title: "a broadcast",
    path: "/broadcast?self=1",
    args: [
      ...["--traffic", "broadcast", "-c", "4", "--publishers", "2", "--self-delivery", "-r", "40"],
      ...["--max-lateness", "1m", ...brief],
    ],
    load: {
      work: {
        kind: "broadcast",
        publishers: 2,
        includesSender: true,
        schedule: { kind: "open", ratePerSecond: 40, per: "load", arrivals: "constant" },
        message: { payload: generated({ kind: "fixed", bytes: 64 }) },
      },
    },
  },
  {
    title: "a stream",
    path: "/stream?rate=50",
    args: ["--traffic", "stream", "--stall", "20s", "--subscribe", "all", "-c", "2", ...brief],
    load: { work: { kind: "stream", stallMs: 20_000, subscribe: { kind: "text", text: "all" } } },
  },
  {
    title: "a sink",
    path: "/sink",
    args: ["--traffic", "sink", "-r", "50", "-c", "2", "--max-lateness", "1m", ...brief],
    load: { work: { kind: "sink", schedule: { kind: "open", ratePerSecond: 50, per: "load" } } },
  },
  {
    title: "idle connections",
    path: "/echo",
    args: ["--traffic", "idle", "--ping-interval", "50ms", "-c", "2", ...brief],
    load: { work: { kind: "idle", pingIntervalMs: 50 } },
  },
  {
    title: "a storm",
    path: "/echo",
    args: ["--traffic", "storm", "--hold", "50ms", "--drop", "reset", "-c", "2", ...brief],
    load: { work: { kind: "storm", holdMs: 50, drop: "reset" } },
  },
  {
    title: "a slow reader that is pushed to",
    path: "/stream?rate=50",
    args: ["--traffic", "slow-reader", "--read-rate", "2KiB", "-c", "2", ...brief],
    load: { work: { kind: "slow-reader", readBytesPerSecond: 2_048 } },
  },
  {
    title: "a slow reader that has its own messages sent back",
    path: "/echo",
    args: ["--traffic", "slow-reader", "--size", "1KiB", "-c", "2", "--graceful-stop", "200ms", ...brief],
    load: { work: { kind: "slow-reader", message: { payload: generated({ kind: "fixed", bytes: 1_024 }) } } },
  },
];

describe("the plan of wsrig load", () => {
  it.each(rows)("$title", async ({ path, args, run = {}, load }) => {
    const { code, stdout, stderr } = await runCli([
      "load",
      `${server.url}${path}`,
      ...args,
      "--json",
      "--out",
      folder.path,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { plan, loads } = runReportSchema.parse(JSON.parse(stdout));
    expect(plan).toMatchObject({ ...run, loads: [{ name: "load", url: `${server.url}${path}`, ...load }] });
    expect(loads).toHaveLength(1);
  });

  it("is shown here for every flag", () => {
    const shown = new Set(rows.flatMap(({ args }) => args));
    const flags = { ...amountFlags, ...messageFlags, ...trafficFlags, ...generatorFlags };
    const missing = Object.entries(flags).filter(
      ([name, { alias }]) => !shown.has(`--${name}`) && !shown.has(`-${alias}`),
    );
    // Not of the plan: what is watched beside it.
    expect(missing.map(([name]) => name)).toEqual(["threshold", "watch-pid"]);
  });
});

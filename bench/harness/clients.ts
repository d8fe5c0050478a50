// The clients that take turns: which workloads each runs, and how it is made ready.

import { join } from "node:path";
import {
  benchFile,
  type Command,
  generatorCore,
  nodeCommand,
  outputOf,
  pinned,
  succeeds,
} from "./commands.js";
import type { EchoServer } from "./echo-server.js";
import { parseSample, type Sample } from "./sample.js";
import { type WatchedRun, watchRun } from "./watched-run.js";
import { type Workload, workloadArguments } from "./workloads.js";

/** The name of a client in the results. */
export type ClientName =
  | "wsrig"
  | "wsrig-ws"
  | "bare-frame"
  | "bare-ws"
  | "c"
  | "go-coder"
  | "go-gorilla"
  | "k6-ws"
  | "k6-websockets"
  | "artillery";

/** One run of one client. */
export interface ClientRun {
  readonly workload: Workload;
  readonly server: EchoServer;
  readonly warmUpMs: number;
  readonly steadyMs: number;
}

/** What runs a client, or why it is not there. */
export type Prepared =
  | { readonly kind: "ready"; measure(run: ClientRun): Promise<Sample> }
  | { readonly kind: "missing"; readonly why: string };

/** A client that may take part. */
export interface Client {
  readonly name: ClientName;
  readonly title: string;
  runs(workload: Workload): boolean;
  /** Builds or finds it. @param folder - Where built programs go. */
  prepare(folder: string): Prepared;
}

/** All clients, in the order of the table. */
export const clients: readonly Client[] = [
  { name: "c", title: "C, epoll", runs: () => true, prepare: buildC },
  {
    name: "wsrig",
    title: "wsrig, own framing",
    runs: () => true,
    prepare: () => selfMeasured(nodeCommand("clients/wsrig-load.ts", ["--driver=frame"])),
  },
  {
    name: "wsrig-ws",
    title: "wsrig `--driver ws`",
    runs: isClosed,
    prepare: () => selfMeasured(nodeCommand("clients/wsrig-load.ts", ["--driver=ws"])),
  },
  {
    name: "bare-frame",
    title: "own framing, nothing recorded",
    runs: only("100x32"),
    prepare: () => selfMeasured(nodeCommand("clients/bare-frame.ts", [])),
  },
  {
    name: "bare-ws",
    title: "bare `ws` loop",
    runs: only("1x32", "100x32", "1000x32"),
    prepare: () => selfMeasured(nodeCommand("clients/bare-ws.ts", [])),
  },
  {
    name: "go-coder",
    title: "Go, coder/websocket",
    runs: only("100x32", "1000x32"),
    prepare: (folder) => buildGo("coder", folder),
  },
  {
    name: "go-gorilla",
    title: "Go, gorilla/websocket",
    runs: only("100x32", "1000x32"),
    prepare: (folder) => buildGo("gorilla", folder),
  },
  { name: "k6-ws", title: "k6, `k6/ws`", runs: only("100x32"), prepare: () => findK6("ws") },
  {
    name: "k6-websockets",
    title: "k6, `k6/websockets`",
    runs: only("100x32"),
    prepare: () => findK6("websockets"),
  },
  { name: "artillery", title: "Artillery", runs: only("100x32"), prepare: findArtillery },
];

function only(...names: readonly string[]) {
  return ({ name }: Workload): boolean => names.includes(name);
}

function isClosed({ ratePerSecond }: Workload): boolean {
  return ratePerSecond === 0;
}

function buildC(folder: string): Prepared {
  const program = join(folder, "epoll");
  return succeeds(["cc", "-O2", "-o", program, benchFile("clients/epoll.c")])
    ? selfMeasured([program])
    : { kind: "missing", why: "no C compiler that builds it" };
}

function buildGo(library: "coder" | "gorilla", folder: string): Prepared {
  if (!succeeds(["go", "version"])) return { kind: "missing", why: "Go is not installed" };
  const program = join(folder, `go-${library}`);
  return succeeds(["go", "build", "-C", benchFile("clients/go"), "-o", program, `./${library}`])
    ? selfMeasured([program])
    : { kind: "missing", why: "Go could not build it: its modules are neither cached nor to be had" };
}

function findK6(module: "ws" | "websockets"): Prepared {
  if (!succeeds(["k6", "version"])) return { kind: "missing", why: "k6 is not on PATH" };
  const script = benchFile(`clients/k6-${module}.js`);
  return watched(["k6", "run", "--quiet", "--no-usage-report", "--no-summary", script], {});
}

function findArtillery(): Prepared {
  const tries: readonly Command[] = [["artillery"], ["npx", "--no-install", "artillery"]];
  const found = tries.find((command) => succeeds([...command, "version"]));
  if (found === undefined) return { kind: "missing", why: "Artillery is not installed" };
  const script = benchFile("clients/artillery.yml");
  return watched([...found, "run", "--quiet", script], { ARTILLERY_DISABLE_TELEMETRY: "true" });
}

/** A client of ours: it takes the arguments of clients/workload.h and prints its sample. */
function selfMeasured([program, ...first]: Command): Prepared {
  return {
    kind: "ready",
    measure: async ({ workload, server, warmUpMs, steadyMs }) => {
      const times = [`--warm-up-ms=${warmUpMs}`, `--steady-ms=${steadyMs}`];
      const args = [`--url=${server.url}`, ...workloadArguments(workload), ...times];
      const command = pinned(generatorCore, [program, ...first, ...args]);
      return parseSample(await outputOf(command, warmUpMs + steadyMs + 60_000));
    },
  };
}

/** A tool that is watched from outside: the script gets what it has to do in the environment. */
function watched(command: Command, env: WatchedRun["env"]): Prepared {
  return {
    kind: "ready",
    measure: ({ server, warmUpMs, steadyMs }) => {
      // /proc counts in steps of 10 ms: a longer measurement keeps them below half a percent.
      const longer = { warmUpMs: warmUpMs * 2, steadyMs: Math.max(steadyMs, 4_000) };
      return watchRun({ command, env: { ...env, BENCH_URL: server.url }, server, ...longer });
    },
  };
}

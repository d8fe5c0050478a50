// `wsrig run` with a file of loads.

import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runReportSchema } from "../../src/metrics/run-report.js";
import type { ReferenceServer } from "../../src/server/reference-server.js";
import { runCli, temporaryFolder } from "./run-cli.js";
import { startTarget } from "./targets.js";

const folder = temporaryFolder();
const out = ["--out", join(folder.path, "reports")];
const lenient = ["--max-lateness", "1m"];
let server: ReferenceServer;
beforeAll(async () => {
  server = await startTarget();
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

function write(name: string, text: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, text);
  return path;
}

const twoLoads = `
workers: 2
limits: { lateness: 5ms }
loads:
  chat:
    path: /echo
    tags: { team: a }
    warmUp: 0s
    executor: { kind: constant-clients, clients: 2, duration: 300ms }
    traffic: { kind: echo, rate: 20 }
  hold:
    start: 100ms
    warmUp: 0s
    executor: { kind: constant-clients, clients: 3, duration: 200ms }
    traffic: { kind: idle, pingInterval: 50ms }
thresholds:
  "ws_msgs_answered{load:chat}": [count == 6]
  "ws_sessions{load:hold}": [count == 3]
`;

describe("wsrig run with loads", () => {
  it("runs them side by side, with the thresholds of the file and those of flags", async () => {
    const file = write("two.yaml", twoLoads);
    const flags = ["--workers", "1", "--pacing", "precise", "--threshold", "ws_errors: count == 0"];
    const { code, stdout, stderr } = await runCli([
      ...["run", file, "--url", server.url, ...lenient, ...flags, "--tag", "run=nightly", "--json"],
      ...out,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const report = runReportSchema.parse(JSON.parse(stdout));
    // A flag goes before the file, and what no flag says is the file's.
    expect(report.plan).toMatchObject({
      file,
      workers: 1,
      pacing: "precise",
      limits: { latenessP99Ms: 60_000, cpuShare: 0.9 },
      loads: [
        { name: "chat", url: `${server.url}/echo`, tags: { run: "nightly", team: "a" }, startMs: 0 },
        { name: "hold", url: server.url, tags: { run: "nightly" }, startMs: 100 },
      ],
    });
    expect(report.thresholds?.map(({ expression, ok }) => [expression, ok])).toEqual([
      ["count == 6", true],
      ["count == 3", true],
      ["count == 0", true],
    ]);
    expect(report.loads?.map(({ name, model }) => [name, model])).toEqual([
      ["chat", "open"],
      ["hold", "closed"],
    ]);
  });

  it("a threshold that does not hold: exit code 99", async () => {
    const file = write("red.yaml", twoLoads.replace("count == 6", "count == 7"));
    const { code, stdout } = await runCli(["run", file, "--url", server.url, ...lenient, "-q", ...out]);
    expect(code).toBe(99);
    expect(stdout).toMatch(/ws_msgs_answered\{load:chat\}: count == 7 +failed +6$/m);
  });

  it("abortOnFail ends the run long before its time", async () => {
    const file = write(
      "abort.yaml",
      `
loads:
  endless: { warmUp: 0s, executor: { kind: constant-clients, clients: 1, duration: 1h } }
thresholds:
  ws_msgs_answered: [{ threshold: count < 1, abortOnFail: true }]
`,
    );
    const { code, stdout } = await runCli(["run", file, "--url", server.url, "-q", ...out]);
    expect(code).toBe(99);
    expect(stdout).toMatch(/ws_msgs_answered: count < 1 +failed/);
  });

  it("a scripted scenario is the work of a load: its failed checks make exit code 1", async () => {
    const file = write(
      "scripted.ts",
      `import { scenario } from "wsrig";
const chatter = scenario({ name: "chatter", async run(session) {
  const socket = await session.connect();
  socket.sendText("hello");
  session.check("is deaf", (await socket.receiveText()) === "");
  await socket.close();
} });
export default {
  scenarios: [chatter],
  loads: { talk: { executor: { kind: "per-client-iterations", clients: 2, iterations: 3 }, scenario: "chatter" } },
};
`,
    );
    const { code, stdout } = await runCli(["run", file, "--url", server.url, "--json", ...out]);
    expect(code).toBe(1);
    const { checks } = runReportSchema.parse(JSON.parse(stdout));
    expect(checks).toContainEqual(
      expect.objectContaining({ title: "is deaf", scenario: "chatter", status: "fail", fails: 6 }),
    );
  });

  it("a scripted load has its warm-up apart, and counts every iteration once", async () => {
    const file = write(
      "warm.ts",
      `import { scenario } from "wsrig";
const greeting = scenario({ name: "greeting", async run(session) {
  const socket = await session.connect();
  session.counter("greetings");
  await socket.close();
} });
const executor = { kind: "constant-arrival-rate", rate: 10, duration: "500ms", maxClients: 20 };
export default {
  scenarios: [greeting],
  metrics: { greetings: "counter" },
  loads: { talk: { warmUp: "1s", executor, scenario: "greeting" } },
  thresholds: {
    iterations: ["count == 5"],
    greetings: ["count == 5"],
    ws_sessions: ["count == 5"],
    "ws_sessions{phase:warm-up}": ["count == 10"],
    dropped_iterations: ["count == 0"],
  },
};
`,
    );
    const { code, stdout } = await runCli(["run", file, "--url", server.url, ...lenient, "--json", ...out]);
    const { thresholds } = runReportSchema.parse(JSON.parse(stdout));
    expect(thresholds.map(({ metric, observed }) => [metric, observed])).toEqual([
      ["iterations", 5],
      ["greetings", 5],
      ["ws_sessions", 5],
      ["ws_sessions{phase:warm-up}", 10],
      ["dropped_iterations", 0],
    ]);
    expect(code).toBe(0);
  });

  it.each(["1", "2"])(
    "two scripted loads side by side in %s workers catch their own stray errors",
    async (workers) => {
      const file = write(
        "stray.mjs",
        `import { scenario } from "wsrig";
const calm = scenario({ name: "calm", async run(session) {
  await (await session.connect()).close();
  session.check("ran", true);
} });
const wild = scenario({ name: "wild", async run() {
  setTimeout(() => { throw new Error("stray"); });
  await new Promise((resolve) => setTimeout(resolve));
} });
const executor = { kind: "shared-iterations", clients: 2, iterations: 2 };
export default {
  scenarios: [calm, wild],
  loads: { a: { executor, scenario: "calm" }, b: { executor, scenario: "wild" } },
};
`,
      );
      const args = ["run", file, "--url", server.url, "--workers", workers, "--json", ...out];
      const { code, stdout, stderr } = await runCli(args);
      expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
      const { checks } = runReportSchema.parse(JSON.parse(stdout));
      expect(checks).toContainEqual(expect.objectContaining({ title: "ran", status: "pass", passes: 2 }));
      const stray = checks.filter(({ status }) => status === "fail").map(({ received }) => received);
      expect(new Set(stray)).toEqual(new Set(["Error: stray"]));
    },
  );
});

describe("a fault that no scenario's code has", () => {
  it.each(["1", "2"])("ends the run with exit code 70 and its message, workers: %s", async (workers) => {
    const file = write(
      "fault.mjs",
      `import { scenario } from "wsrig";
const wild = scenario({ name: "wild", async run() {
  const error = new TypeError("of nobody");
  error.stack = error.message;
  setTimeout(() => { throw error; });
  await new Promise((resolve) => setTimeout(resolve, 100));
} });
const executor = { kind: "constant-clients", clients: 2, duration: "1m" };
export default { scenarios: [wild], loads: { a: { executor, scenario: "wild" } } };
`,
    );
    const { code, stderr } = await runCli([
      "run",
      file,
      "--url",
      server.url,
      "--workers",
      workers,
      "-q",
      ...out,
    ]);
    expect(code).toBe(70);
    expect(stderr).toContain("of nobody");
  });
});

describe("mistakes in a file of loads: exit code 2, all at once, nothing written", () => {
  it.each<[title: string, text: string, args: readonly string[], lines: readonly string[]]>([
    [
      "a load that cannot be, and a scenario that is not there",
      `loads:
  a: { executor: { kind: shared-iterations, clients: 5, iterations: 5 }, warmUp: 1s, traffic: { kind: idle } }
  b: { executor: { kind: constant-clients, clients: 1, duration: 1s }, scenario: nix }
`,
      [],
      [
        `error: loads.b.scenario is "nix"; must be one of the file's scenarios: there are none`,
        'loads.a.warmUp is "1s"; must be 0, as shared-iterations counts iterations and not time',
        "loads.a.traffic.session: session has no end; must have messages or duration under the executor shared-iterations",
      ],
    ],
    [
      "flags that are for scenarios",
      twoLoads,
      ["--clients", "5", "--iterations", "5"],
      [
        "error: 2 flags are wrong:",
        "  --clients is for files with scenarios without loads; this one has loads, which say their own",
        "  --iterations is for files with scenarios without loads; this one has loads, which say their own",
      ],
    ],
    [
      "a --url that no load would go to",
      twoLoads
        .replace("path: /echo", "url: ws://127.0.0.1:2")
        .replace("start:", "url: ws://127.0.0.1:3\n    start:"),
      [],
      [
        "error: --url is for loads that name no url, and every load of this file names its own",
        "hint: Give the file one url at its top, and its loads a path.",
      ],
    ],
    [
      "flags that are for loads",
      "name: x\nsteps: [connect]\n",
      ["-w", "2", "--pacing", "precise", "--max-lateness", "1s"],
      [
        "error: 3 flags are wrong:",
        "  --workers is for files with loads; this one has no loads",
        "  --pacing is for files with loads; this one has no loads",
        "  --max-lateness is for files with loads; this one has no loads",
      ],
    ],
    [
      "keys that are for loads, in a file without any",
      "workers: 2\nlimits: { cpu: 0.5 }\nloads: {}\nscenarios: [{ name: x, steps: [connect] }]\n",
      [],
      [
        "error: wrong.yaml:1:10: workers is for files with loads; this one has none (add loads, or leave out workers)",
        "wrong.yaml:2:9: limits is for files with loads; this one has none (add loads, or leave out limits)",
      ],
    ],
    [
      "a file that holds nothing to run",
      "loads: {}\nworkers: 2\n",
      [],
      ["error: wrong.yaml:1:1: the file has neither scenarios nor loads; must have one of them"],
    ],
    [
      "thresholds of what is not measured",
      twoLoads.replace("ws_sessions{load:hold}", "ws_sesions{load:hold}").replace("load:chat", "load:chad"),
      [],
      [
        'error: thresholds.ws_msgs_answered{load:chad}: tag load is never "chad" (Write chat if you mean that.)',
        'thresholds.ws_sesions{load:hold}: metric "ws_sesions" is not known (Write ws_sessions if you mean that.)',
      ],
    ],
  ])("%s", async (_, text, args, lines) => {
    const own = temporaryFolder();
    try {
      const file = write("wrong.yaml", text);
      const url = ["--url", "ws://127.0.0.1:1"];
      const result = await runCli(["run", file, ...url, ...args, "--out", own.path]);
      expect(result).toEqual({ code: 2, stdout: "", stderr: expect.any(String) });
      expect(result.stderr.trimEnd().replaceAll(file, "wrong.yaml").split("\n")).toEqual(lines);
      expect(readdirSync(own.path)).toEqual([]);
    } finally {
      own.remove();
    }
  });
});

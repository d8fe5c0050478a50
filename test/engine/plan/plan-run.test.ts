import { describe, expect, test } from "vitest";
import { InvalidLoadError } from "../../../src/engine/plan/invalid-load-error.js";
import type { LoadOptions } from "../../../src/engine/plan/load-options.js";
import { connectionsOf, planRun, type RunOptions } from "../../../src/engine/plan/plan-run.js";

const machine = { openFiles: 1_064, portsPerAddress: 28_000, cores: 4 };
const url = "ws://127.0.0.1:9";
const tenForASecond = { kind: "constant-clients", clients: 10, durationMs: 1_000 } as const;

function plan(load: Partial<LoadOptions>, run: Partial<RunOptions> = {}) {
  return planRun({ seed: 1, loads: [{ url, executor: tenForASecond, ...load }], ...run }, machine);
}

/** Place and message of every problem. */
function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidLoadError)
      return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

test("a url and an executor are enough; all else has a default", () => {
  expect(plan({})).toEqual({
    seed: 1,
    workers: 1,
    pacing: "economical",
    limits: { latenessP99Ms: 10, cpuShare: 0.9, cpuSeconds: 3 },
    loads: [
      {
        name: "load",
        url,
        tags: {},
        startMs: 0,
        warmUpMs: 1_000,
        gracefulStopMs: 5_000,
        executor: tenForASecond,
        work: {
          kind: "echo",
          connectionsPerClient: 1,
          keepOpen: false,
          messageTimeoutMs: 10_000,
          message: {
            kind: "text",
            payload: { kind: "generated", size: { kind: "fixed", bytes: 32 } },
            delivery: {},
          },
          schedule: { kind: "closed", inFlight: 1 },
          match: { kind: "order" },
          session: {},
        },
        connect: { dial: {}, concurrency: 64, ratePerSecond: undefined, localAddresses: [] },
      },
    ],
  });
});

test("further loads without a name are load-2, load-3", () => {
  const load = { url, executor: tenForASecond };
  const { loads } = planRun({ seed: 1, loads: [load, { ...load, name: "mine" }, load] }, machine);
  expect(loads.map(({ name }) => name)).toEqual(["load", "mine", "load-3"]);
});

const phases = [{ durationMs: 1_000, target: 5 }];
test.each<[LoadOptions["executor"], warmUpMs: number, connections: number]>([
  [tenForASecond, 1_000, 20],
  [{ kind: "ramping-clients", startClients: 7, phases }, 0, 14],
  [{ kind: "constant-arrival-rate", ratePerSecond: 5, durationMs: 1_000, maxClients: 6 }, 1_000, 12],
  [{ kind: "ramping-arrival-rate", startRatePerSecond: 0, phases, maxClients: 9 }, 0, 18],
  [{ kind: "shared-iterations", clients: 3, iterations: 5, maxDurationMs: 1_000 }, 0, 6],
  [{ kind: "per-client-iterations", clients: 4, iterations: 5, maxDurationMs: 1_000 }, 0, 8],
])(
  "%o warms up for %i ms, and with two sockets a client opens at most %i",
  (executor, warmUpMs, connections) => {
    const traffic = { kind: "echo", session: { messages: 1 }, connectionsPerClient: 2 } as const;
    const [load] = plan({ executor, traffic }).loads;
    if (load === undefined) throw new Error("there is one");
    expect([load.warmUpMs, connectionsOf(load)]).toEqual([warmUpMs, connections]);
  },
);

test("a script has its absolute file, 30 s to end, and one connection a client", () => {
  const [load] = plan({ script: { file: "/there/chat.ts", scenario: "chat" } }).loads;
  if (load === undefined) throw new Error("there is one");
  expect(load.work).toEqual({ kind: "script", file: "/there/chat.ts", scenario: "chat" });
  expect([load.gracefulStopMs, connectionsOf(load)]).toEqual([30_000, 10]);
});

describe("mistakes are told all at once, each with its place", () => {
  test("of one load", () => {
    const run = () =>
      plan(
        {
          name: "a b",
          url: "ws://127.0.0.1:99999",
          warmUpMs: -1,
          executor: { kind: "ramping-clients", startClients: -1, phases: [{ durationMs: -5, target: 1.5 }] },
          traffic: { kind: "echo", session: { messages: 0 }, message: { delivery: { writeBytes: 0 } } },
          connectConcurrency: 0,
          connectRatePerSecond: 0,
        },
        { workers: 0, limits: { cpuShare: 0 } },
      );
    expect(problemsOf(run)).toEqual([
      "workers: workers is 0; must be a whole number of at least 1",
      "limits.cpuShare: cpuShare is 0; must be a finite number greater than 0",
      'name: name is "a b"; must be 1 to 100 letters, digits, ".", "_" or "-"',
      'url: URL "ws://127.0.0.1:99999" cannot be read as a URL',
      "warmUpMs: warmUpMs is -1; must be a finite number of milliseconds, 0 or more",
      "connectConcurrency: connectConcurrency is 0; must be a whole number of at least 1",
      "connectRatePerSecond: connectRatePerSecond is 0; must be a finite number greater than 0",
      "executor.startClients: startClients is -1; must be a whole number from 0 to 1,000,000",
      "executor.phases[0].durationMs: durationMs is -5; must be from 0 ms to 8760 h",
      "executor.phases[0].target: target is 1.5; must be a whole number from 0 to 1,000,000",
      "traffic.session.messages: messages is 0; must be a whole number of at least 1",
      "traffic.message.delivery.writeBytes: writeBytes is 0; must be a whole number of at least 1",
    ]);
  });

  test("of several loads, with the name of each", () => {
    const broken = { url, executor: { ...tenForASecond, clients: 0 } };
    const run = () =>
      planRun(
        {
          seed: 1,
          loads: [
            { ...broken, name: "a" },
            { ...broken, name: "b" },
          ],
        },
        machine,
      );
    expect(problemsOf(run)).toEqual([
      "loads.a.executor.clients: clients is 0; must be a whole number from 1 to 1,000,000",
      "loads.b.executor.clients: clients is 0; must be a whole number from 1 to 1,000,000",
    ]);
  });

  test("the error has one line for each, and the place of the first", () => {
    const run = () => plan({ warmUpMs: -1, gracefulStopMs: Number.NaN });
    const message =
      "warmUpMs: warmUpMs is -1; must be a finite number of milliseconds, 0 or more\n" +
      "gracefulStopMs: gracefulStopMs is NaN; must be a finite number of milliseconds, 0 or more";
    expect(run).toThrow(expect.objectContaining({ code: "usage-invalid-load", message, path: "warmUpMs" }));
  });

  test.each<[string, Partial<LoadOptions>, string]>([
    [
      "a warm-up before counted iterations",
      {
        warmUpMs: 5,
        executor: { kind: "shared-iterations", clients: 1, iterations: 1, maxDurationMs: 1 },
        traffic: { kind: "echo", session: { messages: 1 } },
      },
      "warmUpMs: warmUpMs is 5; must be 0, as shared-iterations counts iterations and not time",
    ],
    [
      "sessions without an end that arrive at a rate",
      { executor: { kind: "constant-arrival-rate", ratePerSecond: 1, durationMs: 1, maxClients: 1 } },
      "traffic.session: session has no end; must have messages or durationMs under the executor constant-arrival-rate",
    ],
    [
      "a storm of clients that come and go",
      { executor: { kind: "ramping-clients", startClients: 0, phases }, traffic: { kind: "storm" } },
      "traffic.kind: kind is storm; must have the executor constant-clients, not ramping-clients",
    ],
    [
      "a broadcast in which all publish",
      { traffic: { kind: "broadcast", publishers: 10 } },
      "traffic.publishers: publishers is 10; must be less than the 10 connections, so that one only listens",
    ],
    [
      "a tag that says the load phase",
      { tags: { team: "a", phase: "peak" } },
      'tags.phase: tags.phase is "peak"; must have another name, as the tag phase is wsrig\'s own',
    ],
    [
      "a tag that says the scenario of a script",
      { tags: { scenario: "chat" }, script: { file: "chat.ts", scenario: "talk" } },
      'tags.scenario: tags.scenario is "chat"; must have another name, as the tag scenario is wsrig\'s own',
    ],
  ])("%s", (_, load, problem) => {
    expect(problemsOf(() => plan(load))).toEqual([problem]);
  });

  test("a tag named scenario is the user's own where there is no script", () => {
    expect(plan({ tags: { scenario: "chat" } }).loads[0]?.tags).toEqual({ scenario: "chat" });
  });

  test("no load at all, and two of one name", () => {
    const load = { name: "twin", url, executor: tenForASecond };
    expect(problemsOf(() => planRun({ seed: 1, loads: [] }, machine))).toEqual([
      "loads: loads is empty; must have at least one",
    ]);
    expect(problemsOf(() => planRun({ seed: 1, loads: [load, load] }, machine))).toEqual([
      'loads: two loads are named "twin"; names must differ',
    ]);
  });
});

describe("loads side by side share their processes", () => {
  const load = (name: string, clients: number) => ({ name, url, executor: { ...tenForASecond, clients } });

  test("700 and 301 connections need two", () => {
    expect(planRun({ seed: 1, loads: [load("a", 700), load("b", 300)] }, machine).workers).toBe(1);
    expect(planRun({ seed: 1, loads: [load("a", 700), load("b", 301)] }, machine).workers).toBe(2);
  });

  const eight = [1, 2, 3, 4, 5, 6, 7, 8].map((last) => `127.0.0.${last}`);

  test("each has the source addresses that it needs, on its own way to its own target", () => {
    const other = { ...load("b", 10), url: "ws://127.0.0.1:10" };
    const { loads } = planRun({ seed: 1, loads: [load("a", 14_001), other] }, machine);
    expect(loads.map(({ connect }) => connect.localAddresses)).toEqual([eight, []]);
  });

  test("loads to one target share the ports of an address, so that they are spread together", () => {
    const { loads } = planRun({ seed: 1, loads: [load("a", 9_000), load("b", 6_000)] }, machine);
    expect(loads.map(({ connect }) => connect.localAddresses)).toEqual([eight, eight]);
    const far = (name: string) => ({ ...load(name, 14_001), url: "ws://10.0.0.1:9" });
    expect(() => planRun({ seed: 1, loads: [far("a"), far("b")] }, machine)).toThrow(
      "28,002 connections need more source ports than one address of this machine has to one target: 28,000",
    );
  });

  test("two workers that one load does not fit are refused", () => {
    expect(() => planRun({ seed: 1, workers: 2, loads: [load("a", 2_001)] }, machine)).toThrow(
      expect.objectContaining({ code: "usage-too-many-connections", path: "workers" }),
    );
  });
});

test("functions do not cross processes: with several workers they are refused", () => {
  const dial = { tls: { checkServerIdentity: () => undefined } } as unknown as LoadOptions["dial"];
  expect(() => plan({ dial }, { workers: 1 })).not.toThrow();
  expect(() => plan({ dial }, { workers: 2 })).toThrow(
    expect.objectContaining({
      code: "usage-plan-not-data",
      path: "dial",
      hint: "Use 1 worker, or options of dial that are plain data.",
    }),
  );
});

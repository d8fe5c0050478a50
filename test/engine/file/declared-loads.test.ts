import { expect, test } from "vitest";
import { declaredLoads } from "../../../src/engine/file/declared-loads.js";
import { loadText } from "./written-file.js";

const setting = { file: "/there/all.yaml", url: "ws://127.0.0.1:9/base?x=1", dial: {} };

async function loadsOf(yaml: string, own: Partial<typeof setting> = {}) {
  const { loading } = await loadText("all.yaml", yaml);
  return declaredLoads(loading, { ...setting, ...own });
}

test("loads keep the file's order and name; what they do not say is left to the plan", async () => {
  const executor = "{ kind: constant-clients, clients: 2, duration: 1m30s }";
  const { loads, workers, pacing, limits } = await loadsOf(
    `loads:\n  b: { executor: ${executor} }\n  a: { executor: ${executor} }\n`,
  );
  expect({ workers, pacing, limits }).toEqual({ workers: undefined, pacing: undefined, limits: {} });
  expect(loads.map(({ name }) => name)).toEqual(["b", "a"]);
  expect(JSON.parse(JSON.stringify(loads[0]))).toEqual({
    name: "b",
    url: "ws://127.0.0.1:9/base?x=1",
    executor: { kind: "constant-clients", clients: 2, durationMs: 90_000 },
    dial: { headers: [] },
  });
});

test("everything that a load may say reaches its options", async () => {
  const { loads, ...run } = await loadsOf(
    `
workers: 3
pacing: precise
limits: { lateness: 20ms, cpu: 0.5, cpuTime: 5s }
loads:
  all:
    url: ws://127.0.0.2:8
    path: /chat?room=1
    start: 5s
    warmUp: 1s
    gracefulStop: 3s
    tags: { team: a }
    executor: { kind: constant-clients, clients: 2, duration: 1s }
    traffic: { kind: idle }
    connect:
      headers: { X-One: "1" }
      subprotocols: [chat]
      origin: http://127.0.0.1
      compression: true
      maskKeys: fixed
      timeout: 4s
      rate: 50
      concurrency: 8
      localAddresses: 127.0.0.1-127.0.0.3
`,
    { dial: { driver: "ws", headers: [["X-Zero", "0"]], timeoutMs: 9 } as never },
  );
  expect(run).toEqual({
    workers: 3,
    pacing: "precise",
    limits: { latenessP99Ms: 20, cpuShare: 0.5, cpuSeconds: 5 },
  });
  expect(JSON.parse(JSON.stringify(loads))).toEqual([
    {
      name: "all",
      url: "ws://127.0.0.2:8/chat?room=1",
      startMs: 5_000,
      warmUpMs: 1_000,
      gracefulStopMs: 3_000,
      tags: { team: "a" },
      executor: { kind: "constant-clients", clients: 2, durationMs: 1_000 },
      traffic: { kind: "idle" },
      connectRatePerSecond: 50,
      connectConcurrency: 8,
      localAddresses: ["127.0.0.1", "127.0.0.2", "127.0.0.3"],
      dial: {
        driver: "ws",
        headers: [
          ["X-Zero", "0"],
          ["X-One", "1"],
        ],
        subprotocols: ["chat"],
        origin: "http://127.0.0.1",
        compression: true,
        maskKeys: "fixed",
        timeoutMs: 4_000,
      },
    },
  ]);
});

test("a scenario is the script of its own file", async () => {
  const { loads } = await loadsOf(
    "loads: { a: { executor: { kind: constant-clients, clients: 1, duration: 1s }, scenario: chat } }\n",
  );
  expect(loads[0]).toMatchObject({
    script: { file: "/there/all.yaml", scenario: "chat" },
    traffic: undefined,
  });
});

test.each<[yaml: string, executor: object]>([
  [
    "{ kind: ramping-clients, phases: [{ duration: 0s, target: 5 }, { name: on, duration: 1m, target: 5 }] }",
    {
      kind: "ramping-clients",
      startClients: 0,
      phases: [
        { durationMs: 0, target: 5 },
        { name: "on", durationMs: 60_000, target: 5 },
      ],
    },
  ],
  [
    "{ kind: ramping-clients, startClients: 3, phases: [{ duration: 1s, target: 0 }] }",
    { kind: "ramping-clients", startClients: 3, phases: [{ durationMs: 1_000, target: 0 }] },
  ],
  [
    "{ kind: constant-arrival-rate, rate: 0.5, duration: 1h, maxClients: 7 }",
    { kind: "constant-arrival-rate", ratePerSecond: 0.5, durationMs: 3_600_000, maxClients: 7 },
  ],
  [
    "{ kind: ramping-arrival-rate, phases: [{ duration: 1s, target: 2.5 }], maxClients: 7 }",
    {
      kind: "ramping-arrival-rate",
      startRatePerSecond: 0,
      phases: [{ durationMs: 1_000, target: 2.5 }],
      maxClients: 7,
    },
  ],
  [
    "{ kind: ramping-arrival-rate, startRate: 4, phases: [{ duration: 1s, target: 2 }], maxClients: 7 }",
    {
      kind: "ramping-arrival-rate",
      startRatePerSecond: 4,
      phases: [{ durationMs: 1_000, target: 2 }],
      maxClients: 7,
    },
  ],
  [
    "{ kind: shared-iterations, clients: 2, iterations: 9 }",
    { kind: "shared-iterations", clients: 2, iterations: 9, maxDurationMs: 600_000 },
  ],
  [
    "{ kind: per-client-iterations, clients: 2, iterations: 9, maxDuration: 5s }",
    { kind: "per-client-iterations", clients: 2, iterations: 9, maxDurationMs: 5_000 },
  ],
])("executor %s", async (yaml, executor) => {
  const { loads } = await loadsOf(`loads: { a: { executor: ${yaml} } }\n`);
  expect(loads[0]?.executor).toEqual(executor);
});

// A plan that is kept in a baseline gives the same plan again.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { LoadOptions } from "../../../src/engine/plan/load-options.js";
import { planRun } from "../../../src/engine/plan/plan-run.js";
import { restorePlan, storePlan } from "../../../src/engine/plan/stored-plan.js";
import { storedPlanSchema } from "../../../src/engine/plan/stored-plan-schema.js";
import type { TrafficPlan } from "../../../src/engine/plan/traffic-plan.js";

const url = "ws://127.0.0.1:8080/echo";
const steady: LoadOptions["executor"] = { kind: "constant-clients", clients: 4, durationMs: 2_000 };
const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = join(root, "bench");
const feed = { file: join(root, "examples/loads/users.csv"), format: "csv", order: "sequential" } as const;
const template = {
  kind: "text",
  payload: { kind: "template", text: '{"meta":{"id":{{id}}},"user":"{{feed.user}}"}', feed },
  delivery: {},
} as const;

/** Every kind of traffic, and what else a load can say. */
const loads: readonly (readonly [string, Omit<LoadOptions, "url">])[] = [
  ["an echo with nothing said", { executor: steady }],
  [
    "sessions that arrive at a rate",
    {
      executor: { kind: "constant-arrival-rate", ratePerSecond: 50, durationMs: 1_000, maxClients: 9 },
      traffic: {
        kind: "echo",
        session: { messages: 3 },
        match: { kind: "json", path: "meta.id" },
        message: template,
      },
      connectRatePerSecond: 100,
    },
  ],
  [
    "an echo at a rate, in fragments of a drawn size",
    {
      executor: steady,
      traffic: {
        kind: "echo",
        schedule: { kind: "open", ratePerSecond: 500, per: "load", arrivals: "poisson" },
        message: {
          kind: "binary",
          payload: { kind: "generated", size: { kind: "uniform", minBytes: 16, maxBytes: 64 } },
          delivery: { fragmentBytes: 8, pingEveryFragments: 2 },
        },
      },
      dial: { driver: "frame", subprotocols: ["chat.v2"], maskKeys: "fixed" },
    },
  ],
  ["a broadcast", { executor: steady, traffic: { kind: "broadcast", publishers: 2 } }],
  [
    "a stream",
    { executor: steady, traffic: { kind: "stream", subscribe: { kind: "text", text: "all" }, session: {} } },
  ],
  ["a sink", { executor: steady, traffic: { kind: "sink" } }],
  ["connections that idle", { executor: steady, traffic: { kind: "idle" } }],
  ["a storm", { executor: steady, traffic: { kind: "storm" } }],
  ["a slow reader", { executor: steady, traffic: { kind: "slow-reader" } }],
];

describe("a stored plan", () => {
  it.each(loads)("of %s, through JSON, gives the same plan again", (_, load) => {
    const plan = planRun({ loads: [{ ...load, url }], seed: 7, limits: { latenessP99Ms: 20 } });
    const json = JSON.parse(JSON.stringify(storePlan(plan, folder)));
    const restored = restorePlan(storedPlanSchema.parse(json), folder);
    const again = planRun({ ...restored, loads: [{ ...restored.load, url, dial: restored.dial }] });
    expect(storePlan(again, folder)).toEqual(storePlan(plan, folder));
    expect(plain(again.loads[0]?.work)).toEqual(plain(plan.loads[0]?.work));
    expect(plain(again.loads[0]?.executor)).toEqual(plain(plan.loads[0]?.executor));
    expect({ ...again, loads: [] }).toEqual({ ...plan, loads: [] });
  });

  it("has paths from its own folder, and no URL, tags, headers or keys", () => {
    const plan = planRun({
      loads: [
        {
          executor: steady,
          url: "ws://user:pass@host.example/echo",
          tags: { team: "a" },
          traffic: { kind: "echo", match: { kind: "json", path: "meta.id" }, message: template },
          dial: {
            headers: [["Authorization", "Bearer x"]],
            tls: { ca: "PEM" },
            proxy: "http://u:p@proxy.example",
          },
        },
      ],
      seed: 7,
    });
    const stored = storePlan(plan, folder);
    const traffic = stored.load.traffic as Extract<TrafficPlan, { kind: "echo" }>;
    expect(traffic.message.payload).toEqual({
      ...template.payload,
      feed: { ...feed, file: "../examples/loads/users.csv" },
    });
    expect(JSON.stringify(stored)).not.toMatch(/host\.example|team|Bearer|PEM|proxy/);
    expect(JSON.stringify(stored)).not.toContain(root);
    expect(Object.keys(stored)).toEqual(["seed", "workers", "pacing", "limits", "load", "dial"]);
  });

  it("cannot hold a script, several loads or a ramp", () => {
    const script = { file: "a.ts", scenario: "a" };
    const wrong: readonly (readonly [readonly LoadOptions[], string])[] = [
      [[{ url, executor: steady, script }], "it runs a script, which is a file of its own"],
      [
        [
          { url, executor: steady },
          { url, executor: steady },
        ],
        "it has 2 loads; must have one",
      ],
      [
        [
          {
            url,
            executor: { kind: "ramping-clients", startClients: 1, phases: [{ durationMs: 1, target: 2 }] },
          },
        ],
        "executor.kind is ramping-clients; must be constant-clients or constant-arrival-rate",
      ],
    ];
    for (const [options, why] of wrong) {
      const plan = planRun({ loads: options, seed: 7 });
      expect(() => storePlan(plan, folder)).toThrow(`the plan cannot be kept in a baseline: ${why}`);
    }
  });
});

/** As JSON has it: what is undefined is not there. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

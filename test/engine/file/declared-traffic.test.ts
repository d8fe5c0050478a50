import { expect, test } from "vitest";
import { declaredTraffic } from "../../../src/engine/file/declared-traffic.js";
import type { TrafficOptions } from "../../../src/engine/plan/load-options.js";
import { planTraffic } from "../../../src/engine/plan/plan-traffic.js";
import { loadText } from "./written-file.js";

const executor = "{ kind: constant-clients, clients: 2, duration: 1s }";
const closed = { kind: "closed", inFlight: 1 };
const fixed = (bytes: number) => ({ kind: "generated", size: { kind: "fixed", bytes } });

/** The options without what was left out. */
async function trafficOf(yaml: string): Promise<unknown> {
  const { loading } = await loadText("a.yaml", `loads: { a: { executor: ${executor}, traffic: ${yaml} } }\n`);
  const traffic = loading.loads?.a?.traffic;
  if (traffic === undefined) throw new Error("there is one");
  return JSON.parse(JSON.stringify(declaredTraffic(traffic, "/there")));
}

test.each<[yaml: string, traffic: object]>([
  ["{ kind: echo }", { kind: "echo", schedule: closed }],
  ["{ kind: echo, inFlight: 8 }", { kind: "echo", schedule: { kind: "closed", inFlight: 8 } }],
  [
    "{ kind: echo, rate: 200 }",
    { kind: "echo", schedule: { kind: "open", ratePerSecond: 200, per: "load", arrivals: "constant" } },
  ],
  [
    "{ kind: echo, ratePerConnection: 2.5, arrivals: poisson }",
    {
      kind: "echo",
      schedule: { kind: "open", ratePerSecond: 2.5, per: "connection", arrivals: "poisson" },
    },
  ],
  ["{ kind: echo, match: order }", { kind: "echo", schedule: closed }],
  [
    "{ kind: echo, match: { json: meta.id } }",
    { kind: "echo", schedule: closed, match: { kind: "json", path: "meta.id" } },
  ],
  [
    "{ kind: echo, match: { offset: 4 }, session: { messages: 3, duration: 5s }, messageTimeout: 1s }",
    {
      kind: "echo",
      schedule: closed,
      match: { kind: "offset", offset: 4 },
      session: { messages: 3, durationMs: 5_000 },
      messageTimeoutMs: 1_000,
    },
  ],
  [
    "{ kind: broadcast, publishers: 3, includesSender: true, ratePerConnection: 5 }",
    {
      kind: "broadcast",
      publishers: 3,
      includesSender: true,
      schedule: { kind: "open", ratePerSecond: 5, per: "connection", arrivals: "constant" },
    },
  ],
  ["{ kind: broadcast }", { kind: "broadcast" }],
  [
    "{ kind: stream, stall: 2s, subscribe: hi, session: { messages: 5 } }",
    { kind: "stream", stallMs: 2_000, subscribe: { kind: "text", text: "hi" }, session: { messages: 5 } },
  ],
  [
    "{ kind: sink, connectionsPerClient: 4, keepOpen: true }",
    { kind: "sink", schedule: closed, connectionsPerClient: 4, keepOpen: true },
  ],
  [
    "{ kind: idle, pingInterval: 0s, session: { duration: 1s } }",
    { kind: "idle", pingIntervalMs: 0, session: { durationMs: 1_000 } },
  ],
  [
    "{ kind: storm, hold: 1s, drop: reset, backoff: { base: 10ms, factor: 2, max: 1s, jitter: 0.5 } }",
    {
      kind: "storm",
      holdMs: 1_000,
      drop: "reset",
      backoff: { baseMs: 10, factor: 2, maxMs: 1_000, jitter: 0.5 },
    },
  ],
  ["{ kind: slow-reader, readPerSecond: 2KiB }", { kind: "slow-reader", readBytesPerSecond: 2_048 }],
])("%s", async (yaml, traffic) => {
  expect(await trafficOf(yaml)).toEqual(traffic);
});

test.each<[yaml: string, message: object]>([
  ["{}", { delivery: {} }],
  ["{ kind: binary, size: 1KiB }", { kind: "binary", payload: fixed(1_024), delivery: {} }],
  [
    "{ size: { min: 1B, max: 9B } }",
    { payload: { kind: "generated", size: { kind: "uniform", minBytes: 1, maxBytes: 9 } }, delivery: {} },
  ],
  [
    "{ size: { min: 1B, max: 9B, mean: 5B, stdev: 2B } }",
    {
      payload: {
        kind: "generated",
        size: { kind: "normal", minBytes: 1, maxBytes: 9, meanBytes: 5, stdevBytes: 2 },
      },
      delivery: {},
    },
  ],
  [
    "{ size: [{ size: 1B, weight: 9 }, { size: 1MiB, weight: 0.5 }] }",
    {
      payload: {
        kind: "generated",
        size: {
          kind: "weighted",
          choices: [
            { bytes: 1, weight: 9 },
            { bytes: 1_048_576, weight: 0.5 },
          ],
        },
      },
      delivery: {},
    },
  ],
  [
    "{ size: 4KiB, fragment: 1KiB, write: 7B, pingEvery: 2 }",
    {
      payload: fixed(4_096),
      delivery: { fragmentBytes: 1_024, writeBytes: 7, pingEveryFragments: 2 },
    },
  ],
  ["{ template: '{{seq}}' }", { payload: { kind: "template", text: "{{seq}}" }, delivery: {} }],
  [
    "{ template: '{{feed.user}}', feed: { file: users.csv } }",
    {
      payload: {
        kind: "template",
        text: "{{feed.user}}",
        feed: { file: "/there/users.csv", format: "csv", order: "sequential" },
      },
      delivery: {},
    },
  ],
  [
    "{ template: '{{feed.user}}', feed: { file: /else/users.NDJSON, order: random } }",
    {
      payload: {
        kind: "template",
        text: "{{feed.user}}",
        feed: { file: "/else/users.NDJSON", format: "jsonl", order: "random" },
      },
      delivery: {},
    },
  ],
  [
    "{ template: '{{feed.user}}', feed: { file: users, format: jsonl } }",
    {
      payload: {
        kind: "template",
        text: "{{feed.user}}",
        feed: { file: "/there/users", format: "jsonl", order: "sequential" },
      },
      delivery: {},
    },
  ],
])("message %s", async (yaml, message) => {
  expect(await trafficOf(`{ kind: sink, message: ${yaml} }`)).toEqual({
    kind: "sink",
    schedule: closed,
    message,
  });
});

test.each<[kind: string, bytes: number]>([
  ["sink", 32],
  ["broadcast", 64],
])("a message of a %s that says no size has %i bytes, as one that is left out", async (kind, bytes) => {
  const planned = planTraffic(
    (await trafficOf(`{ kind: ${kind}, message: { kind: binary } }`)) as TrafficOptions,
  );
  expect(planned).toMatchObject({ message: { kind: "binary", payload: fixed(bytes) } });
});

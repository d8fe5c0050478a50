import { describe, expect, test } from "vitest";
import type { ExecutorPlan } from "../../../src/engine/plan/executor-plan.js";
import type { TrafficPlan } from "../../../src/engine/plan/traffic-plan.js";
import { trafficProblems } from "../../../src/engine/traffic/traffic-problems.js";
import {
  broadcastPlan,
  echoPlan,
  idlePlan,
  sinkPlan,
  slowReaderPlan,
  stormPlan,
  streamPlan,
  template,
  textOf,
} from "./plans.js";
import { loadOf } from "./traffic-run.js";

const constant: ExecutorPlan = { kind: "constant-clients", clients: 10, durationMs: 1_000 };
const ramp: ExecutorPlan = {
  kind: "ramping-clients",
  startClients: 1,
  phases: [{ durationMs: 10, target: 2 }],
};
const arrivals: ExecutorPlan = {
  kind: "constant-arrival-rate",
  ratePerSecond: 5,
  durationMs: 10,
  maxClients: 2,
};
const shared: ExecutorPlan = { kind: "shared-iterations", clients: 2, iterations: 9, maxDurationMs: 10 };
const open = { kind: "open", ratePerSecond: 10, per: "load", arrivals: "constant" } as const;

function problemsOf(plan: TrafficPlan, executor: ExecutorPlan = constant): string[] {
  const load = { ...loadOf(plan, "ws://127.0.0.1:1/", 10), executor };
  return trafficProblems(plan, load).map(({ path, message }) => `${path}: ${message}`);
}

describe("plans without a problem", () => {
  const bounded = { session: { messages: 1 } };
  test.each<[string, TrafficPlan, ExecutorPlan?]>([
    ["echo", echoPlan()],
    ["echo with a rate over all", echoPlan({ schedule: open })],
    ["echo that ramps", echoPlan({ schedule: { ...open, per: "connection" } }), ramp],
    ["churn by arrivals", echoPlan(bounded), arrivals],
    ["churn by iterations", echoPlan({ session: { durationMs: 5 } }), shared],
    ["broadcast", broadcastPlan({ publishers: 9 })],
    ["stream", streamPlan()],
    ["sink", sinkPlan()],
    ["idle", idlePlan()],
    [
      "idle without pings, by arrivals",
      idlePlan({ pingIntervalMs: 0, session: { durationMs: 5 } }),
      arrivals,
    ],
    ["storm", stormPlan()],
    ["slow-reader", slowReaderPlan({ message: textOf(10) })],
  ])("%s", (_title, plan, executor) => {
    expect(problemsOf(plan, executor)).toEqual([]);
  });
});

describe("each mistake is told with its place, value and limit", () => {
  test.each<[string, TrafficPlan, ExecutorPlan | undefined, string[]]>([
    [
      "no sockets, no timeout",
      echoPlan({ connectionsPerClient: 0, messageTimeoutMs: 0 }),
      undefined,
      [
        "connectionsPerClient: connectionsPerClient is 0; must be a whole number from 1 to 10,000",
        "messageTimeoutMs: messageTimeoutMs is 0; must be greater than 0",
      ],
    ],
    [
      "a session that ends before it begins",
      streamPlan({ session: { messages: 0, durationMs: -1 } }),
      undefined,
      [
        "session.messages: messages is 0; must be a whole number of at least 1",
        "session.durationMs: durationMs is -1; must be greater than 0",
      ],
    ],
    [
      "iterations that never end, by arrivals",
      echoPlan(),
      arrivals,
      [
        "session: session has no end; must have messages or durationMs under the executor constant-arrival-rate",
      ],
    ],
    [
      "iterations that never end, counted",
      idlePlan(),
      shared,
      ["session: session has no end; must have messages or durationMs under the executor shared-iterations"],
    ],
    [
      "an idle session that messages should end",
      idlePlan({ session: { messages: 3 } }),
      shared,
      ["session.messages: messages is 3; must be left out, as idle connections send none"],
    ],
    [
      "a closed loop without messages",
      echoPlan({ schedule: { kind: "closed", inFlight: 0 } }),
      undefined,
      ["schedule.inFlight: inFlight is 0; must be a whole number from 1 to 65,536"],
    ],
    [
      "no rate",
      echoPlan({ schedule: { ...open, ratePerSecond: 0 } }),
      undefined,
      ["schedule.ratePerSecond: ratePerSecond is 0; must be greater than 0 and at most 1,000,000"],
    ],
    [
      "a rate over clients that come and go",
      echoPlan({ schedule: open }),
      ramp,
      ["schedule.per: per is load; must be connection, or have the executor constant-clients"],
    ],
    [
      "a rate over sessions that come and go",
      sinkPlan({ schedule: open, session: { messages: 5 } }),
      undefined,
      ["schedule.per: per is load; must be connection, or have sessions without an end"],
    ],
    [
      "a broadcast that ramps, with nobody to listen and too short for its digits",
      broadcastPlan({ message: textOf(47) }),
      ramp,
      [
        "kind: kind is broadcast; must have the executor constant-clients, not ramping-clients",
        "schedule.per: per is load; must be connection, or have the executor constant-clients",
        "message.payload.size: size can be 47 bytes; must be at least 48, for the digits that receivers time a message by",
      ],
    ],
    [
      "a broadcast in which all publish",
      broadcastPlan({ publishers: 10 }),
      undefined,
      ["publishers: publishers is 10; must be less than the 10 connections, so that one only listens"],
    ],
    [
      "a broadcast of templates",
      broadcastPlan({ message: template("hello") }),
      undefined,
      [
        "message.payload.kind: kind is template; must be generated, since a message begins with 48 digits that its receivers time it by",
      ],
    ],
    [
      "a storm by arrivals, without a pause",
      stormPlan({ holdMs: 0 }),
      arrivals,
      [
        "kind: kind is storm; must have the executor constant-clients, not constant-arrival-rate",
        "holdMs: holdMs is 0; must be greater than 0",
      ],
    ],
    [
      "no stall limit",
      streamPlan({ stallMs: 0 }),
      undefined,
      ["stallMs: stallMs is 0; must be greater than 0"],
    ],
    [
      "a negative interval",
      idlePlan({ pingIntervalMs: -5 }),
      undefined,
      ["pingIntervalMs: pingIntervalMs is -5; must be greater than 0"],
    ],
    [
      "a reader that reads nothing",
      slowReaderPlan({ readBytesPerSecond: Number.NaN }),
      undefined,
      ["readBytesPerSecond: readBytesPerSecond is NaN; must be greater than 0"],
    ],
    [
      "fragments of nothing",
      sinkPlan({ message: { ...textOf(32), delivery: { fragmentBytes: 0 } } }),
      undefined,
      ["message.delivery.fragmentBytes: fragmentBytes is 0; must be a whole number of at least 1"],
    ],
    [
      "an answer matched by JSON without a template",
      echoPlan({ match: { kind: "json", path: "id" } }),
      undefined,
      ["message.payload.kind: kind is generated; must be template where answers are matched by JSON"],
    ],
  ])("%s", (_title, plan, executor, problems) => {
    expect(problemsOf(plan, executor)).toEqual(problems);
  });
});

import { describe, expect, test } from "vitest";
import type { TrafficPlan } from "../../../src/engine/plan/traffic-plan.js";
import { describeTraffic, hasDueTimes } from "../../../src/engine/traffic/traffic-words.js";
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

const open = { kind: "open", ratePerSecond: 5_000, per: "load", arrivals: "poisson" } as const;

describe("a traffic in words", () => {
  test.each<[string, TrafficPlan]>([
    ["echo, 32 B text, one in flight", echoPlan()],
    [
      "echo, text from a template, 5,000 msg/s over all connections, Poisson, matched by meta.id",
      echoPlan({ message: template("{{id}}"), schedule: open, match: { kind: "json", path: "meta.id" } }),
    ],
    [
      "echo, 64 B to 1 KiB binary, in fragments of 16 B, a ping every 2 fragments, 32 in flight, matched by digits at byte 8, sessions of 10 messages or 1m 0s, 4 connections a client",
      echoPlan({
        connectionsPerClient: 4,
        message: {
          kind: "binary",
          payload: { kind: "generated", size: { kind: "uniform", minBytes: 64, maxBytes: 1_024 } },
          delivery: { fragmentBytes: 16, pingEveryFragments: 2 },
        },
        schedule: { kind: "closed", inFlight: 32 },
        match: { kind: "offset", offset: 8 },
        session: { messages: 10, durationMs: 60_000 },
      }),
    ],
    ["broadcast, 1 publisher, 64 B text, 500 msg/s over all publishers", broadcastPlan()],
    [
      "broadcast, 3 publishers, 64 B text, 2 msg/s on each publisher, to the sender too",
      broadcastPlan({
        publishers: 3,
        includesSender: true,
        schedule: { kind: "open", ratePerSecond: 2, per: "connection", arrivals: "constant" },
      }),
    ],
    ["stream, a gap above 1 s is a stall, sessions of 1 message", streamPlan({ session: { messages: 1 } })],
    ["sink, 32 B text, as fast as the target takes it", sinkPlan()],
    ["sink, 32 B text, 5,000 msg/s over all connections, Poisson", sinkPlan({ schedule: open })],
    ["idle, a ping every 10 s", idlePlan({ pingIntervalMs: 10_000 })],
    ["idle, no pings", idlePlan({ pingIntervalMs: 0 })],
    ["storm, all closed every 50 ms, back after 5 ms to 50 ms", stormPlan()],
    ["storm, all reset every 50 ms, back after 5 ms to 50 ms", stormPlan({ drop: "reset" })],
    ["slow-reader, 64 KiB/s read, what the target pushes", slowReaderPlan({ readBytesPerSecond: 65_536 })],
    [
      "slow-reader, 64 KiB/s read, 1 KiB text, sent as fast as the target takes it",
      slowReaderPlan({ readBytesPerSecond: 65_536, message: textOf(1_024) }),
    ],
  ])("%s", (words, plan) => {
    expect(describeTraffic(plan)).toBe(words);
  });

  test.each<[TrafficPlan, boolean]>([
    [echoPlan(), false],
    [echoPlan({ schedule: open }), true],
    [broadcastPlan(), true],
    [sinkPlan(), false],
    [sinkPlan({ schedule: open }), true],
    [idlePlan(), false],
    [streamPlan(), false],
  ])("$kind has due times: %s", (plan, due) => {
    expect(hasDueTimes(plan)).toBe(due);
  });
});

// Plans of traffics with everything set, to be changed by a test.

import type {
  BroadcastPlan,
  EchoPlan,
  IdlePlan,
  MessagePlan,
  SinkPlan,
  SlowReaderPlan,
  StormPlan,
  StreamPlan,
  TrafficBase,
} from "../../../src/engine/plan/traffic-plan.js";

const base: TrafficBase = { connectionsPerClient: 1, keepOpen: false, messageTimeoutMs: 10_000 };

export function textOf(bytes: number): MessagePlan {
  return {
    kind: "text",
    payload: { kind: "generated", size: { kind: "fixed", bytes } },
    delivery: {},
  };
}

export function template(text: string): MessagePlan {
  return { kind: "text", payload: { kind: "template", text }, delivery: {} };
}

export function echoPlan(changes: Partial<EchoPlan> = {}): EchoPlan {
  return {
    ...base,
    kind: "echo",
    message: textOf(32),
    schedule: { kind: "closed", inFlight: 1 },
    match: { kind: "order" },
    session: {},
    ...changes,
  };
}

export function broadcastPlan(changes: Partial<BroadcastPlan> = {}): BroadcastPlan {
  return {
    ...base,
    kind: "broadcast",
    publishers: 1,
    includesSender: false,
    message: textOf(64),
    schedule: { kind: "open", ratePerSecond: 500, per: "load", arrivals: "constant" },
    ...changes,
  };
}

export function streamPlan(changes: Partial<StreamPlan> = {}): StreamPlan {
  return { ...base, kind: "stream", stallMs: 1_000, session: {}, ...changes };
}

export function sinkPlan(changes: Partial<SinkPlan> = {}): SinkPlan {
  return {
    ...base,
    kind: "sink",
    message: textOf(32),
    schedule: { kind: "closed", inFlight: 1 },
    session: {},
    ...changes,
  };
}

export function idlePlan(changes: Partial<IdlePlan> = {}): IdlePlan {
  return { ...base, kind: "idle", pingIntervalMs: 20, session: {}, ...changes };
}

export function stormPlan(changes: Partial<StormPlan> = {}): StormPlan {
  return {
    ...base,
    kind: "storm",
    holdMs: 50,
    drop: "close",
    backoff: { baseMs: 5, factor: 2, maxMs: 50, jitter: 0.5 },
    ...changes,
  };
}

export function slowReaderPlan(changes: Partial<SlowReaderPlan> = {}): SlowReaderPlan {
  return { ...base, kind: "slow-reader", readBytesPerSecond: 1_000_000, session: {}, ...changes };
}

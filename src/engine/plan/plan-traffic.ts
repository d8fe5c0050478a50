// Fills in what a user left out of a traffic.

import type { TrafficOptions } from "./load-options.js";
import type { BackoffPlan, MessagePlan, OpenSchedule, TrafficBase, TrafficPlan } from "./traffic-plan.js";

const defaultBytes = 32;
/** Room for the digits by which receivers time a message. */
const broadcastBytes = 64;
/** Pauses before reconnecting: 100 ms doubling up to 10 s, half of it random. */
const defaultBackoff: BackoffPlan = { baseMs: 100, factor: 2, maxMs: 10_000, jitter: 0.5 };
const oncePerSecond: OpenSchedule = {
  kind: "open",
  ratePerSecond: 1,
  per: "connection",
  arrivals: "constant",
};

/** The traffic with every default. Whether its values make sense is asked of `trafficProblems`. */
export function planTraffic(options: TrafficOptions = { kind: "echo" }): TrafficPlan {
  const base: TrafficBase = {
    connectionsPerClient: options.connectionsPerClient ?? 1,
    keepOpen: options.keepOpen ?? false,
    messageTimeoutMs: options.messageTimeoutMs ?? 10_000,
  };
  const { kind } = options;
  switch (kind) {
    case "echo":
      return {
        ...base,
        kind,
        message: planMessage(options.message),
        schedule: options.schedule ?? { kind: "closed", inFlight: 1 },
        match: options.match ?? { kind: "order" },
        session: options.session ?? {},
      };
    case "broadcast":
      return {
        ...base,
        kind,
        publishers: options.publishers ?? 1,
        includesSender: options.includesSender ?? false,
        message: planMessage(options.message, broadcastBytes),
        schedule: options.schedule ?? oncePerSecond,
      };
    case "stream":
      return {
        ...base,
        kind,
        stallMs: options.stallMs ?? 1_000,
        subscribe: options.subscribe,
        session: options.session ?? {},
      };
    case "sink":
      return {
        ...base,
        kind,
        message: planMessage(options.message),
        schedule: options.schedule ?? { kind: "closed", inFlight: 1 },
        session: options.session ?? {},
      };
    case "idle":
      return {
        ...base,
        kind,
        pingIntervalMs: options.pingIntervalMs ?? 10_000,
        session: options.session ?? {},
      };
    case "storm":
      return {
        ...base,
        kind,
        holdMs: options.holdMs ?? 5_000,
        drop: options.drop ?? "close",
        backoff: options.backoff ?? defaultBackoff,
      };
    case "slow-reader":
      return {
        ...base,
        kind,
        readBytesPerSecond: options.readBytesPerSecond ?? 1_024,
        message: options.message && planMessage(options.message),
        session: options.session ?? {},
      };
    default:
      return kind satisfies never;
  }
}

function planMessage(
  { kind = "text", payload, delivery = {} }: Partial<MessagePlan> = {},
  bytes = defaultBytes,
): MessagePlan {
  return { kind, payload: payload ?? { kind: "generated", size: { kind: "fixed", bytes } }, delivery };
}

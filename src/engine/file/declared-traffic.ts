// From what a file says of a traffic to options of the engine.

import { resolve } from "node:path";
import { parseDurationMs, parseSizeBytes } from "../../units.js";
import type { TrafficOptions } from "../plan/load-options.js";
import type {
  BackoffPlan,
  FeedPlan,
  MatchPlan,
  MessagePlan,
  OpenSchedule,
  PayloadPlan,
  SchedulePlan,
  SessionBound,
  SizePlan,
} from "../plan/traffic-plan.js";
import type { DeclaredMessage, DeclaredTraffic } from "./declared-load-schema.js";

type Declared<K extends DeclaredTraffic["kind"]> = Extract<DeclaredTraffic, { readonly kind: K }>;

/** @param folder - Where relative paths of feeds begin. */
export function declaredTraffic(traffic: DeclaredTraffic, folder: string): TrafficOptions {
  const { kind, connectionsPerClient, keepOpen, messageTimeout } = traffic;
  const base = { connectionsPerClient, keepOpen, messageTimeoutMs: optionalMs(messageTimeout) };
  switch (kind) {
    case "echo": {
      const { message, match, session } = traffic;
      const what = {
        message: messageOf(message, folder),
        match: matchOf(match),
        session: sessionOf(session),
      };
      return { ...base, kind, ...what, schedule: scheduleOf(traffic) };
    }
    case "broadcast": {
      const { publishers, includesSender, message } = traffic;
      const schedule = openScheduleOf(traffic);
      return { ...base, kind, publishers, includesSender, message: messageOf(message, folder), schedule };
    }
    case "stream": {
      const { stall, subscribe, session } = traffic;
      const sent = subscribe === undefined ? undefined : { kind: "text" as const, text: subscribe };
      return { ...base, kind, stallMs: optionalMs(stall), subscribe: sent, session: sessionOf(session) };
    }
    case "sink": {
      const { message, session } = traffic;
      const what = { message: messageOf(message, folder), session: sessionOf(session) };
      return { ...base, kind, ...what, schedule: scheduleOf(traffic) };
    }
    case "idle":
      return {
        ...base,
        kind,
        pingIntervalMs: optionalMs(traffic.pingInterval),
        session: sessionOf(traffic.session),
      };
    case "storm": {
      const { hold, drop, backoff } = traffic;
      return { ...base, kind, holdMs: optionalMs(hold), drop, backoff: backoff && backoffOf(backoff) };
    }
    case "slow-reader": {
      const { readPerSecond, message, session } = traffic;
      const readBytesPerSecond = readPerSecond === undefined ? undefined : bytes(readPerSecond);
      return {
        ...base,
        kind,
        readBytesPerSecond,
        message: messageOf(message, folder),
        session: sessionOf(session),
      };
    }
    default:
      return kind satisfies never;
  }
}

function scheduleOf(traffic: Declared<"echo" | "sink">): SchedulePlan {
  return openScheduleOf(traffic) ?? { kind: "closed", inFlight: traffic.inFlight ?? 1 };
}

function openScheduleOf(traffic: Declared<"echo" | "sink" | "broadcast">): OpenSchedule | undefined {
  const { rate, ratePerConnection, arrivals = "constant" } = traffic;
  if (rate !== undefined) return { kind: "open", ratePerSecond: rate, per: "load", arrivals };
  if (ratePerConnection === undefined) return undefined;
  return { kind: "open", ratePerSecond: ratePerConnection, per: "connection", arrivals };
}

function messageOf(message: DeclaredMessage | undefined, folder: string): Partial<MessagePlan> | undefined {
  if (message === undefined) return undefined;
  const { kind, fragment, write, pingEvery } = message;
  const payload = payloadOf(message, folder);
  return {
    ...(kind !== undefined && { kind }),
    ...(payload !== undefined && { payload }),
    delivery: {
      fragmentBytes: fragment === undefined ? undefined : bytes(fragment),
      writeBytes: write === undefined ? undefined : bytes(write),
      pingEveryFragments: pingEvery,
    },
  };
}

/** Where a message says neither, the traffic's own default is the plan's to give. */
function payloadOf({ template, size, feed }: DeclaredMessage, folder: string): PayloadPlan | undefined {
  if (template !== undefined) return { kind: "template", text: template, feed: feed && feedOf(feed, folder) };
  return size === undefined ? undefined : { kind: "generated", size: sizeOf(size) };
}

function feedOf(feed: NonNullable<DeclaredMessage["feed"]>, folder: string): FeedPlan {
  const { file, order = "sequential" } = feed;
  const format = feed.format ?? (/\.(jsonl|ndjson)$/i.test(file) ? "jsonl" : "csv");
  return { file: resolve(folder, file), format, order };
}

function sizeOf(size: NonNullable<DeclaredMessage["size"]>): SizePlan {
  if (typeof size === "string") return { kind: "fixed", bytes: bytes(size) };
  if (Array.isArray(size)) {
    return { kind: "weighted", choices: size.map((one) => ({ bytes: bytes(one.size), weight: one.weight })) };
  }
  const range = { minBytes: bytes(size.min), maxBytes: bytes(size.max) };
  const { mean, stdev } = size;
  if (mean === undefined || stdev === undefined) return { kind: "uniform", ...range };
  return { kind: "normal", meanBytes: bytes(mean), stdevBytes: bytes(stdev), ...range };
}

function matchOf(match: Declared<"echo">["match"]): MatchPlan | undefined {
  if (match === undefined || match === "order") return undefined;
  return "json" in match ? { kind: "json", path: match.json } : { kind: "offset", offset: match.offset };
}

function sessionOf(session: Declared<"echo">["session"]): SessionBound | undefined {
  return session && { messages: session.messages, durationMs: optionalMs(session.duration) };
}

function backoffOf(backoff: NonNullable<Declared<"storm">["backoff"]>): BackoffPlan {
  const { base, factor, max, jitter } = backoff;
  return { baseMs: parseDurationMs(base, ""), factor, maxMs: parseDurationMs(max, ""), jitter };
}

function optionalMs(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : parseDurationMs(duration, "");
}

function bytes(size: string): number {
  return parseSizeBytes(size, "");
}

// The flags of `--traffic` and its messages as options of the engine.

import type { TrafficOptions } from "../../engine/plan/load-options.js";
import type {
  FeedPlan,
  MatchPlan,
  MessagePlan,
  OpenSchedule,
  PayloadPlan,
  SchedulePlan,
  SessionBound,
  SizePlan,
} from "../../engine/plan/traffic-plan.js";
import type { FlagValues } from "../flags/flag-values.js";
import { trafficNames } from "./load-flags.js";
import { noteFlagsOfOtherTraffics } from "./traffic-flags.js";

/** What other flags have said. */
export interface TrafficParts {
  readonly schedule: SchedulePlan;
  readonly session: SessionBound;
  readonly feed: FeedPlan | undefined;
}

/** Reads the traffic; problems are noted in `flags`. */
export function readTraffic(flags: FlagValues, parts: TrafficParts): TrafficOptions {
  const { schedule, session } = parts;
  const name = trafficNames.find((each) => each === flags.text("traffic")) ?? "echo";
  noteFlagsOfOtherTraffics(flags, name);
  const message = readMessage(flags, parts.feed);
  const base = {
    connectionsPerClient: flags.integer("connections-per-client", { min: 1, max: 10_000 }),
    keepOpen: flags.switch("keep-open"),
    messageTimeoutMs: flags.durationMs("message-timeout"),
  };
  switch (name) {
    case "echo":
    case "churn":
      return { ...base, kind: "echo", message, schedule, match: readMatch(flags), session };
    case "broadcast":
      return {
        ...base,
        kind: "broadcast",
        message,
        schedule: openOnly(schedule),
        publishers: flags.integer("publishers", { min: 1 }),
        includesSender: flags.switch("self-delivery"),
      };
    case "stream":
      return {
        ...base,
        kind: "stream",
        stallMs: flags.durationMs("stall"),
        subscribe: readSubscribe(flags),
        session,
      };
    case "sink":
      return { ...base, kind: "sink", message, schedule, session };
    case "idle":
      return {
        ...base,
        kind: "idle",
        pingIntervalMs: flags.durationMs("ping-interval", { allowZero: true }),
        session,
      };
    case "storm":
      return {
        ...base,
        kind: "storm",
        holdMs: flags.durationMs("hold"),
        drop: flags.text("drop") === "reset" ? "reset" : "close",
      };
    case "slow-reader":
      return {
        ...base,
        kind: "slow-reader",
        readBytesPerSecond: flags.sizeBytes("read-rate"),
        // Without a payload nothing is sent, and the target must push.
        message: message.payload === undefined ? undefined : message,
        session,
      };
    default:
      return name satisfies never;
  }
}

/** A broadcast has due times always: without a rate each publisher sends once a second. */
function openOnly(schedule: SchedulePlan): OpenSchedule | undefined {
  return schedule.kind === "open" ? schedule : undefined;
}

function readMessage(flags: FlagValues, feed: FeedPlan | undefined): Partial<MessagePlan> {
  const payload = readPayload(flags, feed);
  return {
    kind: flags.switch("binary") ? "binary" : "text",
    ...(payload !== undefined && { payload }),
    delivery: {
      fragmentBytes: flags.integer("fragment-bytes", { min: 1 }),
      writeBytes: flags.integer("write-bytes", { min: 1 }),
      pingEveryFragments: flags.integer("ping-every", { min: 1 }),
    },
  };
}

/** `undefined`: what the traffic sends by default. */
function readPayload(flags: FlagValues, feed: FeedPlan | undefined): PayloadPlan | undefined {
  const text = flags.text("payload");
  if (text === undefined && flags.text("size") === undefined) return undefined;
  if (text === undefined) return { kind: "generated", size: readSize(flags) };
  if (flags.text("size") !== undefined)
    flags.problem(
      "size",
      "--size and --payload exclude each other",
      "The template says how long a payload is.",
    );
  return { kind: "template", text, feed };
}

function readSize(flags: FlagValues): SizePlan {
  const text = flags.text("size");
  const range = /^([^-]+)-([^-]+)$/.exec(text ?? "");
  if (range === null) return { kind: "fixed", bytes: flags.sizeBytes("size") ?? 32 };
  const [, from = "", to = ""] = range;
  const minBytes = flags.parseSize("size", from.trim());
  const maxBytes = flags.parseSize("size", to.trim());
  return { kind: "uniform", minBytes: minBytes ?? 0, maxBytes: maxBytes ?? 0 };
}

function readMatch(flags: FlagValues): MatchPlan | undefined {
  const text = flags.text("match");
  if (text === undefined || text === "order") return undefined;
  const [kind, ...rest] = text.split(":");
  const value = rest.join(":");
  if (kind === "json" && value !== "") return { kind: "json", path: value };
  if (kind === "offset" && /^\d+$/.test(value)) return { kind: "offset", offset: Number(value) };
  flags.problem(
    "match",
    `--match is "${text}"; must be order, json:PATH such as json:meta.id, or offset:BYTES`,
  );
  return undefined;
}

function readSubscribe(flags: FlagValues): { readonly kind: "text"; readonly text: string } | undefined {
  const text = flags.text("subscribe");
  return text === undefined ? undefined : { kind: "text", text };
}

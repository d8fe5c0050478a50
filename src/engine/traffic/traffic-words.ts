// A traffic in words.

import { formatBytes, formatCount, formatMs } from "../../units.js";
import type {
  DeliveryPlan,
  MatchPlan,
  MessagePlan,
  OpenSchedule,
  SchedulePlan,
  SessionBound,
  SizePlan,
  TrafficPlan,
} from "../plan/traffic-plan.js";

/** Half a sentence: `echo, 32 B text, one in flight`. */
export function describeTraffic(plan: TrafficPlan): string {
  const connections =
    plan.connectionsPerClient === 1 ? [] : [`${plan.connectionsPerClient} connections a client`];
  return [plan.kind, ...facts(plan), ...connections].join(", ");
}

/** Whether messages have due times, as under an open schedule: only then can they be late. */
export function hasDueTimes(plan: TrafficPlan): boolean {
  return "schedule" in plan && plan.schedule.kind === "open";
}

function facts(plan: TrafficPlan): readonly string[] {
  switch (plan.kind) {
    case "echo":
      return [
        ...describeMessage(plan.message),
        ...describeSchedule(plan.schedule, "connection"),
        ...describeMatch(plan.match),
        ...describeSession(plan.session),
      ];
    case "broadcast":
      return [
        countOf(plan.publishers, "publisher"),
        ...describeMessage(plan.message),
        ...describeSchedule(plan.schedule, "publisher"),
        ...(plan.includesSender ? ["to the sender too"] : []),
      ];
    case "stream":
      return [`a gap above ${formatMs(plan.stallMs)} is a stall`, ...describeSession(plan.session)];
    case "sink":
      return [
        ...describeMessage(plan.message),
        ...(plan.schedule.kind === "closed"
          ? ["as fast as the target takes it"]
          : describeSchedule(plan.schedule, "connection")),
        ...describeSession(plan.session),
      ];
    case "idle":
      return [
        plan.pingIntervalMs === 0 ? "no pings" : `a ping every ${formatMs(plan.pingIntervalMs)}`,
        ...describeSession(plan.session),
      ];
    case "storm": {
      const { baseMs, maxMs } = plan.backoff;
      return [
        `all ${plan.drop === "close" ? "closed" : "reset"} every ${formatMs(plan.holdMs)}`,
        `back after ${formatMs(baseMs)} to ${formatMs(maxMs)}`,
      ];
    }
    case "slow-reader":
      return [
        `${formatBytes(plan.readBytesPerSecond)}/s read`,
        ...(plan.message === undefined
          ? ["what the target pushes"]
          : [...describeMessage(plan.message), "sent as fast as the target takes it"]),
        ...describeSession(plan.session),
      ];
    default:
      return plan satisfies never;
  }
}

function describeMessage({ kind, payload, delivery }: MessagePlan): readonly string[] {
  const what =
    payload.kind === "template" ? `${kind} from a template` : `${describeSize(payload.size)} ${kind}`;
  return [what, ...describeDelivery(delivery)];
}

function describeSize(size: SizePlan): string {
  switch (size.kind) {
    case "fixed":
      return formatBytes(size.bytes);
    case "uniform":
      return `${formatBytes(size.minBytes)} to ${formatBytes(size.maxBytes)}`;
    case "normal":
      return `about ${formatBytes(size.meanBytes)}`;
    case "weighted":
      return size.choices.map(({ bytes }) => formatBytes(bytes)).join(" or ");
    default:
      return size satisfies never;
  }
}

function describeDelivery({
  fragmentBytes,
  writeBytes,
  pingEveryFragments,
}: DeliveryPlan): readonly string[] {
  return [
    ...(fragmentBytes === undefined ? [] : [`in fragments of ${formatBytes(fragmentBytes)}`]),
    ...(pingEveryFragments === undefined ? [] : [`a ping every ${countOf(pingEveryFragments, "fragment")}`]),
    ...(writeBytes === undefined ? [] : [`in TCP writes of ${formatBytes(writeBytes)}`]),
  ];
}

function describeSchedule(schedule: SchedulePlan, sender: "connection" | "publisher"): readonly string[] {
  if (schedule.kind === "open") return describeOpen(schedule, sender);
  return [`${schedule.inFlight === 1 ? "one" : formatCount(schedule.inFlight)} in flight`];
}

function describeOpen(
  { ratePerSecond, per, arrivals }: OpenSchedule,
  sender: "connection" | "publisher",
): readonly string[] {
  const over = per === "load" ? `over all ${sender}s` : `on each ${sender}`;
  const rate = `${formatCount(ratePerSecond)} msg/s ${over}`;
  return arrivals === "poisson" ? [rate, "Poisson"] : [rate];
}

function describeMatch(match: MatchPlan): readonly string[] {
  switch (match.kind) {
    case "order":
      return [];
    case "json":
      return [`matched by ${match.path}`];
    case "offset":
      return [`matched by digits at byte ${match.offset}`];
    default:
      return match satisfies never;
  }
}

function describeSession({ messages, durationMs }: SessionBound): readonly string[] {
  const bounds = [
    ...(messages === undefined ? [] : [countOf(messages, "message")]),
    ...(durationMs === undefined ? [] : [formatMs(durationMs)]),
  ];
  return bounds.length === 0 ? [] : [`sessions of ${bounds.join(" or ")}`];
}

function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

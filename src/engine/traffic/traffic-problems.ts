// Everything that is wrong with what a load's clients shall do, at once.

import { givenNumbers, positiveProblems, wholeNumberProblems } from "../plan/number-problems.js";
import type { PlanProblem } from "../plan/plan-problem.js";
import type { LoadPlan } from "../plan/run-plan.js";
import type { SchedulePlan, SessionBound, TrafficPlan } from "../plan/traffic-plan.js";
import { backoffProblems } from "./backoff.js";
import { broadcastProblems } from "./broadcast/broadcast-problems.js";
import { deliveryProblems } from "./delivery/delivery-problems.js";
import { payloadProblems } from "./payload/make-payload-source.js";
import { isBounded } from "./session-bound.js";

/** Messages under way on one connection at most. */
export const maxInFlight = 65_536;
/** Sockets of one virtual client at most. */
export const maxConnectionsPerClient = 10_000;
/** Messages due per second at most, of one connection or of all. */
export const maxRatePerSecond = 1_000_000;

/** All mistakes of `plan` in its load; paths are relative to it (`schedule.ratePerSecond`). Reads feeds. */
export function trafficProblems(plan: TrafficPlan, load: LoadPlan): readonly PlanProblem[] {
  return [
    ...baseProblems(plan),
    ...("session" in plan ? sessionProblems(plan.session) : []),
    ...idleSessionProblems(plan),
    ...executorProblems(plan, load),
    ...("schedule" in plan ? scheduleProblems(plan.schedule, plan, load) : []),
    ...messageProblems(plan, load),
    ...ownProblems(plan, load),
  ];
}

function baseProblems({ connectionsPerClient, messageTimeoutMs }: TrafficPlan): readonly PlanProblem[] {
  return [
    ...wholeNumberProblems({ connectionsPerClient }, { least: 1, most: maxConnectionsPerClient }),
    ...positiveProblems({ messageTimeoutMs }),
  ];
}

function sessionProblems({ messages, durationMs }: SessionBound): readonly PlanProblem[] {
  return [
    ...wholeNumberProblems(givenNumbers({ messages }), { least: 1 }),
    ...positiveProblems(givenNumbers({ durationMs })),
  ].map((problem) => ({ ...problem, path: `session.${problem.path}` }));
}

/** An idle connection sends no message that could end its session. */
function idleSessionProblems(plan: TrafficPlan): readonly PlanProblem[] {
  if (plan.kind !== "idle" || plan.session.messages === undefined) return [];
  const message = `messages is ${plan.session.messages}; must be left out, as idle connections send none`;
  return [{ path: "session.messages", message, hint: "Use durationMs for sessions that end." }];
}

function executorProblems(plan: TrafficPlan, { executor }: LoadPlan): readonly PlanProblem[] {
  const { kind } = executor;
  const isTimed = kind === "constant-clients" || kind === "ramping-clients";
  if (!("session" in plan)) {
    if (kind === "constant-clients") return [];
    const message = `kind is ${plan.kind}; must have the executor constant-clients, not ${kind}`;
    return [{ path: "kind", message, hint: 'Use executor "constant-clients".' }];
  }
  if (isTimed || isBounded(plan)) return [];
  const message = `session has no end; must have messages or durationMs under the executor ${kind}`;
  const hint = "Say after how many messages, or after what time, an iteration is over.";
  return [{ path: "session", message, hint }];
}

function scheduleProblems(
  schedule: SchedulePlan,
  plan: TrafficPlan,
  { executor }: LoadPlan,
): readonly PlanProblem[] {
  if (schedule.kind === "closed") {
    return inSchedule(wholeNumberProblems({ inFlight: schedule.inFlight }, { least: 1, most: maxInFlight }));
  }
  const { ratePerSecond, per } = schedule;
  const ofRate = positiveProblems({ ratePerSecond }, maxRatePerSecond);
  if (per === "connection" || (executor.kind === "constant-clients" && !isBounded(plan)))
    return inSchedule(ofRate);
  const why =
    executor.kind === "constant-clients" ? "sessions without an end" : "the executor constant-clients";
  const message = `per is load; must be connection, or have ${why}`;
  const hint = "Give the rate of each connection.";
  return inSchedule([...ofRate, { path: "per", message, hint }]);
}

function inSchedule(problems: readonly PlanProblem[]): readonly PlanProblem[] {
  return problems.map((problem) => ({ ...problem, path: `schedule.${problem.path}` }));
}

// The path that problems of payload and delivery begin with, to be taken off again.
const root = "traffic";

function messageProblems(plan: TrafficPlan, { connect }: LoadPlan): readonly PlanProblem[] {
  if (!("message" in plan) || plan.message === undefined) return [];
  const match = plan.kind === "echo" ? plan.match : ({ kind: "order" } as const);
  return [
    ...payloadProblems(plan.message, match, root),
    ...deliveryProblems(plan.message, connect.dial, root),
  ].map((problem) => ({ ...problem, path: problem.path.slice(root.length + 1) }));
}

function ownProblems(plan: TrafficPlan, load: LoadPlan): readonly PlanProblem[] {
  switch (plan.kind) {
    case "echo":
    case "sink":
      return [];
    case "broadcast":
      return broadcastProblems(plan, load);
    case "stream":
      return positiveProblems({ stallMs: plan.stallMs });
    case "idle":
      return plan.pingIntervalMs === 0 ? [] : positiveProblems({ pingIntervalMs: plan.pingIntervalMs });
    case "storm":
      return [...positiveProblems({ holdMs: plan.holdMs }), ...backoffProblems(plan.backoff, "backoff")];
    case "slow-reader":
      return positiveProblems({ readBytesPerSecond: plan.readBytesPerSecond });
    default:
      return plan satisfies never;
  }
}

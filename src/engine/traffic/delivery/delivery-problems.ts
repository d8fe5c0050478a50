// What cannot be delivered as asked, told before the run.

import type { DialOptions } from "../../../client/dial.js";
import { givenNumbers, wholeNumberProblems } from "../../plan/number-problems.js";
import type { PlanProblem } from "../../plan/plan-problem.js";
import type { MessagePlan } from "../../plan/traffic-plan.js";
import { sizeRange } from "../payload/payload-size.js";

/** What a delivery asks of the connections. */
export type DeliveryDial = Pick<DialOptions, "driver" | "compression">;

// Both are made of frames and bytes that the connection does not compress.
const rawNames = ["writeBytes", "pingEveryFragments"] as const;

/**
 * All mistakes in how a message is cut.
 *
 * @param path - Of the traffic in the plan: problems are at `<path>.message.delivery...`.
 */
export function deliveryProblems(
  message: MessagePlan,
  dial: DeliveryDial,
  path: string,
): readonly PlanProblem[] {
  const { delivery } = message;
  const at = `${path}.message.delivery`;
  const { fragmentBytes, writeBytes, pingEveryFragments } = delivery;
  const sizes = { fragmentBytes, writeBytes, pingEveryFragments };
  const wrong = wholeNumberProblems(givenNumbers(sizes), { least: 1 }).map((problem) => ({
    ...problem,
    path: `${at}.${problem.path}`,
  }));
  const unsupported = rawNames
    .filter((name) => delivery[name] !== undefined)
    .flatMap((name) => rawProblems(name, dial, at));
  const pings = wrong.length > 0 ? [] : pingProblems(message, `${at}.pingEveryFragments`);
  return [...wrong, ...unsupported, ...pings];
}

function rawProblems(name: string, dial: DeliveryDial, at: string): readonly PlanProblem[] {
  const path = `${at}.${name}`;
  const problems: PlanProblem[] = [];
  if (dial.driver === "ws") {
    const message = `${name} needs a driver that can send raw frames; the driver "ws" cannot`;
    problems.push({ path, message, hint: "Use the driver frame." });
  }
  if (dial.compression !== undefined && dial.compression !== false) {
    const message = `${name} needs connections without compression`;
    problems.push({ path, message, hint: "Turn compression off." });
  }
  return problems;
}

function pingProblems({ payload, delivery }: MessagePlan, path: string): readonly PlanProblem[] {
  const { fragmentBytes, pingEveryFragments } = delivery;
  if (pingEveryFragments === undefined) return [];
  if (fragmentBytes === undefined) {
    const message = "pingEveryFragments needs fragments; the message goes in one frame";
    return [{ path, message, hint: "Set fragmentBytes too." }];
  }
  if (payload.kind !== "generated") return [];
  const fragments = Math.max(1, Math.ceil(sizeRange(payload.size).maxBytes / fragmentBytes));
  if (fragments > pingEveryFragments) return [];
  const message = `pingEveryFragments is ${pingEveryFragments}; must be less than the fragments of a message, at most ${fragments} here`;
  return [{ path, message }];
}

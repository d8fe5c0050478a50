// How scripts judge where a list of events and a close profile cannot say it: whether a peer fails the connection, or may.

import { type CaseEvent, sameEvents } from "../case-event.js";
import { codeMissing } from "../code-missing.js";
import { CaseOver, type Driver } from "../driver/driver.js";
import type { Conclusion } from "../driver/facts.js";

/** How a failed connection must look. Without a close frame it is right in any case. */
export interface FailureRule {
  readonly codes: readonly number[];
  /** Whether another code is only noted: where the RFC names none. Default false. */
  readonly otherCodesAllowed?: boolean | undefined;
  /** How long the peer may take, in waits. Default 1. */
  readonly waits?: number | undefined;
}

/** Concludes `OK` when the peer fails the connection as it should, and `FAILED` when it delivers a message or goes on. */
export async function judgeFailure(driver: Driver, rule: FailureRule): Promise<void> {
  await driver.closeOrDrop(rule.waits ?? 1);
  const seen = failureSeen(driver, rule);
  conclude(driver, seen ?? { behavior: "FAILED", reason: "The peer did not fail the connection." });
  driver.close(1000);
}

/**
 * Where only the sender is bound: a peer that fails the connection is right, and one that takes what was sent is
 * `INFORMATIONAL` if it took it for `expected`.
 *
 * @param taken - What a lenient peer does, as a sentence.
 */
export async function judgeLeniency(
  driver: Driver,
  {
    expected,
    taken,
    ...rule
  }: FailureRule & { readonly expected: readonly CaseEvent[]; readonly taken: string },
): Promise<void> {
  await driver.barrier();
  const isDecided = (): boolean =>
    driver.isOver || driver.remoteClose !== undefined || sameEvents(driver.events, expected);
  // The pong proves that the frame was read, not that a program has sent its message back: RFC 6455 §5.5.2.
  for (let look = 0; look < 10 && !isDecided(); look++) await goneWithin(driver, 0.1);
  if (driver.isOver || driver.remoteClose !== undefined) {
    await judgeFailure(driver, { ...rule, waits: 0 });
    return;
  }
  const took = sameEvents(driver.events, expected);
  conclude(driver, {
    behavior: took ? "INFORMATIONAL" : "FAILED",
    reason: took ? taken : "The peer took what was sent for something else: what came back differs.",
  });
  driver.close(1000);
}

/** How the peer failed the connection, judged; `undefined`: it did not. */
export function failureSeen(driver: Driver, rule: FailureRule): Conclusion | undefined {
  const { remoteClose, events, isOver } = driver;
  if (events.some(({ kind }) => kind === "message")) {
    return { behavior: "FAILED", reason: "The peer took what was sent for a message and sent it back." };
  }
  if (driver.facts().closedByDriver) {
    return {
      behavior: "FAILED",
      reason: "The peer did not fail the connection; wsrig had to close it.",
    };
  }
  if (remoteClose === undefined) {
    return isOver ? { behavior: "OK", reason: "The peer dropped TCP." } : undefined;
  }
  const { code } = remoteClose;
  if (code === undefined) return codeMissing("closed", rule.codes);
  if (rule.codes.includes(code)) return { behavior: "OK", reason: `The peer closed with ${code}.` };
  const instead = `The peer closed with ${code}; ${rule.codes.join(" or ")} would tell why.`;
  if (rule.otherCodesAllowed === true) return { behavior: "INFORMATIONAL", reason: instead };
  return {
    behavior: "FAILED",
    reason: `The peer closed with ${code}; must be ${rule.codes.join(" or ")}.`,
  };
}

/** Sets the verdict. */
export function conclude(driver: Driver, { behavior, reason }: Conclusion): void {
  driver.conclude(behavior, reason);
}

/** Whether TCP is gone within `waits`, without the driver's doing. */
export async function goneWithin(driver: Driver, waits: number): Promise<boolean> {
  try {
    await driver.wait(waits);
  } catch (error) {
    if (!(error instanceof CaseOver)) throw error;
  }
  return driver.isOver;
}

/** `conclusion`, or `FAILED` when it is not that anyway and the peer no longer answers on another connection. */
export async function unlessHurt(driver: Driver, conclusion: Conclusion): Promise<Conclusion> {
  if (conclusion.behavior === "FAILED") return conclusion;
  if ((await driver.probe()) !== false) return conclusion;
  return { behavior: "FAILED", reason: "After this the peer answers on no other connection either." };
}

// One case from the open TCP connection to its result, either role.

import { type Clock, sleepMs } from "../clock.js";
import type { ConformanceCase } from "./case.js";
import { sameEvents } from "./case-event.js";
import { type CaseResult, resultOf } from "./case-result.js";
import { CaseDriver } from "./driver/case-driver.js";
import type { CaseDriverOptions } from "./driver/case-driver-options.js";
import { CaseOver } from "./driver/driver.js";
import { plainOpening, type SharedOpening } from "./opening.js";

/** What it takes to play a case. */
export interface Stage {
  /** How to reach the peer, without what the case decides. */
  readonly driver: Omit<CaseDriverOptions, "keepsEvents" | "eventAdded">;
  /** Connects the wire to the driver: from here on it is fed. */
  readonly feed: (driver: CaseDriver) => void;
  /** The opening handshake of a case that has none of its own; gives whether frames may follow. */
  readonly open: (driver: CaseDriver, opening: SharedOpening) => Promise<boolean> | boolean;
  /** The bound on the time of a case that has none of its own. */
  readonly caseTimeoutMs: number;
  /** Ends the case early. */
  readonly signal?: AbortSignal | undefined;
}

/** Plays `testCase` to its end, which the deadline makes sure of. Rejects only for a bug of the case. */
export async function playCase(testCase: ConformanceCase, stage: Stage): Promise<CaseResult> {
  const startedAt = new Date().toISOString();
  const { clock } = stage.driver;
  const driver: CaseDriver = new CaseDriver({
    ...stage.driver,
    keepsEvents: testCase.outcomes !== undefined,
    eventAdded: () => closeEarly(testCase, driver),
  });
  stage.feed(driver);
  const over = overOf(driver);
  watchDeadline(driver, clock, testCase.limitMs ?? stage.caseTimeoutMs);
  const interrupt = (): void => driver.passDeadline();
  if (stage.signal?.aborted) interrupt();
  stage.signal?.addEventListener("abort", interrupt, { once: true });
  try {
    const { opening = plainOpening } = testCase;
    if (opening.kind === "own" || (await stage.open(driver, opening))) await testCase.run(driver);
  } catch (error) {
    if (!(error instanceof CaseOver)) {
      driver.drop();
      throw error;
    }
  }
  await over;
  stage.signal?.removeEventListener("abort", interrupt);
  return resultOf(testCase, driver, startedAt);
}

/** Where the list of events can only be right from now on, nothing is gained by waiting: as the reference suite does. */
function closeEarly({ outcomes, close }: ConformanceCase, driver: CaseDriver): void {
  if (outcomes === undefined || typeof close === "string" || !close.closedByDriver) return;
  const { ok, nonStrict = [] } = outcomes;
  if ([ok, ...nonStrict].every((list) => sameEvents(driver.events, list))) driver.close(close.codes[0]);
}

function overOf(driver: CaseDriver): Promise<void> {
  return new Promise((resolve) => {
    if (driver.isOver) resolve();
    else driver.signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function watchDeadline(driver: CaseDriver, clock: Clock, limitMs: number): void {
  sleepMs(clock, limitMs, driver.signal).then(
    () => driver.passDeadline(),
    () => {
      // The case was over in time.
    },
  );
}

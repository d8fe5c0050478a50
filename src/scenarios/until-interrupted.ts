// Waits for a scenario's own code, which may never come to an end: a run must still go on, and write its report.

import type { Clock } from "../clock.js";
import { waitInTime } from "./deadline.js";
import { SessionStopped } from "./session-stopped.js";
import { showDeadline } from "./words.js";

// Time for a logout or the like; no longer, since somebody waits at the keyboard.
const graceMs = 2_000;

/** Whose end is waited for, and what ends the wait. */
export interface InterruptibleWork<T> {
  readonly work: Promise<T>;
  /** What it is, as the stop says it. */
  readonly name: "setup" | "run" | "teardown";
  /** The check that fails. */
  readonly title: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/**
 * What `work` comes to within `timeoutMs`. Once `signal` has aborted it has 2 s left. What does not end in time is
 * abandoned, and goes on unheard.
 *
 * @throws SessionStopped `timeout` or `interrupted` when it is abandoned; whatever `work` rejects with.
 */
export async function untilInterrupted<T>(options: InterruptibleWork<T>): Promise<T> {
  const { work, title, timeoutMs, signal, clock } = options;
  const listening = new AbortController();
  const first = await waitInTime(settledOrAborted(work, signal, listening.signal), timeoutMs, clock);
  listening.abort();
  if (first.kind === "timeout") throw overdue(options);
  if (!signal.aborted) return work;
  const ended = await waitInTime(work, graceMs, clock);
  if (ended.kind === "timeout") throw new SessionStopped("interrupted", title);
  return ended.value;
}

/** @param until - Ends the listening to `signal`. */
function settledOrAborted(work: Promise<unknown>, signal: AbortSignal, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => resolve();
    signal.addEventListener("abort", done, { signal: until });
    work.then(done, done);
    if (signal.aborted) done();
  });
}

function overdue({ name, title, timeoutMs }: InterruptibleWork<unknown>): SessionStopped {
  return new SessionStopped("timeout", title, {
    expected: `the end of ${name} within ${showDeadline(timeoutMs)}`,
    received: "nothing",
    reason: `${name} was still under way after ${showDeadline(timeoutMs)} and was abandoned; sessionTimeoutMs (in a file: sessionTimeout) gives it longer`,
  });
}

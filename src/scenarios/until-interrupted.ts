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
 * abandoned, and goes on unheard. An error that only passes the abort on (that of a `fetch` with the signal, say) is no error.
 *
 * @throws SessionStopped `timeout` or `interrupted` when it is abandoned or was cut off; whatever `work` rejects with.
 */
export async function untilInterrupted<T>(options: InterruptibleWork<T>): Promise<T> {
  const { work, title, timeoutMs, signal, clock } = options;
  const listening = new AbortController();
  const first = await waitInTime(settledOrAborted(work, signal, listening.signal), timeoutMs, clock);
  listening.abort();
  if (first.kind === "timeout") throw overdue(options);
  if (!signal.aborted) return work;
  try {
    const ended = await waitInTime(work, graceMs, clock);
    if (ended.kind === "done") return ended.value;
  } catch (error) {
    if (!isAbort(error, signal)) throw error;
  }
  throw new SessionStopped("interrupted", title);
}

/** The signal's reason itself, or what Node's own functions reject with because of it. */
function isAbort(error: unknown, signal: AbortSignal): boolean {
  return error === signal.reason || (error instanceof Error && error.name === "AbortError");
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

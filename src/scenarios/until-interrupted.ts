// Waits for a scenario's own code, which may never come to an end; an interrupted run must still write its report.

import type { Clock } from "../clock.js";
import { waitInTime } from "./deadline.js";
import { SessionStopped } from "./session-stopped.js";

// Time for a logout or the like; no longer, since somebody waits at the keyboard.
const graceMs = 2_000;

/** Whose end is waited for, and what interrupts it. */
export interface InterruptibleWork<T> {
  readonly work: Promise<T>;
  /** What it does, as the stop says it. */
  readonly title: string;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/**
 * What `work` comes to. Once `signal` has aborted it has 2 s left; then it is abandoned, and goes on unheard.
 *
 * @throws SessionStopped `interrupted` when it is abandoned; whatever `work` rejects with.
 */
export async function untilInterrupted<T>(options: InterruptibleWork<T>): Promise<T> {
  const { work, title, signal, clock } = options;
  await settledOrAborted(work, signal);
  if (!signal.aborted) return work;
  const ended = await waitInTime(work, graceMs, clock);
  if (ended.kind === "timeout") throw new SessionStopped("interrupted", title);
  return ended.value;
}

function settledOrAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      signal.removeEventListener("abort", done);
      resolve();
    };
    signal.addEventListener("abort", done);
    work.then(done, done);
    if (signal.aborted) done();
  });
}

// Waiting for something, but not for ever.

import { type Clock, sleepMs } from "../clock.js";

/** What a bounded wait came to. */
export type InTime<T> = { readonly kind: "done"; readonly value: T } | { readonly kind: "timeout" };

/** Waits for `promise` for at most `timeoutMs`. The timer is gone when this settles; the promise goes on. */
export async function waitInTime<T>(
  promise: Promise<T>,
  timeoutMs: number,
  clock: Clock,
): Promise<InTime<T>> {
  const settled = new AbortController();
  const timeout = sleepMs(clock, timeoutMs, settled.signal).then(
    () => ({ kind: "timeout" }) as const,
    // Only our own abort below rejects it, after the race was decided.
    () => ({ kind: "timeout" }) as const,
  );
  try {
    return await Promise.race([promise.then((value) => ({ kind: "done", value }) as const), timeout]);
  } finally {
    settled.abort();
  }
}

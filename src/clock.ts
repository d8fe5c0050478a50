// The one clock: CLOCK_MONOTONIC in integer µs, the same instant in every process of a machine.

/** Time as everything in wsrig sees it, so that tests can move it by hand. */
export interface Clock {
  /** Now, in integer µs of CLOCK_MONOTONIC. Comparable between processes of one machine, not between machines. */
  nowUs(): number;
  /**
   * Resolves at or after `dueUs`, never before (timers of Node may fire up to 2 ms early).
   *
   * @throws the signal's reason when it aborts first.
   */
  sleepUntilUs(dueUs: number, signal?: AbortSignal): Promise<void>;
}

// Node fires a longer timer after 1 ms, with a warning.
const maxTimerMs = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = { nowUs, sleepUntilUs };

/** Sleeps for `ms` on `clock`. */
export function sleepMs(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return clock.sleepUntilUs(clock.nowUs() + ms * 1_000, signal);
}

function nowUs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000_000 + Math.floor(nanoseconds / 1_000);
}

/** By callbacks, not by `node:timers/promises`: that makes an error with a stack trace for each sleep that is cut short. */
function sleepUntilUs(dueUs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    const aborted = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const wake = (): void => {
      const leftUs = dueUs - nowUs();
      if (leftUs > 0) timer = setTimeout(wake, Math.min(Math.ceil(leftUs / 1_000), maxTimerMs));
      else {
        signal?.removeEventListener("abort", aborted);
        resolve();
      }
    };
    signal?.addEventListener("abort", aborted, { once: true });
    wake();
  });
}

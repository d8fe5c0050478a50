// Waiting for something that can be given up.

/** What a wait must do when it is given up, and how it ends. */
export interface AbortableSettle<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
}

/**
 * A promise whose `start` gets the means to settle it and gives the function that releases what it holds.
 *
 * On abort it rejects with the signal's reason. The release runs exactly once, however it ends.
 */
export function abortable<T>(
  signal: AbortSignal,
  start: (settle: AbortableSettle<T>) => () => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let release: (() => void) | undefined;
    let isSettled = false;
    const finish = (act: () => void): void => {
      if (isSettled) return;
      isSettled = true;
      signal.removeEventListener("abort", abort);
      release?.();
      act();
    };
    const abort = (): void => finish(() => reject(signal.reason));
    signal.addEventListener("abort", abort, { once: true });
    release = start({
      resolve: (value) => finish(() => resolve(value)),
      reject: (error) => finish(() => reject(error)),
    });
    if (isSettled) release();
    else if (signal.aborted) abort();
  });
}

// Callers that wait for one thing to happen, each with its own signal.

/** Promises that are all resolved by one event. */
export class WaitingList<T> {
  /** Made with the first wait: most connections have none. */
  #waiting: Set<(value: T) => void> | undefined;

  /** Resolves with the value of the next {@link WaitingList.resolveAll}. @throws the signal's reason when it aborts first. */
  wait(signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const settle = (value: T): void => {
        signal?.removeEventListener("abort", abort);
        resolve(value);
      };
      const abort = (): void => {
        this.#waiting?.delete(settle);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.#waiting ??= new Set();
      this.#waiting.add(settle);
    });
  }

  resolveAll(value: T): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const settle of waiting) settle(value);
  }
}

// Errors that a scenario's code throws where nobody awaits them: an unhandled rejection, a throw in a timer.

import { sourcePosition } from "./source-position.js";
import { stoppedBy } from "./step-failure.js";

/** Takes an error that reached the process; gives whether it is a scenario's, and now a failed check. */
export type TakeStrayError = (error: unknown) => boolean;

/** Hands stray errors of the process to `take`, until the function that it gives is called. */
export type WatchStrayErrors = (take: TakeStrayError) => () => void;

/** One watch for several takers, as a process may have only one: of those under way the one begun last is asked first. */
export function shareStrayErrors(watch: WatchStrayErrors): WatchStrayErrors {
  const takers = new Set<TakeStrayError>();
  let unwatch: (() => void) | undefined;
  return (take) => {
    takers.add(take);
    unwatch ??= watch((error) => [...takers].reverse().some((each) => each(error)));
    return () => {
      takers.delete(take);
      if (takers.size > 0) return;
      unwatch?.();
      unwatch = undefined;
    };
  };
}

/** Leads stray errors to the scenario under way. */
export class StrayErrors {
  readonly #listeners = new Set<(error: unknown) => void>();

  /**
   * Whose position lies in a user's file, or what a session threw at a call that nobody awaited; all else is a bug of ours.
   * Where several scenarios run at once the one begun last is told: an error does not say whose it is.
   */
  readonly take: TakeStrayError = (error) => {
    const listener = [...this.#listeners].at(-1);
    if (listener === undefined) return false;
    if (stoppedBy(error) === undefined && sourcePosition(error) === undefined) return false;
    listener(error);
    return true;
  };

  /** Hears of them until disposed. */
  listen(listener: (error: unknown) => void): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }
}

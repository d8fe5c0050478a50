// Signals: the first asks a command to drain and write its report, the second ends the process.

import { setMaxListeners } from "node:events";

/** Options of {@link watchInterrupts}. */
export interface InterruptOptions {
  /** Told once, at the first signal, which one it was. */
  readonly onFirst: (signal: NodeJS.Signals) => void;
  /** Ends the process: called at the second signal. */
  readonly onSecond: () => void;
}

/** Signals as an AbortSignal, until disposed. */
export interface Interrupts {
  /** Aborts at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  [Symbol.dispose](): void;
}

/** Takes over SIGINT and SIGTERM of this process. */
export function watchInterrupts({ onFirst, onSecond }: InterruptOptions): Interrupts {
  const controller = new AbortController();
  // Every connection of a load listens to it.
  setMaxListeners(0, controller.signal);
  const handle = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      onSecond();
      return;
    }
    controller.abort();
    onFirst(signal);
  };
  process.on("SIGINT", handle);
  process.on("SIGTERM", handle);
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      process.off("SIGINT", handle);
      process.off("SIGTERM", handle);
    },
  };
}

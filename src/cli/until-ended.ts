// How long a command that serves goes on: until a signal, or until the program that has started it has gone.

import { ExitCode } from "./exit-code.js";
import { watchInterrupts } from "./interrupt.js";

/** Waits for the end of a command that serves. */
export interface ServingEnd {
  /** Resolves at the first SIGINT or SIGTERM; the second one spares the wait for what is then closed. */
  readonly ended: Promise<void>;
  [Symbol.dispose](): void;
}

/** CONTRACTS.md: what serves ends with 0 on signals. Takes them over until disposed. */
export function untilEnded(): ServingEnd {
  const interrupts = watchInterrupts({ onFirst: () => {}, onSecond: () => process.exit(ExitCode.pass) });
  return {
    ended: aborted(AbortSignal.any([interrupts.signal, parentGone()])),
    [Symbol.dispose]: () => interrupts[Symbol.dispose](),
  };
}

/** Started by a program over an IPC channel (node's fork), the command ends with that program. */
function parentGone(): AbortSignal {
  const controller = new AbortController();
  if (process.connected) process.once("disconnect", () => controller.abort());
  return controller.signal;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

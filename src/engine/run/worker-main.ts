// The main file of a worker process: takes commands from its parent, and ends with it.

import { systemClock } from "../../clock.js";
import { Worker } from "./worker.js";
import type { WorkerCommand, WorkerReport } from "./worker-contract.js";

const worker = new Worker({
  clock: systemClock,
  env: process.env,
  watchStrayErrors,
  report(report: WorkerReport) {
    const isLast = report.kind === "done" || report.kind === "failed";
    process.send?.(report, undefined, undefined, () => {
      if (isLast) process.disconnect?.();
    });
  },
});

process.on("message", (command) => worker.take(command as WorkerCommand));
// Without its parent nobody would end it, or hear what it measured.
process.on("disconnect", () => process.exit());
// Ctrl-C in a terminal reaches the whole group: the parent says what to do about it.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});

/** An error in a scenario's own code is its failed check; any other one ends the worker. */
function watchStrayErrors(take: (error: unknown) => boolean): () => void {
  process.setUncaughtExceptionCaptureCallback((error) => {
    if (take(error)) return;
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exit(70);
  });
  // `null` is Node's word for none.
  return () => process.setUncaughtExceptionCaptureCallback(null);
}

// The main file of a worker process: takes commands from its parent, and ends with it.

import { systemClock } from "../../clock.js";
import { watchStrayErrors } from "../../scenarios/process-errors.js";
import { describeError, Worker } from "./worker.js";
import type { WorkerCommand, WorkerReport } from "./worker-contract.js";

const worker = new Worker({
  clock: systemClock,
  env: process.env,
  watchStrayErrors,
  report,
});

process.on("message", (command) => worker.take(command as WorkerCommand));
// Without its parent nobody would end it, or hear what it measured.
process.on("disconnect", () => process.exit());
// Ctrl-C in a terminal reaches the whole group: the parent says what to do about it.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.on("uncaughtException", (error) => report({ kind: "failed", error: describeError(error) }));

function report(report: WorkerReport): void {
  const isLast = report.kind === "done" || report.kind === "failed";
  process.send?.(report, undefined, undefined, () => {
    if (isLast) process.disconnect?.();
  });
}

// A worker in this very process.

import type { WorkerOptions } from "./worker.js";
import { Worker } from "./worker.js";
import type { WorkerLink } from "./worker-contract.js";

/** The link of a worker named `1` that shares the event loop of the run. */
export function inProcessLink(options: Omit<WorkerOptions, "report">): WorkerLink {
  let worker: Worker | undefined;
  return {
    name: "1",
    listen(listener) {
      worker = new Worker({ ...options, report: (report) => listener.reported(report) });
    },
    send: (command) => worker?.take(command),
    close: () => worker?.take({ kind: "terminate" }),
  };
}

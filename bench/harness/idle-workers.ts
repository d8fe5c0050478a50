// The worker processes of the scale benchmark, as the harness sees them.

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { IdleOrder, IdleReport } from "../clients/idle-protocol.js";
import { benchFile } from "./commands.js";

type ReportOf<Kind extends IdleReport["kind"]> = Extract<IdleReport, { kind: Kind }>;

// Descriptors of a process that are no connections: files, pipes, the event loop's own.
const reserved = 500;

/** The fewest processes that may hold so many connections, by the limit of open files of this one. */
export function processesFor(connections: number): number {
  const limits = readFileSync("/proc/self/limits", "utf8");
  const limit = Number(/^Max open files\s+\d+\s+(\d+)/m.exec(limits)?.[1] ?? 1_024);
  if (limit <= reserved)
    throw new Error(`the limit of open files is ${limit}; must be more than ${reserved}`);
  return Math.ceil(connections / (limit - reserved));
}

/** The workers, which all take their orders at the same time. */
export class IdleWorkers {
  readonly #workers: readonly ChildProcess[];

  constructor(count: number) {
    const execArgv = ["--expose-gc"];
    this.#workers = Array.from({ length: count }, () =>
      fork(benchFile("clients/idle-worker.js"), { execArgv }),
    );
  }

  /** The first report of each. */
  ready(): Promise<readonly ReportOf<"ready">[]> {
    return Promise.all(this.#workers.map((worker) => reportOf(worker, "ready")));
  }

  /** Gives every worker its order; resolves when all have their connections open. */
  open(orderOf: (worker: number) => IdleOrder): Promise<readonly ReportOf<"opened">[]> {
    return Promise.all(
      this.#workers.map((worker, index) => {
        worker.send(orderOf(index));
        return reportOf(worker, "opened");
      }),
    );
  }

  /** Resolves when all intervals are over. */
  pinged(): Promise<readonly ReportOf<"pinged">[]> {
    return Promise.all(this.#workers.map((worker) => reportOf(worker, "pinged")));
  }

  /** Ends them, and with them their connections. */
  async stop(): Promise<void> {
    await Promise.all(
      this.#workers.map(async (worker) => {
        if (worker.exitCode !== null || worker.signalCode !== null) return;
        const ended = once(worker, "exit");
        worker.kill("SIGKILL");
        await ended;
      }),
    );
  }
}

function reportOf<Kind extends IdleReport["kind"]>(
  worker: ChildProcess,
  kind: Kind,
): Promise<ReportOf<Kind>> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`a worker ended with ${code}`));
    worker.once("exit", ended);
    worker.once("message", (message: IdleReport) => {
      worker.off("exit", ended);
      if (message.kind === kind) resolve(message as ReportOf<Kind>);
      else reject(new Error(`a worker reported "${message.kind}"; "${kind}" was due`));
    });
  });
}

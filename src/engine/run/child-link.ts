// A worker in a process of its own.

import { type ChildProcess, fork } from "node:child_process";
import type { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { WorkerCommand, WorkerLink, WorkerListener, WorkerReport } from "./worker-contract.js";

/** What a link needs of a process. */
export type WorkerProcess = EventEmitter & Pick<ChildProcess, "send" | "connected" | "disconnect" | "kill">;

/** Starts a worker process named `name`. What it prints goes to our stderr. */
export function childLink(name: string): WorkerLink {
  return linkTo(startWorker(), name);
}

/** The link of a worker named `name` to a process that runs it. */
export function linkTo(child: WorkerProcess, name: string): WorkerLink {
  let listener: WorkerListener | undefined;
  let isOver = false;
  child.on("message", (message) => {
    // The other end is our own worker-main.ts.
    const report = message as WorkerReport;
    if (report.kind === "done" || report.kind === "failed") isOver = true;
    listener?.reported(report);
  });
  const lost = (why: string): void => {
    if (isOver) return;
    isOver = true;
    listener?.lost(why);
  };
  child.once("error", (error) => lost(`could not be started: ${error.message}`));
  // Not `exit`, which may come before the last messages: they are still in the pipe then.
  child.once("close", (code: number | null, signal: NodeJS.Signals | null) =>
    lost(signal === null ? `ended with exit code ${code}` : `ended by ${signal}`),
  );
  return {
    name,
    listen(to) {
      listener = to;
    },
    send(command: WorkerCommand) {
      // A worker that has just died is told of by its exit.
      if (child.connected) child.send(command, () => {});
    },
    close() {
      isOver = true;
      if (child.connected) child.disconnect();
      child.kill("SIGKILL");
    },
  };
}

// Workers that run. One that is held up, or stopped, would not see by itself that this process has gone.
const running = new Set<ChildProcess>();

function endRunning(): void {
  for (const child of running) child.kill("SIGKILL");
}

function endWithUs(child: ChildProcess): void {
  if (running.size === 0) process.on("exit", endRunning);
  running.add(child);
  child.once("exit", () => {
    running.delete(child);
    if (running.size === 0) process.off("exit", endRunning);
  });
}

function startWorker(): ChildProcess {
  const compiled = fileURLToPath(new URL("./worker-main.js", import.meta.url));
  const isCompiled = existsSync(compiled);
  // Beside our own sources, as in the tests, there is no compiled file: jiti runs the source.
  const file = isCompiled ? compiled : fileURLToPath(new URL("./worker-main.ts", import.meta.url));
  const execArgv = isCompiled ? [] : ["--import", import.meta.resolve("jiti/register")];
  const child = fork(file, { execArgv, serialization: "advanced", stdio: ["ignore", 2, 2, "ipc"] });
  if (child.pid !== undefined) endWithUs(child);
  return child;
}

// A program that is started, and ended together with everything that it has started itself.

import { type ChildProcess, spawn } from "node:child_process";

/** Options of {@link startProgram}. */
export interface ProgramOptions {
  /** The program and its arguments; no shell in between. */
  readonly words: readonly string[];
  /** Beside those of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** What it writes, as it comes. Default: nobody's. */
  readonly output?: ((text: string, stream: "stdout" | "stderr") => void) | undefined;
}

/** A program that runs, or has run. */
export interface Program {
  readonly pid: number;
  /** Resolves when it has ended: `exit code 1`, `signal SIGKILL`; empty when it ended well. */
  readonly ended: Promise<string>;
  /** Asks it to end, and kills it when it does not within two seconds. */
  stop(): Promise<void>;
  /** Kills it at once, without waiting: for the exit of this process. */
  kill(): void;
}

const graceMs = 2_000;

/**
 * Starts the program in a process group of its own.
 *
 * @throws the system's error (`ENOENT`, `EACCES`) when it cannot be started
 */
export async function startProgram({ words, env, output = () => {} }: ProgramOptions): Promise<Program> {
  const [file = "", ...args] = words;
  // A group of its own, so that what the program started itself ends with it.
  const child = spawn(file, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
    detached: process.platform !== "win32",
  });
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8");
    child[stream].on("data", (text: string) => output(text, stream));
  }
  const ended = new Promise<string>((resolve) => {
    child.once("close", (code, signal) => resolve(endOf(code, signal)));
  });
  const pid = await started(child);
  return { pid, ended, stop: () => stop(child, ended), kill: () => signalGroup(child, "SIGKILL") };
}

function started(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("spawn", () => resolve(child.pid ?? 0));
    child.once("error", reject);
  });
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
  await ended;
  clearTimeout(timer);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It ended in between: nothing is left to stop.
  }
}

function endOf(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null) return `signal ${signal}`;
  return code === 0 ? "" : `exit code ${code}`;
}

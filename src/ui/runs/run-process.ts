// A run as a child process: what it tells, how it is stopped, how it ended.

import { type ChildProcess, spawn } from "node:child_process";
import { type ChildMessage, childMessage, type ParentMessage } from "./child-message.js";
import { childVariable } from "./child-variable.js";

/** Options of {@link startRunProcess}. */
export interface RunProcessOptions {
  /** The program and its arguments; no shell in between. */
  readonly words: readonly string[];
  readonly told: (message: ChildMessage) => void;
  /** It is gone, and all that it has told was told before. */
  readonly ended: (end: RunEnd) => void;
}

/** How it ended. */
export interface RunEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end of what it wrote to stderr. */
  readonly lastWords: string;
}

/** A run under way. When this process ends, it takes that for one interruption more; see `parent-sink.ts`. */
export interface RunProcess {
  /** Whether anybody looks. */
  watch(isWatched: boolean): void;
  /** Asks it to drain and to write its report. */
  interrupt(): void;
  /** Ends one that was interrupted, without a report, with all that it has started. */
  kill(): void;
  /** Resolves when it is gone. */
  readonly gone: Promise<void>;
}

/** Characters of stderr. */
const keptWords = 8_000;
/** How long a run that has ended may be heard. */
const lastWordsMs = 1_000;
/** How long a run may take to end the programs that it has started. */
const killGraceMs = 1_000;

/** @throws the system's error when it cannot be started */
export async function startRunProcess({ words, told, ended }: RunProcessOptions): Promise<RunProcess> {
  const [file = "", ...args] = words;
  // A group of its own: Ctrl-C in our terminal is for us, and what it started itself can be ended with it.
  const child = spawn(file, args, {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    // What it writes may be shown in a page, which knows no colours of terminals.
    env: { ...process.env, [childVariable]: "1", NO_COLOR: "1", FORCE_COLOR: undefined },
    detached: process.platform !== "win32",
  });
  let lastWords = "";
  child.stderr?.setEncoding("utf8");
  child.stderr?.on("data", (text: string) => {
    lastWords = (lastWords + text).slice(-keptWords);
  });
  child.on("message", (message) => {
    const read = childMessage.safeParse(message);
    if (read.success) told(read.data);
  });
  let hasStarted = false;
  let killTimer: NodeJS.Timeout | undefined;
  const gone = new Promise<void>((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(timer);
      clearTimeout(killTimer);
      child.off("close", end);
      const { exitCode: code, signalCode: signal } = child;
      if (hasStarted) ended({ code, signal, lastWords });
      resolve();
    };
    // After the last message, and the last line of stderr; but a program that it left behind may hold that open for ever.
    child.once("close", end);
    child.once("exit", () => {
      timer = setTimeout(end, lastWordsMs).unref();
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", () => {
      hasStarted = true;
      resolve();
    });
    child.once("error", reject);
  });
  child.on("error", () => {}); // A message to a run that is gone: `close` follows.
  return {
    watch(isWatched) {
      if (child.connected) child.send({ isWatched } satisfies ParentMessage);
    },
    interrupt: () => void child.kill("SIGINT"),
    kill() {
      // Targets that it has started are in groups of their own: it ends them at the second signal, and nobody could after SIGKILL.
      child.kill("SIGINT");
      killTimer ??= setTimeout(() => killGroup(child), killGraceMs);
    },
    gone,
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === "win32") child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It ended in between: nothing is left to kill.
  }
}

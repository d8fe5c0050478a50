// A target that is started for one block and ended after it: blocks within one process are not independent of its luck.

import { connect, createServer } from "node:net";
import { type DialOptions, dial } from "../client/dial.js";
import { parseDialTarget } from "../client/dial-target.js";
import { type Clock, sleepMs, systemClock } from "../clock.js";
import { requireProcess } from "../engine/process-watch.js";
import { WsrigError } from "../errors.js";
import { type Program, startProgram } from "../program.js";
import { gotHttpAnswer } from "../scenarios/dial-metrics.js";
import { formatMs } from "../units.js";
import { OutputTail } from "./output-tail.js";
import { hasPortPlace, withPort } from "./port-place.js";
import type { TargetCommand } from "./variant.js";

/** Options of {@link startTarget}. */
export interface TargetStart {
  /** Where it will be; `{port}` in it stands for a free port of this machine. */
  readonly url: string;
  /** How it is dialled. */
  readonly dial?: DialOptions | undefined;
  /** From its start until it answers, ms. Default 10,000. */
  readonly startTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}

/** A target that answers. */
export interface StartedTarget {
  /** With the port in it. */
  readonly url: string;
  /** Of the program itself; absent where this system does not let it be watched. */
  readonly pid?: number | undefined;
  /** How it has ended, with its last lines; `undefined` while it runs. */
  readonly ended: () => string | undefined;
  /** Asks it to end, kills it when it does not within two seconds, and waits for that. */
  stop(): Promise<void>;
}

const pollMs = 20;
const defaultStartTimeoutMs = 10_000;

/**
 * Starts the program and waits until its URL answers in HTTP. It is ended when this process ends, however that happens.
 *
 * @throws WsrigError `usage-target-command` when it cannot be started, ends early, or does not answer in time, or when something else is
 *   at its URL already; the signal's reason when it aborts
 */
export async function startTarget(command: TargetCommand, options: TargetStart): Promise<StartedTarget> {
  const { clock = systemClock, startTimeoutMs = defaultStartTimeoutMs } = options;
  const starting: Starting = {
    ...options,
    clock,
    dueUs: clock.nowUs() + startTimeoutMs * 1_000,
    startTimeoutMs,
  };
  const port = hasPortPlace(options.url) ? await freePort() : parseDialTarget(options.url).port;
  const url = withPort(options.url, port);
  const words = command.words.map((word) => withPort(word, port));
  // A port chosen just now is free.
  if (url === options.url) await waitUntilFree(url, words, starting);
  const tail = new OutputTail();
  const program = await startWords(words, port, tail);
  const kill = (): void => program.kill();
  process.once("exit", kill);
  let end: string | undefined;
  const ended = program.ended.then((how) => {
    process.removeListener("exit", kill);
    end = `${how === "" ? "exit code 0" : how}${tail.told()}`;
  });
  const stop = async (): Promise<void> => {
    await program.stop();
    await ended;
  };
  try {
    await waitUntilAnswers(url, words, { ...starting, ended: () => end, tail });
    return { url, pid: await watchable(program), ended: () => end, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Starting extends TargetStart {
  readonly clock: Clock;
  readonly startTimeoutMs: number;
  readonly dueUs: number;
}

/** One that the system would give now; another program could take it before the target does, which its start then tells. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function waitUntilFree(url: string, words: readonly string[], starting: Starting): Promise<void> {
  const { clock, dueUs, signal } = starting;
  while (await isTaken(url)) {
    if (clock.nowUs() >= dueUs) {
      throw commandError(words, `was not started: something answers at ${url} already`, {
        hint: "End it, or write {port} in the URL and in the command to have a free port chosen for each block.",
      });
    }
    await sleepMs(clock, pollMs, signal);
  }
}

function isTaken(url: string): Promise<boolean> {
  const { host, port } = parseDialTarget(url);
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const end = (taken: boolean): void => {
      socket.destroy();
      resolve(taken);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}

async function startWords(words: readonly string[], port: number, tail: OutputTail): Promise<Program> {
  try {
    const output = (text: string, stream: "stdout" | "stderr"): void => tail.add(text, stream);
    return await startProgram({ words, env: { PORT: String(port) }, output });
  } catch (cause) {
    throw commandError(words, `cannot be started (${(cause as NodeJS.ErrnoException).code})`, {
      hint: "Give a program that exists, with its arguments, as one text: 'node server.js --port {port}'. No shell reads it.",
      cause,
    });
  }
}

interface Awaited extends Starting {
  readonly ended: () => string | undefined;
  readonly tail: OutputTail;
}

async function waitUntilAnswers(url: string, words: readonly string[], awaited: Awaited): Promise<void> {
  const { clock, dueUs, signal, startTimeoutMs, ended, tail } = awaited;
  for (;;) {
    const leftMs = (dueUs - clock.nowUs()) / 1_000;
    if (ended() === undefined && leftMs > 0 && (await answers(url, awaited, leftMs))) return;
    signal?.throwIfAborted();
    const end = ended();
    if (end !== undefined) {
      const hint = "Start it by hand with the same words to see why it ends.";
      throw commandError(words, `ended before it answered at ${url}: ${end}`, { hint });
    }
    if (clock.nowUs() >= dueUs) {
      const what = `did not answer at ${url} within ${formatMs(startTimeoutMs)}${tail.told()}`;
      const hint =
        "Let it listen on the port of the URL: {port} in both, or the variable PORT. Raise --start-timeout if it needs longer.";
      throw commandError(words, what, { hint });
    }
    await sleepMs(clock, pollMs, signal);
  }
}

async function answers(url: string, { dial: options, signal }: Starting, leftMs: number): Promise<boolean> {
  const result = await dial(url, { ...options, timeoutMs: Math.min(leftMs, 1_000), signal });
  if (result.kind === "failed") return gotHttpAnswer(result);
  result.connection.setListener({});
  if (result.connection.state === "open") result.connection.close(1000);
  await result.connection.waitForClose();
  return true;
}

/** Its CPU time is told where the system lets us read it. */
async function watchable({ pid }: Program): Promise<number | undefined> {
  try {
    await requireProcess(pid);
    return pid;
  } catch {
    // Another system, or a program that ended at once: it is a target all the same, without figures of its process.
    return undefined;
  }
}

function commandError(
  words: readonly string[],
  what: string,
  options: { readonly hint: string; readonly cause?: unknown },
): WsrigError {
  return new WsrigError("usage-target-command", `the target "${words.join(" ")}" ${what}`, {
    path: "--command",
    ...options,
  });
}

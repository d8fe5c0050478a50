// A client's own program, started with the URL of the listener, and ended with it.

import { type ChildProcess, spawn } from "node:child_process";
import { WsrigError } from "../../errors.js";

/** Options of {@link startClientProgram}. */
export interface ClientProgramOptions {
  /** The program and its arguments; `{url}` in any of them stands for the URL. */
  readonly command: readonly string[];
  /** Also in the variable WSRIG_URL. */
  readonly url: string;
  /** What the program writes, on either stream. Default: nobody's. */
  readonly output?: ((text: string) => void) | undefined;
}

/** A program that runs. */
export interface ClientProgram {
  /** Resolves when it has ended: `exit code 1`, `signal SIGKILL`; empty when it ended well. */
  readonly ended: Promise<string>;
  /** Asks it to end, and kills it when it does not within two seconds. */
  stop(): Promise<void>;
}

const graceMs = 2_000;

/**
 * Starts the program.
 *
 * @throws WsrigError `usage-client-program` when it cannot be started
 */
export async function startClientProgram(options: ClientProgramOptions): Promise<ClientProgram> {
  const { url, output = () => {} } = options;
  const [file = "", ...args] = options.command.map((word) => word.replaceAll("{url}", url));
  // A group of its own, so that what the program started itself ends with it.
  const child = spawn(file, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, WSRIG_URL: url },
    detached: process.platform !== "win32",
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", output);
  }
  const ended = new Promise<string>((resolve) => {
    child.once("close", (code, signal) => resolve(endOf(code, signal)));
  });
  await started(child, file);
  return { ended, stop: () => stop(child, ended) };
}

function started(child: ChildProcess, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (error: NodeJS.ErrnoException) => {
      reject(
        new WsrigError(
          "usage-client-program",
          `the client program "${file}" cannot be started (${error.code})`,
          {
            path: "--",
            hint: "Give a program that exists, with its arguments, after --: -- node my-client.js {url}",
            cause: error,
          },
        ),
      );
    });
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

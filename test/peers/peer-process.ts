// Starts and stops a server that we did not write; its first line of output is its URL.

import { type ChildProcess, type ChildProcessByStdio, execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A folder or file below test/peers. */
export function peerPath(...parts: readonly string[]): string {
  return fileURLToPath(new URL(parts.join("/"), import.meta.url));
}

/** How a process ended, as a phrase: `exit code 1: the last line of stderr`. */
export type PeerEnd = string;

/** A server of another library, running. */
export interface Peer {
  readonly url: string;
  /** Resolves when the process has ended, by itself or by {@link Peer.stop}. */
  readonly ended: Promise<PeerEnd>;
  /** Ends the process we started, by its pid. */
  stop(): Promise<void>;
}

/** How to start a program. */
export interface PeerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** A process that says nothing for so long will not start any more. */
const startTimeoutMs = 60_000;
/** Characters of stderr that are kept. */
const keptStderr = 4_000;

/**
 * Starts `command` and waits for the URL on its first line.
 *
 * @throws Error with what the process wrote to stderr when it ends before it is ready.
 */
export async function startPeer(command: string, args: readonly string[]): Promise<Peer> {
  const { child, ended } = startProcess({ command, args });
  const timer = setTimeout(() => child.kill("SIGKILL"), startTimeoutMs);
  try {
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once("line", resolve);
      ended.then((end) => reject(new Error(`${command} ended with ${end}`)));
    });
    return { url, ended, stop: () => stop(child) };
  } finally {
    clearTimeout(timer);
  }
}

/** Starts a program that ends by itself, a client say. */
export function startProgram(program: PeerCommand): Pick<Peer, "ended" | "stop"> {
  const { child, ended } = startProcess(program);
  child.stdout.resume();
  return { ended, stop: () => stop(child) };
}

/** What {@link Peer.ended} gives for a program that did its work. */
export const endedWell: PeerEnd = "exit code 0";

/** Whether `command` runs here; peers of absent toolchains are skipped. */
export async function isAvailable(command: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(command, args);
    return true;
  } catch {
    return false; // Absent or not working: the test says which peer it skips.
  }
}

/** What a program says on stdout. */
export async function outputOf(command: string, args: readonly string[]): Promise<string> {
  return (await run(command, args)).stdout;
}

/** Runs a step of building a peer to its end. */
export async function build(command: string, args: readonly string[], cwd?: string): Promise<void> {
  await run(command, args, { cwd, maxBuffer: 16 * 1024 * 1024 });
}

interface Started {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<PeerEnd>;
}

function startProcess({ command, args }: PeerCommand): Started {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr = (stderr + text).slice(-keptStderr);
  });
  const ended = new Promise<PeerEnd>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => {
      const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
      resolve(code === 0 || stderr === "" ? how : `${how}: ${stderr.trim()}`);
    });
  });
  return { child, ended };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

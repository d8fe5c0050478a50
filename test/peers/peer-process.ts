// Starts and stops a server that we did not write; its first line of output is its URL.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A folder or file below test/peers. */
export function peerPath(...parts: readonly string[]): string {
  return fileURLToPath(new URL(parts.join("/"), import.meta.url));
}

/** A server of another library, running. */
export interface Peer {
  readonly url: string;
  /** Ends the process we started, by its pid. */
  stop(): Promise<void>;
}

/**
 * Starts `command` and waits for the URL on its first line.
 *
 * @throws Error with what the process wrote to stderr when it ends before it is ready.
 */
export async function startPeer(command: string, args: readonly string[]): Promise<Peer> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${command} ended with ${code}: ${stderr}`)));
  });
  return { url, stop: () => stop(child) };
}

/** Whether `command` runs here; peers of absent toolchains are skipped. */
export async function isAvailable(command: string, args: readonly string[]): Promise<boolean> {
  try {
    await run(command, args);
    return true;
  } catch {
    return false; // Absent or not working: the test says which peer it skips.
  }
}

/** Runs a step of building a peer to its end. */
export async function build(command: string, args: readonly string[], cwd?: string): Promise<void> {
  await run(command, args, { cwd, maxBuffer: 16 * 1024 * 1024 });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

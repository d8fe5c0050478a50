// The target: the native echo server where there is a C compiler, so that the generator sets the pace; else one on `ws`.

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { benchFile, type Command, nodeCommand, pinned, serverCore, succeeds } from "./commands.js";

/** What a server has done since it began. */
export interface ServerCounts {
  readonly messages: number;
  readonly pings: number;
  /** Open now. */
  readonly connections: number;
  readonly cpuUs: number;
}

/** A running echo server in a process of its own. */
export interface EchoServer {
  readonly name: string;
  readonly url: string;
  counts(): Promise<ServerCounts>;
  stop(): void;
}

/** How to start a server, built once. */
export interface ServerProgram {
  readonly name: string;
  readonly command: Command;
}

/** @param folder - Where to put the program. */
export function buildServer(folder: string): ServerProgram {
  const native = join(folder, "echo");
  const source = "servers/echo.c";
  return succeeds(["cc", "-O2", "-o", native, benchFile(source)])
    ? { name: `bench/${source}`, command: [native] }
    : { name: "bench/servers/echo-ws.ts", command: nodeCommand("servers/echo-ws.ts", []) };
}

/** Starts the server on the server's core; resolves when it listens. */
export async function startServer({ name, command }: ServerProgram): Promise<EchoServer> {
  const [program, ...args] = pinned(serverCore, command);
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  const nextLine = linesOf(child);
  const url = await nextLine();
  return {
    name,
    url,
    counts: async () => {
      child.kill("SIGUSR2");
      return JSON.parse(await nextLine()) as ServerCounts;
    },
    stop: () => child.kill(),
  };
}

/** Lines in their order, one at a call; an end of the process while one is awaited is an error. */
function linesOf(child: ChildProcess): () => Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new TypeError("the server has no stdout");
  const lines = createInterface({ input: stdout });
  return () =>
    new Promise((resolve, reject) => {
      if (child.exitCode !== null) throw new Error(`the echo server has ended with ${child.exitCode}`);
      const ended = (code: number | null): void => reject(new Error(`the echo server ended with ${code}`));
      child.once("exit", ended);
      lines.once("line", (line) => {
        child.off("exit", ended);
        resolve(line);
      });
    });
}

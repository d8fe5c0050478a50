// The processes of `npm run bench:truth`: a server on one core, one generator after the other on another.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { generatorCore, nodeCommand, outputOf, pinned, serverCore } from "../harness/commands.js";
import type { GeneratorFigures, GeneratorOrder } from "./generator-order.js";

/** A server of bench/servers/ in a process of its own. */
export interface TruthServer {
  readonly url: string;
  /** The JSON at a path of it. */
  get(path: string): Promise<unknown>;
  stop(): void;
}

/** Starts it; resolves when it listens. @param file - Below bench/. */
export async function startTruthServer(file: string): Promise<TruthServer> {
  const [program, ...args] = pinned(serverCore, nodeCommand(file, []));
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code} before it listened`)));
  });
  return {
    url,
    get: async (path) => (await fetch(`${url.replace(/^ws/, "http")}${path}`)).json(),
    stop: () => child.kill(),
  };
}

/** Runs one load to its end. @throws Error with its stderr when it fails. */
export async function generate(order: GeneratorOrder): Promise<GeneratorFigures> {
  const command = pinned(generatorCore, nodeCommand("truth/generator.ts", [JSON.stringify(order)]));
  const waitMs = order.beginAt?.everyMs ?? 0;
  const output = await outputOf(
    command,
    order.warmUpMs + order.steadyMs + order.gracefulStopMs + waitMs + 60_000,
  );
  return JSON.parse(output) as GeneratorFigures;
}

// Where and with what a run was made.

import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, release, totalmem } from "node:os";

/** The machine and the versions, as the results record them. */
export interface Machine {
  readonly date: string;
  /** With `+changes` when files of the source differ from it. */
  readonly commit: string;
  readonly machine: string;
  readonly kernel: string;
  readonly node: string;
  /** Versions of the tools that are there. */
  readonly tools: Readonly<Record<string, string>>;
}

// All but what the runs themselves write.
const sources = ["--", ":/", ":!bench/*.json", ":!bench/*.html", ":!bench/README.md"];

/** Reads it from this machine. Call it when a run begins: the commit may be another at its end. */
export function describeMachine(): Machine {
  const model = cpus()[0]?.model.trim() ?? "unknown";
  const changed = firstLine("git", ["status", "--porcelain", "--untracked-files=no", ...sources])
    ? "+changes"
    : "";
  const tools = {
    cc: firstLine("cc", ["--version"]),
    go: firstLine("go", ["version"]),
    k6: firstLine("k6", ["version"]),
    artillery: artilleryVersion(),
  };
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: `${firstLine("git", ["rev-parse", "--short", "HEAD"]) ?? "unknown"}${changed}`,
    machine: `${model}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    kernel: release(),
    node: process.version,
    tools: Object.fromEntries(
      Object.entries(tools).flatMap(([name, is]) => (is === undefined ? [] : [[name, is]])),
    ),
  };
}

function artilleryVersion(): string | undefined {
  const lines =
    output("artillery", ["version"]) ?? output("npx", ["--no-install", "artillery", "version"]) ?? "";
  return /Artillery:\s*(\S+)/.exec(lines)?.[1];
}

function firstLine(program: string, args: readonly string[]): string | undefined {
  return output(program, args)?.split("\n")[0] || undefined;
}

function output(program: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined; // Not installed: it has no version to tell.
  }
}

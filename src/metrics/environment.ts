// The machine and the version behind the numbers: without them a latency means little.

import { readFileSync } from "node:fs";
import os from "node:os";
import type { RunReport } from "./run-report.js";

export type ReportEnvironment = RunReport["environment"];

/**
 * Describes this machine. Names nobody: no host name, no user, no path.
 *
 * @param env - Where the sign of a CI service is looked up: `CI`, as all the common ones set it.
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>> = process.env,
): ReportEnvironment {
  const cpus = os.cpus();
  return {
    os: `${os.type()} ${os.release()}`,
    arch: os.arch(),
    cpu: cpus[0]?.model.trim().replace(/\s+/g, " ") || "unknown",
    cores: os.availableParallelism(),
    memoryBytes: os.totalmem(),
    node: process.versions.node,
    ci: env.CI !== undefined && !["", "0", "false"].includes(env.CI.toLowerCase()),
  };
}

/** The version in wsrig's own package.json. */
export function readToolVersion(): string {
  // The same two steps up from src/metrics and from dist/metrics.
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { version: string };
  return version;
}

// A folder of made reports, and the command that compares them.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { parseRunReport } from "../../src/metrics/read-report.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import { type MadeRun, madeRun } from "../compare/made-runs.js";
import { type CliResult, runCli, temporaryFolder } from "./run-cli.js";

/** What a test does in the folder; call `remove` in afterAll. */
export interface ComparedFolder {
  readonly path: string;
  remove(): void;
  /** Writes a report, and gives its file. */
  write(path: string, report: unknown): string;
  /** A folder of `count` (8) runs that differ a little among themselves, each a minute after the last. */
  writeRuns(path: string, run?: MadeRun & { count?: number }): void;
  compare(...args: readonly string[]): Promise<CliResult>;
  /** With --json; nothing may be on stderr. */
  compareJson(...args: readonly string[]): Promise<{ code: number | null; report: RunReport }>;
}

/** With the runs `old`, `same`, which are alike, and `slow`, in which all takes 20% longer. */
export function comparedFolder(): ComparedFolder {
  const folder = temporaryFolder();
  const write = (path: string, report: unknown): string => {
    const file = join(folder.path, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(report));
    return file;
  };
  const writeRuns: ComparedFolder["writeRuns"] = (path, { latencyUs = 1_000, count = 8, ...run } = {}) => {
    for (let index = 0; index < count; index++) {
      const startedAt = new Date(Date.UTC(2026, 0, 2, 3, index));
      const report = madeRun({ ...run, startedAt, latencyUs: latencyUs + index * 2 });
      write(join(path, `run-${index}`, "report.json"), report);
    }
  };
  const compare = (...args: readonly string[]): Promise<CliResult> =>
    runCli(["compare", ...args], { cwd: folder.path });
  writeRuns("old");
  writeRuns("same");
  writeRuns("slow", { latencyUs: 1_200 });
  return {
    ...folder,
    write,
    writeRuns,
    compare,
    async compareJson(...args) {
      const { code, stdout, stderr } = await compare(...args, "--json");
      expect(stderr).toBe("");
      return { code, report: parseRunReport(JSON.parse(stdout), "stdout") };
    },
  };
}

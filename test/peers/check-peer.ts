// `wsrig check` as a user runs it, against a peer.

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type RunReport, runReportSchema } from "../../src/metrics/run-report.js";

const bin = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** What the command gave. */
export interface PeerCheck {
  readonly exitCode: number;
  readonly report: RunReport;
  /** `<id>: <reason or expected/received>` of every failed check. */
  readonly failures: readonly string[];
}

/** Runs `wsrig check <url> --json` with more arguments and reads its report. */
export async function checkPeer(url: string, args: readonly string[] = []): Promise<PeerCheck> {
  const out = await mkdtemp(join(tmpdir(), "wsrig-peer-"));
  try {
    const { exitCode, stdout, stderr } = await runBin(["check", url, "--json", "--out", out, ...args]);
    if (stdout === "") throw new Error(`wsrig check gave no report, exit code ${exitCode}: ${stderr}`);
    const report = runReportSchema.parse(JSON.parse(stdout));
    const failed = report.checks.filter((check) => check.status === "fail");
    const failures = failed.map(
      ({ id, reason, expected, received }) =>
        `${id}: ${reason ?? ""} expected ${expected ?? "-"}, received ${received ?? "-"}`,
    );
    return { exitCode, report, failures };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

function runBin(args: readonly string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

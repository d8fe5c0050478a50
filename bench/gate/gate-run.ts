// One `wsrig gate --against`, as a user types it, and what it said.

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runReportSchema } from "../../src/metrics/run-report.js";
import { benchFile, type Command, generatorCore, pinned } from "../harness/commands.js";

/** What is held against what. */
export interface GateOrder {
  readonly kind: "slower" | "alike";
  readonly baselineUrl: string;
  readonly candidateUrl: string;
  readonly load: readonly string[];
}

/** A gate that has spoken. */
export interface GateRun {
  readonly kind: GateOrder["kind"];
  /** Path and query of each side. */
  readonly baseline: string;
  readonly candidate: string;
  readonly exitCode: number;
  /** Of the comparison, or why there is none. */
  readonly verdict: string;
  readonly sentence: string;
  /** Blocks that are evidence, of both sides, and those left out. */
  readonly blocks: { readonly evidence: number; readonly leftOut: number };
  /** Of each figure that gates: change in % with its interval. */
  readonly gates: readonly GateFigure[];
  readonly tookSeconds: number;
}

/** A figure that decides. */
export interface GateFigure {
  readonly figure: string;
  readonly verdict: string;
  readonly percent?: readonly [value: number, low: number, high: number];
}

const timeoutMs = 120_000;

/** The wsrig of this build. */
export function wsrig(...args: readonly string[]): Command {
  return [process.execPath, benchFile("../dist/cli/main.js"), ...args];
}

/** Runs it to its end. @throws Error with its stderr when it printed no report */
export async function runGate({ kind, baselineUrl, candidateUrl, load }: GateOrder): Promise<GateRun> {
  const startedAt = performance.now();
  const out = mkdtempSync(join(tmpdir(), "wsrig-bench-gate-"));
  const args = ["gate", candidateUrl, "--against", baselineUrl, ...load, "--json", "--out", out];
  try {
    const { code, stdout, stderr } = await play(pinned(generatorCore, wsrig(...args)));
    if (stdout === "") throw new Error(`wsrig gate ended with ${code} and no report: ${stderr}`);
    const tookSeconds = Math.round((performance.now() - startedAt) / 100) / 10;
    const sides = { kind, baseline: pathOf(baselineUrl), candidate: pathOf(candidateUrl) };
    return { ...sides, exitCode: code, ...saidIn(JSON.parse(stdout)), tookSeconds };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** What the report of a gate says. */
export function saidIn(json: unknown): Pick<GateRun, "verdict" | "sentence" | "blocks" | "gates"> {
  const { comparisons = [], verdict, reasons } = runReportSchema.parse(json);
  const [comparison] = comparisons;
  if (comparison === undefined) {
    return { verdict, sentence: reasons[0]?.message ?? "", blocks: { evidence: 0, leftOut: 0 }, gates: [] };
  }
  const { baseline, candidate, leftOut } = comparison.blocks;
  return {
    verdict: verdict === "invalid" ? verdict : comparison.verdict,
    // Of a run that is no evidence what matters is why.
    sentence: verdict === "invalid" ? (reasons[0]?.message ?? "") : comparison.sentence,
    blocks: { evidence: baseline + candidate, leftOut },
    gates: comparison.rows
      .filter(({ gates }) => gates)
      .map(({ figure, verdict: one, change }) => ({
        figure,
        verdict: one,
        ...(change?.kind === "ratio" && {
          percent: [percentOf(change.value), percentOf(change.low), percentOf(change.high)] as const,
        }),
      })),
  };
}

function play([program, ...args]: Command): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: timeoutMs, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === "number") resolve({ code: error.code, stdout, stderr });
      else reject(error);
    });
  });
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

/** A ratio of 1.0234 is +2.3%. */
function percentOf(ratio: number): number {
  return Math.round((ratio - 1) * 1_000) / 10;
}

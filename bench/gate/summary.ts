// The results of `npm run bench:gate` in Markdown.

import { markdownTable } from "../harness/page.js";
import type { GateFigure, GateRun } from "./gate-run.js";
import type { GateResults } from "./results.js";

/** Where it was made, the goals, and every run. */
export function renderGate(results: GateResults): string {
  const { date, commit, machine, kernel, node, loadAverage, pinned, tookSeconds, load, runs, goals } =
    results;
  const cores = pinned ? "generator and servers on a core each" : "not pinned";
  const made = [
    `Run of ${date}, commit ${commit}: ${machine}, Linux ${kernel}, Node ${node}; ${cores};`,
    `load average ${loadAverage} at the start; ${Math.round(tookSeconds / 6) / 10} minutes. Each run: \`wsrig gate ${load.join(" ")}\`.`,
  ].join("\n");
  const judged = goals.map(({ title, measured, bound, verdict }) => [
    title,
    measured,
    bound,
    verdict === "missed" ? "**missed**" : verdict,
  ]);
  return [
    made,
    markdownTable(["goal", "measured", "bound", "verdict"], judged),
    markdownTable(
      ["old", "new", "exit code", "verdict", "p50", "p99", "throughput", "blocks", "s"],
      runs.map(cellsOf),
    ),
  ].join("\n\n");
}

function cellsOf(run: GateRun): readonly string[] {
  const { baseline, candidate, exitCode, verdict, blocks, tookSeconds } = run;
  const leftOut = blocks.leftOut === 0 ? "" : `, ${blocks.leftOut} left out`;
  return [
    `\`${baseline}\``,
    `\`${candidate}\``,
    String(exitCode),
    verdict,
    ...["p50", "p99", "throughput"].map((name) => changeOf(run.gates.find(({ figure }) => figure === name))),
    `${blocks.evidence}${leftOut}`,
    tookSeconds.toFixed(1),
  ];
}

function changeOf(gate: GateFigure | undefined): string {
  if (gate?.percent === undefined) return "";
  const [value, low, high] = gate.percent.map((percent) => `${percent > 0 ? "+" : ""}${percent.toFixed(1)}`);
  return `${value}% (${low} to ${high}) ${gate.verdict}`;
}

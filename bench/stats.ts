// `npm run bench:stats`: whether comparisons cry wolf, and whether they find what is there.
//
// Writes stats.json, stats.html and the table of README.md. Ends with 1 when a goal is missed. Without --real only the simulated part is
// run, and what is recorded of the real one stays. --experiments N changes the number of real ones, STATS_SEED the simulated
// comparisons; then nothing is recorded.

import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { benchFile } from "./harness/commands.js";
import { describeMachine } from "./harness/machine.js";
import { writePagePart } from "./harness/page.js";
import { readRecorded, writeRecorded } from "./harness/recorded.js";
import { TimeLeft } from "./harness/time-left.js";
import { renderPage } from "./stats/page.js";
import { experimentsOfEach, measureReal, type RealPart, realSteps } from "./stats/real.js";
import { judgeReal } from "./stats/real-goals.js";
import { goalsOf, type Recording, type StatsResults } from "./stats/results.js";
import { type SimulationPart, simulate, simulationPlan } from "./stats/simulation.js";
import { judgeSimulation } from "./stats/simulation-goals.js";
import { renderSummary } from "./stats/summary.js";
import { worlds } from "./stats/worlds.js";

const { values } = parseArgs({ options: { real: { type: "boolean" }, experiments: { type: "string" } } });
const experiments = Number(values.experiments ?? experimentsOfEach);
const seed = Number(process.env.STATS_SEED ?? 5);
const isRecorded = values.experiments === undefined && process.env.STATS_SEED === undefined;

const results: StatsResults = {
  simulated: await recording(
    () => runSimulated(),
    (part) => judgeSimulation(part),
  ),
  ...(values.real === true
    ? { real: await recording(runReal, judgeReal) }
    : isRecorded && { real: recordedReal() }),
};
console.log(renderSummary(results));
if (isRecorded) {
  writeRecorded("stats.json", results);
  writeFileSync(benchFile("stats.html"), renderPage(results));
  writePagePart("bench:stats", renderSummary(results));
}
if (goalsOf(results).some(({ verdict }) => verdict === "missed")) process.exitCode = 1;

async function recording<Part>(
  run: () => Part | Promise<Part>,
  judge: (part: Part) => Recording<Part>["goals"],
): Promise<Recording<Part>> {
  const startedAt = performance.now();
  const machine = describeMachine();
  const loadAverage = Math.round((loadavg()[0] ?? 0) * 100) / 100;
  const part = await run();
  const tookSeconds = Math.round((performance.now() - startedAt) / 1_000);
  return { made: { ...machine, tookSeconds, loadAverage }, goals: judge(part), ...part };
}

function runSimulated(): SimulationPart {
  const ofEach = simulationPlan.reduce((sum, { comparisons }) => sum + comparisons, 0);
  return simulate(seed, simulationPlan, new TimeLeft({ steps: ofEach * worlds.length, everyMs: 5_000, say }));
}

function runReal(): Promise<RealPart> {
  return measureReal(experiments, new TimeLeft({ steps: realSteps(experiments), everyMs: 0, say }));
}

function recordedReal(): StatsResults["real"] {
  try {
    return readRecorded("stats.json").real;
  } catch {
    return undefined; // Never run: there is none yet.
  }
}

function say(line: string): void {
  console.error(line);
}

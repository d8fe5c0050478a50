// `npm run bench:render`: writes bench/README.md, truth.html and stats.html again from the recorded figures; nothing is measured.
//
// For changes to a page or to a goal. Goals are judged anew, but for those of results.json: it holds no samples of rounds.

import { existsSync, writeFileSync } from "node:fs";
import { judgeGate } from "./gate/results.js";
import { renderGate } from "./gate/summary.js";
import { benchFile } from "./harness/commands.js";
import { writePagePart } from "./harness/page.js";
import { readRecorded, writeRecorded } from "./harness/recorded.js";
import { judgeScale } from "./harness/scale-goals.js";
import { renderScale } from "./harness/scale-table.js";
import { renderTables } from "./harness/table.js";
import { renderPage as renderStatsPage } from "./stats/page.js";
import { judgeAgain as judgeStatsAgain } from "./stats/results.js";
import { renderSummary as renderStatsSummary } from "./stats/summary.js";
import { judgeAgain } from "./truth/judge-again.js";
import { renderPage } from "./truth/page.js";
import { renderSummary } from "./truth/summary.js";
import { judgeWatch } from "./watch/results.js";
import { renderWatch } from "./watch/summary.js";

writePagePart("bench", renderTables(readRecorded("results.json")));

const recordedScale = readRecorded("scale.json");
const scale = { ...recordedScale, goals: judgeScale(recordedScale) };
writeRecorded("scale.json", scale);
writePagePart("bench:scale", renderScale(scale));

const recordedTruth = readRecorded("truth.json");
const truth = { ...recordedTruth, parts: judgeAgain(recordedTruth.parts) };
writeRecorded("truth.json", truth);
writeFileSync(benchFile("truth.html"), renderPage(truth));
writePagePart("bench:truth", renderSummary(truth));

// Where it was measured.
if (existsSync(benchFile("gate.json"))) {
  const recordedGate = readRecorded("gate.json");
  const gate = { ...recordedGate, goals: judgeGate(recordedGate.runs) };
  writeRecorded("gate.json", gate);
  writePagePart("bench:gate", renderGate(gate));
}
if (existsSync(benchFile("watch.json"))) {
  const recordedWatch = readRecorded("watch.json");
  const watch = { ...recordedWatch, goals: judgeWatch(recordedWatch.rounds) };
  writeRecorded("watch.json", watch);
  writePagePart("bench:watch", renderWatch(watch));
}
const stats = judgeStatsAgain(readRecorded("stats.json"));
writeRecorded("stats.json", stats);
writeFileSync(benchFile("stats.html"), renderStatsPage(stats));
writePagePart("bench:stats", renderStatsSummary(stats));

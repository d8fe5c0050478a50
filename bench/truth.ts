// `npm run bench:truth`: whether wsrig's numbers are true, against servers that know what they did.
//
// Writes truth.json, truth.html and the table of README.md. Ends with 1 when a goal is missed, unless TRUTH_REPORT_ONLY=1.
// TRUTH_ONLY=a,c runs some parts, prints and records nothing; TRUTH_ROUNDS changes the rounds of (a) and (d).

import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { benchFile, canPin } from "./harness/commands.js";
import { describeMachine } from "./harness/machine.js";
import { writePagePart } from "./harness/page.js";
import { writeRecorded } from "./harness/recorded.js";
import { measureDrivers } from "./truth/drivers.js";
import { measureFaults } from "./truth/faults.js";
import { measureHolds } from "./truth/holds.js";
import { connections, ratePerSecond } from "./truth/loads.js";
import { renderPage } from "./truth/page.js";
import { chooseParts, goalsOf, type PartName, type TruthParts, type TruthResults } from "./truth/results.js";
import { measureStalls } from "./truth/stalls.js";
import { renderSummary } from "./truth/summary.js";

const chosen = process.env.TRUTH_ONLY ?? "";
const rounds = Number(process.env.TRUTH_ROUNDS ?? 5);

const results = await measure(chooseParts(chosen));
console.log(renderSummary(results));
if (chosen === "") {
  writeRecorded("truth.json", results);
  writeFileSync(benchFile("truth.html"), renderPage(results));
  writePagePart("bench:truth", renderSummary(results));
}
const missed = goalsOf(results.parts).filter(({ verdict }) => verdict === "missed").length;
if (missed > 0 && process.env.TRUTH_REPORT_ONLY !== "1") process.exitCode = 1;

async function measure(parts: readonly PartName[]): Promise<TruthResults> {
  const startedAt = performance.now();
  const machine = describeMachine();
  const loadAverage = Math.round((loadavg()[0] ?? 0) * 100) / 100;
  const measured: TruthParts = {
    a: parts.includes("a") ? await measureHolds(rounds, say) : undefined,
    b: parts.includes("b") ? await measureStalls(say) : undefined,
    c: parts.includes("c") ? await measureFaults(say) : undefined,
    d: parts.includes("d") ? await measureDrivers(rounds, say) : undefined,
  };
  const tookSeconds = Math.round((performance.now() - startedAt) / 1_000);
  return {
    ...machine,
    pinned: canPin,
    loadAverage,
    tookSeconds,
    ratePerSecond,
    connections,
    parts: measured,
  };
}

function say(line: string): void {
  console.error(line);
}

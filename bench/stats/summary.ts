// The goals of a run as the table of bench/README.md.

import { goalsInMarkdown } from "../harness/goal-words.js";
import { powerOf } from "./power.js";
import { foundPercent } from "./real-goals.js";
import { goalsOf, type Recording, type StatsResults } from "./results.js";

/** The run and its goals in Markdown. */
export function renderSummary(results: StatsResults): string {
  const { simulated, real } = results;
  const parts = [
    `(a) simulated: ${madeWords(simulated)}`,
    ...(real === undefined ? [] : [`(b) real: ${madeWords(real)}`]),
  ];
  return `${parts.join("\n\n")}\n\n${goalsInMarkdown(goalsOf(results))}\n\n${powerWords(results)}`;
}

/** Where and when a part was made. */
export function madeWords({ made }: Pick<Recording<unknown>, "made">): string {
  const { date, commit, machine, kernel, node, tookSeconds, loadAverage } = made;
  return `run of ${date}, commit ${commit}: ${machine}, Linux ${kernel}, Node ${node}; load average ${loadAverage} at the start; ${tookSeconds} s.`;
}

function powerWords({ simulated, real }: StatsResults): string {
  const found = powerOf(simulated).map(
    ({ world, byRatio }) =>
      `${world} ${byRatio.map(({ ratio, percent }) => `${Math.round(percent)}% at ${Math.round((ratio - 1) * 100)}%`).join(", ")}`,
  );
  const slow = real?.slow.find(({ delayMs }) => delayMs === 21);
  return [
    `Not judged, told: how often a p50 that is slower was found, 10 blocks a side: ${found.join("; ")}.`,
    ...(slow === undefined ? [] : [`Of real delays of 21 ms against 20 ms (5%), ${foundPercent(slow)}%.`]),
  ].join(" ");
}

// Part (a) of bench/stats.html.

import { html, type Markup, table } from "../harness/markup.js";
import { messagesPerBlock } from "./simulated-sides.js";
import type { SimulationCell, SimulationPart } from "./simulation.js";
import { alarmsPercent, coveragePercent } from "./simulation-goals.js";
import { worlds } from "./worlds.js";

/** The worlds, what equal sides came to, what was found of differences. */
export function simulationSection(part: SimulationPart): Markup {
  const equal = part.cells.filter(({ ratio }) => ratio === 1);
  const different = part.cells.filter(({ ratio }) => ratio !== 1);
  return html`<section>
<h2>(a) Simulated</h2>
<p>Every block is ${messagesPerBlock.toLocaleString("en")} messages whose latencies go through wsrig's own histogram in whole µs; p50
and p99 are read from it, and throughput is what ten connections do in the time that the latencies leave. So the three figures that
gate hang together as they do in reality: a slow block is slow in all of them. Seed ${part.seed}; the same seed gives the same figures.</p>
<ul>
${worlds.map(({ name, meaning }) => html`<li><b>${name}</b>: ${meaning}.</li>\n`)}</ul>
<h3>Equal sides</h3>
<p>A false alarm is a comparison in which any of the three is called better or worse. With 5 blocks a side none can be: the test
cannot reach its level there, and the comparison says how many more blocks it takes.</p>
${table(
  [
    "world, blocks a side",
    "comparisons",
    "false alarms",
    "interval holds the truth",
    "p50 said to be the same",
  ],
  equal.map((cell) => [
    `${cell.world}, ${cell.blocks}`,
    cell.tally.comparisons.toLocaleString("en"),
    `${cell.tally.alarms} (${percent(alarmsPercent(cell.tally))})`,
    percent(coveragePercent(cell.tally)),
    share(cell, "same"),
  ]),
)}
<h3>Sides that differ</h3>
<p>All latencies of B are longer by the same share. Where blocks lie far apart a small difference needs more of them; the comparison
says so, and how many. "Same" would be wrong from 3% on.</p>
${table(
  [
    "world, blocks a side",
    "slower by",
    "found",
    "unclear",
    "said to be the same",
    "interval holds the truth",
  ],
  different.map((cell) => [
    `${cell.world}, ${cell.blocks}`,
    `${Math.round((cell.ratio - 1) * 100)}%`,
    share(cell, "worse"),
    share(cell, "unclear"),
    share(cell, "same"),
    percent(coveragePercent(cell.tally)),
  ]),
)}
</section>`;
}

function share({ tally }: SimulationCell, verdict: "same" | "worse" | "unclear"): string {
  return percent((tally.p50[verdict] / tally.comparisons) * 100);
}

function percent(value: number): string {
  return `${value.toLocaleString("en", { maximumFractionDigits: 1 })}%`;
}

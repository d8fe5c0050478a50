// bench/truth.html: the figures of a run with plots.

import { goalsSection } from "../harness/goal-words.js";
import { htmlPage } from "../harness/html-page.js";
import { html, type Markup } from "../harness/markup.js";
import { driversSection } from "./drivers-section.js";
import { faultsSection } from "./faults-section.js";
import { holdsSection } from "./holds-section.js";
import { goalsOf, invalidReasonsOf, type TruthResults } from "./results.js";
import { stallsSection } from "./stalls-section.js";

/** The whole page. */
export function renderPage(results: TruthResults): string {
  const { a, b, c, d } = results.parts;
  return htmlPage("wsrig: are the numbers true?", [
    introduction(results),
    ...invalidNotice(results),
    goalsSection(goalsOf(results.parts)),
    ...(a === undefined ? [] : [holdsSection(a)]),
    ...(b === undefined ? [] : [stallsSection(b)]),
    ...(c === undefined ? [] : [faultsSection(c)]),
    ...(d === undefined ? [] : [driversSection(d)]),
  ]);
}

function introduction(results: TruthResults): Markup {
  const { date, commit, machine, kernel, node, pinned, loadAverage, tookSeconds } = results;
  const cores = pinned ? "a core each" : "no cores of their own";
  return html`<h1>Are the numbers of wsrig true?</h1>
<p>Servers that know what they did are put under load, and what wsrig reports is held against it.
${results.ratePerSecond.toLocaleString("en")} messages of 32 B a second over ${results.connections} connections, an open model
with <code>--pacing precise</code>: the generator looks at the clock all the time, as its own lateness with timer ticks
(p99 2 to 3 ms) would be many times the errors looked for here.</p>
<p class="muted">Run of ${date}, commit ${commit}: ${machine}, Linux ${kernel}, Node ${node}. Generator and server had ${cores};
load average at the start ${loadAverage}. It took ${tookSeconds} s. Made by <code>npm run bench:truth</code>.</p>`;
}

function invalidNotice({ parts }: TruthResults): readonly Markup[] {
  const reasons = invalidReasonsOf(parts);
  if (reasons.length === 0) return [];
  return [
    html`<p class="notice">wsrig itself found ${reasons.length} reasons not to trust runs of this page. The first:
${reasons[0] ?? ""}</p>`,
  ];
}

// bench/stats.html: the figures of a run with plots.

import { goalsSection } from "../harness/goal-words.js";
import { htmlPage } from "../harness/html-page.js";
import { html, type Markup } from "../harness/markup.js";
import { realSection } from "./real-section.js";
import { goalsOf, type StatsResults } from "./results.js";
import { simulationSection } from "./simulation-section.js";
import { madeWords } from "./summary.js";

/** The whole page. */
export function renderPage(results: StatsResults): string {
  const { simulated, real } = results;
  return htmlPage("wsrig: do comparisons cry wolf?", [
    introduction(results),
    goalsSection(goalsOf(results)),
    simulationSection(simulated),
    ...(real === undefined ? [] : [realSection(real)]),
  ]);
}

function introduction({ simulated, real }: StatsResults): Markup {
  const realMade =
    real === undefined ? [html`<br>(b) was not run yet.`] : [html`<br>(b) real: ${madeWords(real)}`];
  return html`<h1>Do comparisons of wsrig cry wolf?</h1>
<p>A comparison says that B is better or worse than A, the same, or that it is unclear. Here it is asked about sides whose
difference is known: how often does it call equal sides different (a false alarm), how often is the true ratio in the interval that it
gives, and how often does it find a difference that is there? How it compares is told in <code>docs/comparing.md</code>.</p>
<p class="muted">(a) simulated: ${madeWords(simulated)}${realMade}<br>Made by <code>npm run bench:stats</code>.</p>`;
}

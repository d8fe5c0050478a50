// Part (b) of bench/stats.html.

import { type IntervalRow, intervalPlot } from "../harness/interval-plot.js";
import { html, type Markup, table } from "../harness/markup.js";
import { baselineDelayMs, type RealExperiment, type RealKind, type RealPart } from "./real.js";
import { foundPercent, isAlarm } from "./real-goals.js";

// The default noise threshold, in percent.
const noise = [-3, 3] as const;

/** The intervals of every experiment, and what was said of each. */
export function realSection({ loads, equal, slow }: RealPart): Markup {
  const alarms = equal.experiments.filter(isAlarm);
  return html`<section>
<h2>(b) Real</h2>
<h3>Equal sides</h3>
<p>Both sides are <code>wsrig serve</code>: ${loads.equal}; ten blocks a side. ${alarms.length} of ${equal.experiments.length}
experiments called any of the three figures better or worse. Each line is the interval of one experiment; the band is the noise
threshold.</p>
${intervalPlot({
  title: "Change of p50 and p99 between equal sides, an interval for each experiment",
  unit: "change in %",
  band: noise,
  rows: (["p50", "p99"] as const).flatMap((figure, curve) =>
    equal.experiments.flatMap((experiment) =>
      rowsOf(experiment, figure, { label: figure, curve: curve === 0 ? 0 : 1 }),
    ),
  ),
})}
${table(["verdict on equal sides", "experiments"], verdictCounts(equal))}
${alarms.map(({ sentence }) => html`<p class="notice">${sentence}</p>`)}
<h3>A delay against a longer one</h3>
<p><code>/slow?delay=${baselineDelayMs}ms</code> against longer delays: ${loads.slow}; ten blocks a side, judged on p50 alone.</p>
${intervalPlot({
  title: "Change of p50 by the delay of the candidate, an interval for each experiment",
  unit: "change of p50 in %",
  band: noise,
  rows: slow.flatMap(({ delayMs, experiments }, kind) =>
    experiments.flatMap((experiment) =>
      rowsOf(experiment, "p50", { label: `${delayMs} ms`, curve: kind === 0 ? 0 : kind === 1 ? 1 : 2 }),
    ),
  ),
})}
${table(
  ["delay", "slower by", "experiments", "found"],
  slow.map((kind) => [
    `${kind.delayMs} ms against ${baselineDelayMs} ms`,
    `${Math.round(((kind.delayMs ?? baselineDelayMs) / baselineDelayMs - 1) * 100)}%`,
    String(kind.experiments.length),
    `${foundPercent(kind)}%`,
  ]),
)}
</section>`;
}

function rowsOf(
  { gates }: RealExperiment,
  figure: "p50" | "p99",
  look: Pick<IntervalRow, "label" | "curve">,
): readonly IntervalRow[] {
  const percent = (ratio: number): number => (ratio - 1) * 100;
  return gates.flatMap((gate) =>
    gate.figure === figure && gate.change !== undefined
      ? [
          {
            ...look,
            value: percent(gate.change.value),
            low: percent(gate.change.low),
            high: percent(gate.change.high),
          },
        ]
      : [],
  );
}

function verdictCounts({ experiments }: RealKind): readonly (readonly [string, string])[] {
  return (["same", "unclear", "better", "worse"] as const).map((wanted) => [
    wanted,
    String(experiments.filter(({ verdict }) => verdict === wanted).length),
  ]);
}

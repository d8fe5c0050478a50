// Part (d) of bench/truth.html.

import { html, type Markup, table } from "../harness/markup.js";
import { stripPlot } from "../harness/strip-plot.js";
import { type DriversPart, drivers } from "./drivers.js";

/** The medians of every run by driver. */
export function driversSection({ rounds, p50Us, correctedP50Us }: DriversPart): Markup {
  const strips = drivers.map((driver, index) => ({
    label: `--driver ${driver}`,
    values: p50Us[driver],
    curve: index === 0 ? (0 as const) : (1 as const),
  }));
  const rows = drivers.flatMap((driver) => [
    [`${driver}, service`, ...p50Us[driver].map(String)],
    [`${driver}, corrected`, ...correctedP50Us[driver].map(String)],
  ]);
  return html`<section>
<h2>(d) Two drivers, one latency</h2>
<p>The same load through wsrig's own framing and through the package <code>ws</code>, in turns, against the server of (a) without
a hold. Two stacks that share no code below the connection must measure the same server alike: the ranges of p50 overlap. Wide
ranges would do so by noise alone, so their width is judged too.</p>
<h3>p50 of the service latency, by run</h3>
${stripPlot({ title: "p50 of the service latency in µs by driver and run", unit: "µs", strips, holds: [0, 0] })}
${table(["µs", ...Array.from({ length: rounds }, (_, index) => `run ${index + 1}`)], rows)}
</section>`;
}

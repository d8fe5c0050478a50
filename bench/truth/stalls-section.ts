// Part (b) of bench/truth.html.

import { html, type Markup, table } from "../harness/markup.js";
import { type ReportedUs, type ToldPercentile, toldPercentiles } from "./generator-order.js";
import { waitOnPaperMs } from "./hold-rule.js";
import { type PercentileMs, percentilePlot } from "./percentile-plot.js";
import type { StallsPart } from "./stalls.js";

const shown: readonly ToldPercentile[] = [50, 90, 95, 99, 99.9, 100];

/** The derivation on paper, the plot, the figures. */
export function stallsSection(part: StallsPart): Markup {
  const { stallMs, everyMs, stalled, unstalled, closed } = part;
  return html`<section>
<h2>(b) A server that stalls</h2>
<p>Whenever its clock shows a multiple of ${everyMs / 1_000} s the server stalls for ${stallMs / 1_000} s: what comes meanwhile is
answered at the end of the stall, in order; everything else at once. Three whole periods are measured.</p>
<p>On paper: messages are due evenly, so ${(stallMs / everyMs) * 100}% of them meet the stall, and these wait evenly between 0 and
${stallMs} ms. The share that waits longer than <i>x</i> is (${stallMs} ms − <i>x</i>) / ${everyMs} ms; so p<i>q</i> is
${stallMs} ms − (100 − <i>q</i>)% of ${everyMs} ms, or nothing where that is below 0:</p>
<p>p95 = ${stallMs} − 0.05 × ${everyMs} = ${paper(part, 95)} ms, p99 = ${paper(part, 99)} ms,
p99.9 = ${paper(part, 99.9)} ms, p50 as without stalls.</p>
${percentilePlot({
  title:
    "Latency over percentile: measured corrected latency lies on the line from 0 at p90 to 1,000 ms at p100; a closed loop reports next to nothing",
  fromPercentile: 85,
  expected: {
    label: "on paper",
    points: [85, 90, 100].map(
      (percentile) => [percentile, waitOnPaperMs(stallMs, everyMs, percentile)] as const,
    ),
  },
  series: [
    { label: "corrected latency", curve: 0, mark: "dot", points: pointsOf(stalled.correctedUs) },
    { label: "service latency", curve: 1, mark: "ring", points: pointsOf(stalled.serviceUs) },
    { label: "a closed loop", curve: 2, mark: "line", points: pointsOf(closed.serviceUs) },
  ],
})}
${table(
  ["ms", ...shown.map((percentile) => (percentile === 100 ? "max" : `p${percentile}`))],
  [
    ["on paper", ...shown.map((percentile) => paper(part, percentile))],
    row("corrected latency", stalled.correctedUs),
    row("service latency", stalled.serviceUs),
    row("without stalls, corrected", unstalled.correctedUs),
    row("closed loop, service", closed.serviceUs),
  ],
)}
<p>Service latency tells the same here, as the generator sent in time through every stall (lateness p99
${ms(stalled.latenessP99Us ?? 0)} ms): an open model does not wait for answers. They part when the generator is late itself.</p>
<p><b>The closed loop</b> had the same server for one period, one message under way on each connection. Each connection
waited once in the stall, and sent nothing meanwhile: of ${closed.answered.toLocaleString("en")} messages about as many as there
are connections met it. Its p99 is ${ms(closed.serviceUs[99])} ms, where a user who comes at any time has
${paper(part, 99)} ms. This is coordinated omission; it is why wsrig gives no corrected latency for a closed loop and says
that its latency is that of a load that waits for the server.</p>
</section>`;
}

function paper({ stallMs, everyMs }: StallsPart, percentile: number): string {
  return waitOnPaperMs(stallMs, everyMs, percentile).toLocaleString("en", { maximumFractionDigits: 0 });
}

function row(label: string, us: ReportedUs | undefined): readonly string[] {
  return [label, ...shown.map((percentile) => (us === undefined ? "" : ms(us[percentile])))];
}

function ms(us: number): string {
  const digits = us < 10_000 ? 3 : 1;
  return (us / 1_000).toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function pointsOf(us: ReportedUs | undefined): readonly PercentileMs[] {
  return us === undefined ? [] : toldPercentiles.map((percentile) => [percentile, us[percentile] / 1_000]);
}

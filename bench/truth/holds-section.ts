// Part (a) of bench/truth.html.

import { html, type Markup, table } from "../harness/markup.js";
import { medianOf } from "../harness/percentile.js";
import { stripPlot } from "../harness/strip-plot.js";
import {
  type HoldBound,
  type HoldError,
  type HoldSample,
  type HoldsPart,
  holdBounds,
  holdsMs,
  latencies,
  spreadsOfHolds,
} from "./holds.js";

/** What was done, why it is right, the errors as plots, the figures behind them. */
export function holdsSection(part: HoldsPart): Markup {
  return html`<section>
<h2>(a) Reported latency less a known hold</h2>
<p>The server holds each message for 0, 1, 10 or 100 ms and measures the hold itself, from the read of the message to just before
the write of its answer. What wsrig reports is the hold and the way there and back. So:</p>
<p><b>error = (reported − hold) − (the same of the run without a hold)</b></p>
<p>at the same percentile of both distributions, with holds of exactly the messages of the steady phase; for each of ${part.rounds}
rounds, in which the holds take turns. The median of the rounds is judged.</p>
<p class="muted">A percentile of a sum is not the sum of percentiles, unless one of the two hardly varies. Whatever depends on what,
p<i>q</i> of the latency lies between p<i>t</i> of the hold plus p<i>(q − t)</i> of the way, and p<i>(100 − t)</i> of the hold plus
p<i>(q + t)</i> of the way. So subtracting percentiles errs by up to the spread of the hold from p<i>t</i> to p<i>(100 − t)</i>, and
by what the way differs between p<i>(q − t)</i>, p<i>q</i> and p<i>(q + t)</i>, which is not measured here.</p>
<ul class="muted">${holdBounds.map((bound) => reach(part, bound))}</ul>
<p class="muted">The server looks at the clock all the time in every run, with a hold or without, so that the time to wake up is in no
difference. Above 2 ms wsrig's histogram rounds up by at most 1/1,024: 98 µs at 100 ms, which is in the errors.</p>
${holdBounds.map(({ percentile, limitUs }) => errorPlot(part.errors, percentile, limitUs))}
<p class="legend"><span class="key dot-key curve-0"></span>service latency<span class="key dot-key curve-1"></span>corrected
latency; a dot a round, a bar at the median; the ground is what is allowed</p>
${figures(part)}
</section>`;
}

/** How much of an error may be that of the method: what the spread of the holds is beside what is allowed. */
function reach({ samples }: HoldsPart, bound: HoldBound): Markup {
  const { percentile, limitUs, tail } = bound;
  const spreads = spreadsOfHolds(samples, bound);
  const told = [...spreads].map(([holdMs, us]) => `${us.toLocaleString("en")} µs (${holdMs} ms)`).join(", ");
  const allowed = `the ${limitUs.toLocaleString("en")} µs that are allowed`;
  const meaning =
    Math.max(...spreads.values()) < limitUs
      ? `less than ${allowed}.`
      : `more than ${allowed}, for the slowest holds are late. An error at p${percentile} may be the method's and not wsrig's, and a goal met there says that the two together are small.`;
  return html`<li>At p${percentile}, with <i>t</i> = ${tail}, that spread was ${told}: ${meaning}</li>`;
}

function errorPlot(errors: readonly HoldError[], percentile: number, limitUs: number): Markup {
  const strips = errors
    .filter((error) => error.percentile === percentile)
    .map(({ holdMs, latency, errorsUs }) => ({
      label: `${holdMs} ms, ${latency}`,
      values: errorsUs,
      curve: latency === "service" ? (0 as const) : (1 as const),
    }));
  return html`<h3>Error at p${percentile}</h3>
${stripPlot({
  title: `Error at p${percentile} in µs by hold, latency and round; within ${limitUs} µs is allowed`,
  unit: "µs",
  strips,
  band: [-limitUs, limitUs],
  holds: [-limitUs, limitUs],
})}`;
}

function figures({ samples }: HoldsPart): Markup {
  const head = [
    "asked, ms",
    "latency",
    "reported p50",
    "hold p50",
    "reported p99",
    "hold p99",
    "lateness p99",
  ];
  const rows = holdsMs.flatMap((holdMs) => {
    const own = samples.filter((sample) => sample.holdMs === holdMs);
    const middle = (read: (sample: HoldSample) => number): string =>
      medianOf(own.map(read)).toLocaleString("en", { maximumFractionDigits: 0 });
    return latencies.map((latency) => [
      String(holdMs),
      latency,
      middle(({ reportedUs }) => reportedUs[latency].p50),
      middle(({ holds }) => holds.us.p50),
      middle(({ reportedUs }) => reportedUs[latency].p99),
      middle(({ holds }) => holds.us.p99),
      middle(({ latenessP99Us = 0 }) => latenessP99Us),
    ]);
  });
  return html`<h3>Medians of the rounds, µs</h3>
${table(head, rows)}`;
}

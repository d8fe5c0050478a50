// Latency by percentile of the variants, each with the interval over its blocks.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { variantNames } from "../../figures/compared-variants.js";
import type { RunReport } from "../../metrics/run-report.js";
import { type VariantPlot, variantPlot } from "../data/variant-plot.js";
import { Plot } from "../plots/plot.js";
import { Section, type SectionViewProps } from "./section.js";
import { VariantChoice } from "./variant-choice.js";

/** Bands of more variants would hide each other: then one and its baseline are drawn. */
const drawnAtOnce = 5;

/** See the file's first line. Nothing where no block has a latency. */
export function VariantLatency({ source }: SectionViewProps): JSX.Element | null {
  const pairs = useMemo(() => comparedPairs(source.report), [source]);
  const isCrowded = variantNames(source.report).length > drawnAtOnce;
  const [chosen, setChosen] = useState(0);
  const plot = useMemo(
    () => variantPlot(source, isCrowded ? pairs[chosen] : undefined),
    [source, pairs, chosen],
  );
  if (plot === undefined) return null;
  return (
    <Section
      id="variant-latency"
      title={pairs.length > 1 ? "Latency of the variants" : "Latency of A and B"}
      note={latencyNote(plot)}
      controls={
        isCrowded && (
          <VariantChoice
            label="Variant to draw beside the baseline"
            names={pairs.map(([, candidate]) => candidate)}
            chosen={chosen}
            onChange={setChosen}
          />
        )
      }
    >
      <Plot
        label={`Latency by percentile of ${plot.curves.length} variants, each with its interval over blocks. The table below has the figures.`}
        made={madeText(plot)}
        curves={plot.curves}
        x={plot.x}
        y={plot.y}
        height={340}
      />
    </Section>
  );
}

/** Each candidate with the baseline that it was held against: of a sweep every message size has its own. */
function comparedPairs(report: RunReport): readonly (readonly [baseline: string, candidate: string])[] {
  const { comparisons = [] } = report;
  if (comparisons.length > 0)
    return comparisons.map(({ baseline, candidate }) => [baseline, candidate] as const);
  const [baseline = "", ...others] = variantNames(report);
  return others.map((candidate) => [baseline, candidate] as const);
}

function latencyNote({ metrics }: VariantPlot): string {
  const [first, ...others] = metrics;
  if (others.length > 0)
    return "Corrected latency where messages have due times, service latency where they have none: those two are not comparable.";
  return first === "ws_msg_latency_corrected"
    ? "From the time a message was due to its answer, so waiting caused by a slow target counts in full."
    : "From a message sent to its answer received. A closed loop has no due times: waiting is not counted.";
}

function madeText({ blocks, confidence, coarse }: VariantPlot): string {
  const percent = Number((confidence * 100).toPrecision(3));
  const band =
    confidence === 0
      ? "One block has no interval."
      : `the band an interval for that median from order statistics of the blocks (${percent}% with ${blocks} blocks; of each percentile on its own).`;
  const points = coarse ? "the four percentiles that the report has of it" : "a percentile of its histogram";
  return (
    `Each block, warm-up left out, gives ${points}. The curve is the median of the blocks' values, ${band} ` +
    "Curves end where a block has no message left; blocks that are no evidence are left out."
  );
}

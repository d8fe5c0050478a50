// Latency by percentile of the variants, each with the interval over its blocks.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { variantNames } from "../../figures/compared-variants.js";
import type { RunReport } from "../../metrics/run-report.js";
import { type VariantPlot, variantPlot } from "../data/variant-plot.js";
import { Plot } from "../plots/plot.js";
import { says } from "../words/report-words.js";
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
      title={pairs.length > 1 ? says.variantLatency.several : says.variantLatency.two}
      note={latencyNote(plot)}
      controls={
        isCrowded && (
          <VariantChoice
            label={says.variantLatency.which}
            names={pairs.map(([, candidate]) => candidate)}
            chosen={chosen}
            onChange={setChosen}
          />
        )
      }
    >
      <Plot
        label={says.variantLatency.label(plot.curves.length)}
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
  if (others.length > 0) return says.variantLatency.mixed;
  return first === "ws_msg_latency_corrected" ? says.variantLatency.corrected : says.variantLatency.service;
}

function madeText({ blocks, confidence, coarse }: VariantPlot): string {
  const percent = Number((confidence * 100).toPrecision(3));
  const band = confidence === 0 ? says.variantLatency.noInterval : says.variantLatency.band(percent, blocks);
  return says.variantLatency.made(coarse ? says.variantLatency.coarse : says.variantLatency.fine, band);
}

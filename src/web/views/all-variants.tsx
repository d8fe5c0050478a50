// One figure of all variants, each held against the baseline.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { ReportComparison } from "../../metrics/comparison-report.js";
import { comparedFigureWords, oneFigure } from "../data/one-figure.js";
import { visibleName } from "../data/visible-characters.js";
import { ChangeRows, percent } from "./change-rows.js";
import { Section, type SectionViewProps } from "./section.js";
import { Select } from "./select.js";

/** See the file's first line. Nothing where only one variant has a baseline. */
export function AllVariants({ source: { report } }: SectionViewProps): JSX.Element | null {
  const { comparisons = [] } = report;
  const figures = useMemo(() => comparedFigureWords(comparisons), [report]);
  const [name, setName] = useState<string>("p99");
  const figure = figures.find((one) => one.figure === name) ?? figures[0];
  const shown = useMemo(() => figure && oneFigure(comparisons, figure.figure), [report, figure]);
  if (figure === undefined || shown === undefined) return null;
  // Of a sweep every message size has its own.
  const isOne = new Set(comparisons.map(({ baseline }) => baseline)).size === 1;
  return (
    <Section
      id="all-variants"
      title="All variants"
      note={`One figure of every variant against ${isOne ? "the baseline" : "its own baseline"}, ${shown.rows[0]?.better ?? "lower"} is better.`}
      controls={
        <Select
          label="Figure of all variants to draw"
          options={figures.map((one) => ({ value: one.figure, label: one.title }))}
          value={figure.figure}
          onChange={setName}
        />
      }
    >
      <ChangeRows
        of={`${figure.title} against ${isOne ? `“${visibleName(shown.baseline)}”` : "the baseline of each"}`}
        comparison={shown}
        head="Variant"
        made={madeText(shown)}
      />
    </Section>
  );
}

function madeText({ noise, confidence }: ReportComparison): string {
  return (
    "Each block gives one value of the figure. The point is the median over a variant's blocks against that over the baseline's, " +
    `the line a ${percent(confidence)} bootstrap interval over blocks. Shaded: the noise threshold of ±${percent(noise)}. ` +
    "Each variant is judged on its own: among many, one may stand out by luck."
  );
}

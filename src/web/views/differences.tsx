// What is different between a candidate and the baseline: a difference plot and a table, of the candidate that the reader chooses.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { ReportComparison } from "../../metrics/comparison-report.js";
import { visibleName } from "../data/visible-characters.js";
import { says } from "../words/report-words.js";
import { ChangeRows, percent } from "./change-rows.js";
import { Section, type SectionViewProps } from "./section.js";
import { VariantChoice } from "./variant-choice.js";
import { VariantName } from "./variant-name.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. Nothing where nothing was compared. */
export function Differences({ source: { report } }: SectionViewProps): JSX.Element | null {
  const { comparisons = [] } = report;
  const [chosen, setChosen] = useState(0);
  const comparison = comparisons[chosen] ?? comparisons[0];
  const titled = useMemo(() => comparison && withTitles(comparison), [comparison]);
  if (comparison === undefined || titled === undefined) return null;
  const { baseline, candidate } = comparison;
  const names = says.differences.of(visibleName(candidate), visibleName(baseline));
  return (
    <Section
      id="differences"
      title={says.differences.title}
      note={comparisons.length > 1 ? <VisibleTitle text={comparison.sentence} /> : says.differences.note}
      controls={
        comparisons.length > 1 && (
          <VariantChoice
            label={says.differences.which}
            names={comparisons.map((one) => one.candidate)}
            chosen={chosen}
            onChange={setChosen}
          />
        )
      }
    >
      <p class="sides">
        <span>
          {says.differences.baseline}
          <VariantName report={report} name={baseline} />
          {says.differences.blocks(comparison.blocks.baseline)}
        </span>
        <span>
          {says.differences.candidate}
          <VariantName report={report} name={candidate} />
          {says.differences.blocks(comparison.blocks.candidate)}
        </span>
        <span class="muted">{says.differences.bold}</span>
      </p>
      <ChangeRows of={names} comparison={titled} head="Figure" made={madeText(comparison)} />
      {comparison.distance !== undefined && (
        <p class="note">{says.differences.distance(Number(comparison.distance.toPrecision(2)))}</p>
      )}
    </Section>
  );
}

/** Figures are called as on the whole page; the report has their English names. */
function withTitles(comparison: ReportComparison): ReportComparison {
  const rows = comparison.rows.map((row) => ({ ...row, title: says.comparison.figures[row.figure] }));
  return { ...comparison, rows };
}

function madeText({ noise, level, confidence, rows }: ReportComparison): string {
  const made = says.differences.made(percent(confidence), percent(noise), percent(level));
  return rows.some(({ change }) => change?.kind === "difference")
    ? [made, says.differences.madePoints].join(says.betweenSentences)
    : made;
}

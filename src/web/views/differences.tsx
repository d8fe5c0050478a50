// What is different between a candidate and the baseline: a difference plot and a table, of the candidate that the reader chooses.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ReportComparison } from "../../metrics/comparison-report.js";
import { formatCount } from "../../units.js";
import { visibleName } from "../data/visible-characters.js";
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
  if (comparison === undefined) return null;
  const { baseline, candidate } = comparison;
  const names = `“${visibleName(candidate)}” against “${visibleName(baseline)}”`;
  return (
    <Section
      id="differences"
      title="Differences"
      note={
        comparisons.length > 1 ? (
          <VisibleTitle text={comparison.sentence} />
        ) : (
          "Figure by figure: how the candidate differs from the baseline, and how sure that is."
        )
      }
      controls={
        comparisons.length > 1 && (
          <VariantChoice
            label="Variant to hold against the baseline"
            names={comparisons.map((one) => one.candidate)}
            chosen={chosen}
            onChange={setChosen}
          />
        )
      }
    >
      <p class="sides">
        <span>
          Baseline: <VariantName report={report} name={baseline} />, {blocksText(comparison.blocks.baseline)}
        </span>
        <span>
          Candidate: <VariantName report={report} name={candidate} />,{" "}
          {blocksText(comparison.blocks.candidate)}
        </span>
        <span class="muted">Figures in bold decide the verdict.</span>
      </p>
      <ChangeRows of={names} comparison={comparison} head="Figure" made={madeText(comparison)} />
      {comparison.distance !== undefined && (
        <p class="note">
          The largest distance of the two latency distributions (Kolmogorov-Smirnov) is{" "}
          {Number(comparison.distance.toPrecision(2))}: 0 where they are alike, 1 where they share no latency.
          It says how large the effect is and is no test: messages of one block are not independent of each
          other.
        </p>
      )}
    </Section>
  );
}

function blocksText(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "block" : "blocks"}`;
}

function madeText({ noise, level, confidence, rows }: ReportComparison): string {
  const points = rows.some(({ change }) => change?.kind === "difference")
    ? " A share such as the error rate is not divided but subtracted: its row is in percentage points."
    : "";
  return (
    "Each block gives one value of a figure. The point is the median over the candidate's blocks divided by that over the baseline's, " +
    `the line a ${percent(confidence)} bootstrap interval over blocks. Shaded: the noise threshold of ±${percent(noise)}. Better or worse only where the ` +
    `interval excludes 0, the change passes the threshold, and a Mann-Whitney rank test over blocks reaches ${percent(level)} after Holm's correction; ` +
    `same only where the whole interval is in the shaded part; unclear otherwise.${points}`
  );
}

// One figure of all variants, each held against the baseline.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { ReportComparison } from "../../metrics/comparison-report.js";
import { comparedFigureWords, oneFigure } from "../data/one-figure.js";
import { visibleName } from "../data/visible-characters.js";
import { says } from "../words/report-words.js";
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
      title={says.allVariants.title}
      note={says.allVariants.note(isOne, shown.rows[0]?.better ?? "lower")}
      controls={
        <Select
          label={says.allVariants.which}
          options={figures.map((one) => ({ value: one.figure, label: one.title }))}
          value={figure.figure}
          onChange={setName}
        />
      }
    >
      <ChangeRows
        of={
          isOne
            ? says.allVariants.of(figure.title, visibleName(shown.baseline))
            : says.allVariants.ofEach(figure.title)
        }
        comparison={shown}
        head="Variant"
        made={madeText(shown)}
      />
    </Section>
  );
}

function madeText({ noise, confidence }: ReportComparison): string {
  return says.allVariants.made(percent(confidence), percent(noise));
}

// The figures of everything that shares the value of a tag, which the reader chooses.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { groupFigures, groupingTags, groupsBy } from "../data/figure-groups.js";
import type { ReportSource } from "../data/report-source.js";
import { FigureTable } from "./figure-table.js";
import { Section, type SectionViewProps } from "./section.js";
import { Select } from "./select.js";

/** See the file's first line. Nothing where no tag has at least two values. */
export function ByTag({ source }: SectionViewProps): JSX.Element | null {
  const tags = useMemo(() => groupingTags(source.report), [source]);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const tag = chosen ?? tags.find((one) => one !== "phase") ?? tags[0];
  const rows = useMemo(
    () => (tag === undefined ? [] : groupsBy(source.report, tag).map((group) => groupFigures(source, group))),
    [source, tag],
  );
  if (tag === undefined) return null;
  return (
    <Section
      id="tags"
      title="By tag"
      note={note(tag, source)}
      controls={
        <Select
          label="Tag to group by"
          options={tags.map((value) => ({ value, label: value }))}
          value={tag}
          onChange={setChosen}
        />
      }
    >
      <FigureTable label={`Figures by ${tag}`} title={tag} csvTitle={tag} rows={rows} />
    </Section>
  );
}

function note(tag: string, { merged }: ReportSource): string {
  const warmUp =
    tag === "phase" ? "Phases as the plan names them, warm-up too." : "Warm-up left out, but for errors.";
  const percentiles =
    merged !== undefined
      ? "Percentiles are of all samples with that value together, from their merged histograms."
      : "A dash stands where histograms would have to be merged: the page that wsrig writes has those.";
  return `Every metric of a load has tags; here are the figures for each value of one. ${percentiles} ${warmUp}`;
}

// The figures of everything that shares the value of a tag, which the reader chooses.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { groupFigures, groupingTags, groupsBy } from "../data/figure-groups.js";
import type { ReportSource } from "../data/report-source.js";
import { says } from "../words/report-words.js";
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
      title={says.byTag.title}
      note={note(tag, source)}
      controls={
        <Select
          label={says.byTag.tag}
          options={tags.map((value) => ({ value, label: value }))}
          value={tag}
          onChange={setChosen}
        />
      }
    >
      <FigureTable label={says.byTag.figures(tag)} title={tag} csvTitle={tag} rows={rows} />
    </Section>
  );
}

function note(tag: string, { merged }: ReportSource): string {
  return [
    says.byTag.note,
    merged === undefined ? says.byTag.notMerged : says.byTag.merged,
    tag === "phase" ? says.byTag.phases : says.byTag.warmUp,
  ].join(says.betweenSentences);
}

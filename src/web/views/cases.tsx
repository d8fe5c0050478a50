// All cases of a conformance run, with filters.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import {
  type CaseFilter,
  countRows,
  filterGroups,
  groupsThatFit,
  noFilter,
  type RowChoice,
} from "../data/case-filter.js";
import { caseMatrix } from "../data/case-matrix.js";
import { casesCsv } from "../data/cases-csv.js";
import { says } from "../words/report-words.js";
import { CaseFilters } from "./case-filters.js";
import { CaseTable } from "./case-table.js";
import { CopyButton } from "./copy-button.js";
import { Section, type SectionViewProps } from "./section.js";

/** So many rows are open at once by themselves: more would make the page slow. */
const maxOpenRows = 200;

/** See the file's first line. */
export function Cases({ source }: SectionViewProps): JSX.Element {
  const matrix = useMemo(() => caseMatrix(source), [source]);
  const counts = useMemo(() => countRows(matrix), [matrix]);
  const [filter, setFilter] = useState<CaseFilter>(() => ({ ...noFilter, show: firstChoice(counts) }));
  const groups = useMemo(() => filterGroups(matrix, filter), [matrix, filter]);
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isWhole =
    ["all", "excluded"].includes(filter.show) && filter.verdict === "any" && filter.search === "";
  const open = useMemo(() => {
    const isAll = isWhole && filter.group === undefined && counts[filter.show] > maxOpenRows;
    const fitting = isAll ? new Set<string>() : groupsThatFit(groups, maxOpenRows);
    return new Set(groups.map(({ id }) => id).filter((id) => opened.get(id) ?? fitting.has(id)));
  }, [groups, opened, isWhole, filter.group, counts]);
  const change = (changes: Partial<CaseFilter>): void => {
    setOpened(new Map());
    setFilter({ ...filter, ...changes });
  };
  const shown = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <Section
      id="cases"
      title={says.cases.title}
      note={says.cases.note}
      controls={<CopyButton label={says.tables.copy} text={() => casesCsv(matrix)} />}
    >
      <CaseFilters matrix={matrix} counts={counts} filter={filter} onChange={change} />
      <p class="shown-count" role="status">
        {shownWords(shown, filter, counts)}
      </p>
      {groups.length === 0 ? (
        <p class="empty">{says.cases.noMatch}</p>
      ) : (
        <CaseTable
          agents={matrix.agents}
          groups={groups}
          open={open}
          onToggle={(id) => setOpened(new Map([...opened, [id, !open.has(id)]]))}
        />
      )}
    </Section>
  );
}

function shownWords(
  shown: number,
  { show }: CaseFilter,
  counts: Readonly<Record<RowChoice, number>>,
): string {
  return show === "excluded"
    ? says.cases.shownLeftOut(shown, counts.excluded)
    : says.cases.shown(shown, counts.all);
}

/** What a reader comes for: what changed against a baseline or failed, else everything. */
function firstChoice(counts: Readonly<Record<RowChoice, number>>): RowChoice {
  if (counts.changed > 0) return "changed";
  return counts.failed > 0 ? "failed" : "all";
}

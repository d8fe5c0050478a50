// The choices of which cases are shown.

import type { JSX } from "preact";
import type { CaseFilter, RowChoice } from "../data/case-filter.js";
import type { CaseMatrix } from "../data/case-matrix.js";
import { type CellVerdict, cellVerdicts, verdictWords } from "../data/case-verdicts.js";
import { says } from "../words/report-words.js";
import { SegmentedControl } from "./segmented-control.js";
import { Select } from "./select.js";

/** What {@link CaseFilters} needs. */
export interface CaseFiltersProps {
  readonly matrix: CaseMatrix;
  readonly counts: Readonly<Record<RowChoice, number>>;
  readonly filter: CaseFilter;
  readonly onChange: (changes: Partial<CaseFilter>) => void;
}

/** See the file's first line. Only choices that make a difference in this run are offered. */
export function CaseFilters({ matrix, counts, filter, onChange }: CaseFiltersProps): JSX.Element {
  const { agents, groups } = matrix;
  const found = new Set(
    groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.flatMap((cell) => cell?.verdict ?? []))),
  );
  return (
    <div class="toolbar">
      <SegmentedControl
        legend={says.cases.filters.show}
        options={rowOptions(counts, agents.length)}
        value={filter.show}
        onChange={(show) => onChange({ show })}
      />
      <Select
        label={says.cases.filters.verdict}
        options={[
          { value: "any", label: says.cases.filters.anyVerdict },
          ...cellVerdicts
            // Those that were left out are a choice of their own.
            .filter((verdict) => found.has(verdict) && verdict !== "excluded")
            .map((verdict) => ({ value: verdict, label: verdictWords[verdict] })),
        ]}
        value={filter.verdict}
        onChange={(verdict: CellVerdict | "any") => onChange({ verdict })}
      />
      {agents.length > 1 && (
        <Select
          label={says.cases.filters.peer}
          options={[
            { value: "any", label: says.cases.filters.anyPeer },
            ...agents.map(({ agent }, index) => ({ value: String(index), label: agent })),
          ]}
          value={filter.agent === undefined ? "any" : String(filter.agent)}
          onChange={(value) => onChange({ agent: value === "any" ? undefined : Number(value) })}
        />
      )}
      <Select
        label={says.cases.filters.group}
        options={[
          { value: "all", label: says.cases.filters.allGroups },
          ...groups.map(({ id, title }) => ({ value: `group ${id}`, label: `${id} ${title}` })),
        ]}
        value={filter.group === undefined ? "all" : `group ${filter.group}`}
        onChange={(value) => onChange({ group: value === "all" ? undefined : value.slice("group ".length) })}
      />
      <label class="search">
        <span class="visually-hidden">{says.cases.filters.search}</span>
        <input
          type="search"
          placeholder={says.cases.filters.searchHint}
          value={filter.search}
          onInput={(event) => onChange({ search: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}

function rowOptions(
  counts: CaseFiltersProps["counts"],
  agents: number,
): readonly { readonly value: RowChoice; readonly label: string }[] {
  return [
    { value: "all", label: says.cases.filters.all(counts.all) },
    { value: "failed", label: says.cases.filters.failed(counts.failed) },
    ...(agents > 1 ? [{ value: "differs", label: says.cases.filters.differs(counts.differs) } as const] : []),
    ...(counts.changed > 0
      ? [{ value: "changed", label: says.cases.filters.changed(counts.changed) } as const]
      : []),
    ...(counts.excluded > 0
      ? [{ value: "excluded", label: says.cases.filters.excluded(counts.excluded) } as const]
      : []),
  ];
}

// Which runs of the list are shown.

import type { JSX } from "preact";
import type { ListedReport } from "../../../link/report-documents.js";
import { Select } from "../../views/select.js";
import { words } from "../../words/words.js";
import type { ReportFilter } from "../data/report-rows.js";

/** What {@link ReportsFilters} needs. */
export interface ReportsFiltersProps {
  readonly filter: ReportFilter;
  readonly onChange: (changes: Partial<ReportFilter>) => void;
}

/** See the file's first line. */
export function ReportsFilters({ filter, onChange }: ReportsFiltersProps): JSX.Element {
  const { kinds, verdicts } = words.reports;
  return (
    <search class="toolbar reports-filters">
      <label class="search">
        <span class="visually-hidden">{words.reports.search}</span>
        <input
          type="search"
          placeholder={words.reports.searchHint}
          value={filter.search}
          onInput={(event) => onChange({ search: event.currentTarget.value })}
        />
      </label>
      <Select
        label={words.reports.kind}
        options={[{ value: "any", label: words.reports.anyKind }, ...optionsOf(kinds)]}
        value={filter.kind}
        onChange={(kind: ListedReport["kind"] | "any") => onChange({ kind })}
      />
      <Select
        label={words.reports.verdict}
        options={[{ value: "any", label: words.reports.anyVerdict }, ...optionsOf(verdicts)]}
        value={filter.verdict}
        onChange={(verdict: ListedReport["verdict"] | "any") => onChange({ verdict })}
      />
    </search>
  );
}

function optionsOf<Value extends string>(
  labels: Readonly<Record<Value, string>>,
): readonly { readonly value: Value; readonly label: string }[] {
  return (Object.keys(labels) as Value[]).map((value) => ({ value, label: labels[value] }));
}

// All checks by scenario, with a filter.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { ReportCheck } from "../../metrics/run-report.js";
import { type CheckFilter, groupChecks } from "../data/check-filter.js";
import { toCsv } from "../data/csv.js";
import { describeTags } from "../data/lanes.js";
import { countChecks } from "../data/run-facts.js";
import { says } from "../words/report-words.js";
import { CheckGroupView } from "./check-group.js";
import { CopyButton } from "./copy-button.js";
import { Section, type SectionViewProps } from "./section.js";
import { SegmentedControl } from "./segmented-control.js";

/** See the file's first line. */
export function Checks({ source: { report } }: SectionViewProps): JSX.Element {
  const { checks } = report;
  const counts = useMemo(() => countChecks(report), [report]);
  const [status, setStatus] = useState<CheckFilter["status"]>("all");
  const [search, setSearch] = useState("");
  const groups = useMemo(() => groupChecks(checks, { status, search }), [checks, status, search]);
  const options = [
    { value: "all", label: says.checks.all(counts.total) },
    { value: "fail", label: says.checks.failed(counts.failed) },
    { value: "notApplicable", label: says.checks.notApplicable(counts.notApplicable) },
  ] as const;
  // A short list is read at once; in a long one the passed groups wait closed, so that the failures stand out.
  const openAll = checks.length <= 12 || status !== "all" || search !== "";
  return (
    <Section
      id="checks"
      title={says.checks.title}
      note={says.checks.note}
      controls={<CopyButton label={says.tables.copy} text={() => checksCsv(checks)} />}
    >
      <div class="toolbar">
        <SegmentedControl legend={says.checks.show} options={options} value={status} onChange={setStatus} />
        <label class="search">
          <span class="visually-hidden">{says.checks.search}</span>
          <input
            type="search"
            placeholder={says.checks.search}
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
      </div>
      <div class="check-groups">
        {groups.map((group) => (
          <CheckGroupView
            key={`${group.scenario} ${openAll}`}
            group={group}
            open={openAll || group.failed > 0}
          />
        ))}
        {groups.length === 0 && <p class="empty">{emptyWords(status, search)}</p>}
      </div>
    </Section>
  );
}

function emptyWords(status: CheckFilter["status"], search: string): string {
  if (search !== "") return says.checks.noMatch;
  return status === "fail" ? says.checks.noneFailed : says.checks.allApplied;
}

function checksCsv(checks: readonly ReportCheck[]): string {
  return toCsv(
    [
      "scenario",
      "id",
      "title",
      "status",
      "expected",
      "received",
      "reason",
      "passes",
      "fails",
      "duration_ms",
      "tags",
    ],
    checks.map((check) => [
      check.scenario,
      check.id,
      check.title,
      check.status,
      check.expected,
      check.received,
      check.reason,
      check.passes,
      check.fails,
      check.durationMs,
      describeTags(check.tags),
    ]),
  );
}

// All checks by scenario, with a filter.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { ReportCheck } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import { type CheckFilter, groupChecks } from "../data/check-filter.js";
import { toCsv } from "../data/csv.js";
import { describeTags } from "../data/lanes.js";
import { countChecks } from "../data/run-facts.js";
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
    { value: "all", label: `All ${formatCount(counts.total)}` },
    { value: "fail", label: `Failed ${formatCount(counts.failed)}` },
    { value: "notApplicable", label: `Not applicable ${formatCount(counts.notApplicable)}` },
  ] as const;
  // A short list is read at once; in a long one the passed groups wait closed, so that the failures stand out.
  const openAll = checks.length <= 12 || status !== "all" || search !== "";
  return (
    <Section
      id="checks"
      title="Checks"
      note="Each check compares what the target answered with what RFC 6455 or the scenario asks for. Open one to see both."
      controls={<CopyButton label="Copy as CSV" text={() => checksCsv(checks)} />}
    >
      <div class="toolbar">
        <SegmentedControl legend="Show checks" options={options} value={status} onChange={setStatus} />
        <label class="search">
          <span class="visually-hidden">Search checks</span>
          <input
            type="search"
            placeholder="Search checks"
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
  if (search !== "") return "No check matches the search.";
  return status === "fail" ? "No check failed." : "Every check applied to this target.";
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

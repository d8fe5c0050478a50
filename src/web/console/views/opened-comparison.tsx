// Two runs held against each other, drawn as the page of `wsrig compare` would.

import type { JSX } from "preact";
import type { Problem } from "../../../link/conversation.js";
import type { ListedReport } from "../../../link/report-documents.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import type { ReportsRoute } from "../data/reports-route.js";
import { usePage } from "../page-context.js";
import { AskedReport } from "./asked-report.js";
import { OpenedHead } from "./opened-head.js";
import { ReportLink, ReportsLink } from "./report-link.js";
import { shownTime } from "./shown-time.js";

/** What {@link OpenedComparison} shows. */
export interface OpenedComparisonProps {
  readonly route: Extract<ReportsRoute, { kind: "comparison" }>;
  /** A run as the list has it, where it has been read. */
  readonly listed: (folder: string) => ListedReport | undefined;
}

/** See the file's first line. */
export function OpenedComparison({ route, listed }: OpenedComparisonProps): JSX.Element {
  const { link } = usePage();
  const { baseline, candidate, isForced } = route;
  const side = (label: string, folder: string): JSX.Element => {
    const report = listed(folder);
    return (
      <span class="compared-side">
        {label}
        <ReportLink folder={folder}>
          <VisibleTitle text={report?.name ?? folder} />
        </ReportLink>{" "}
        {report !== undefined && <time dateTime={report.startedAt}>{shownTime(report.startedAt)}</time>}
      </span>
    );
  };
  return (
    <>
      <OpenedHead
        title={words.reports.comparison}
        actions={
          <ReportsLink to={{ ...route, baseline: candidate, candidate: baseline }} class="button">
            {words.reports.swap}
          </ReportsLink>
        }
      >
        {side(words.report.differences.baseline, baseline)}
        {side(words.report.differences.candidate, candidate)}
      </OpenedHead>
      <AskedReport
        asked={`comparison ${baseline}/${candidate}/${isForced}`}
        ask={() => link.ask({ kind: "compareReports", folders: [baseline, candidate], isForced })}
        failed={words.reports.notCompared}
        remedy={(problem) =>
          canBeForced(problem) && (
            <ReportsLink to={{ ...route, isForced: true }} class="button">
              {words.reports.compareAllTheSame}
            </ReportsLink>
          )
        }
      />
    </>
  );
}

/** Of what cannot be compared, some differs only in what a person may choose to overlook: the command then names a flag for that. */
function canBeForced({ code, hint = "" }: Problem): boolean {
  return code === "usage-not-comparable" && hint.includes("--force");
}

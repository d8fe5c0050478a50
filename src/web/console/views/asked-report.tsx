// A report that the process is asked for, as soon as it has come; or why it has not.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { Problem } from "../../../link/conversation.js";
import { reportDocuments } from "../../../link/report-documents.js";
import { readReportText } from "../../data/report-source.js";
import { ReportContent } from "../../views/report-content.js";
import { words } from "../../words/words.js";
import { useAsked } from "../use-asked.js";
import { ProblemBox } from "./problem-box.js";

/** What {@link AskedReport} needs. */
export interface AskedReportProps {
  /** Names what is asked for: another name is asked anew. */
  readonly asked: string;
  readonly ask: () => Promise<unknown>;
  /** What has failed, where it fails. */
  readonly failed: string;
  /** What can be done about a failure, in place of its hint; else nothing. */
  readonly remedy?: (problem: Problem) => ComponentChildren;
}

/** See the file's first line. */
export function AskedReport({ asked, ask, failed, remedy }: AskedReportProps): JSX.Element {
  const state = useAsked(asked, async () => reportDocuments.parse(await ask()));
  const documents = state.kind === "answered" ? state.answer : undefined;
  const read = useMemo(() => {
    if (documents === undefined) return undefined;
    const { report, ...workedOut } = documents;
    return readReportText(report, workedOut);
  }, [documents]);
  const isShown = read?.kind === "found";
  useEffect(() => {
    // When the address was opened there was nothing yet for its `#` to lead to.
    if (isShown && location.hash !== "") document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [isShown]);
  if (state.kind === "failed") {
    return (
      <ProblemBox title={failed} problem={state.problem}>
        {remedy?.(state.problem) || undefined}
      </ProblemBox>
    );
  }
  if (read?.kind === "found") return <ReportContent source={read.source} isNested />;
  if (read?.kind === "unreadable") {
    return <ProblemBox title={failed} problem={{ code: "unreadable", message: read.message }} />;
  }
  return (
    <p class="section" role="status">
      {words.reports.opening}
    </p>
  );
}

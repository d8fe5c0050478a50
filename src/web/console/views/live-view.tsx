// The run under way as it goes on; at its end it becomes the report.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { readReportText } from "../../data/report-source.js";
import { ReportContent } from "../../views/report-content.js";
import { words } from "../../words/words.js";
import { useConsole } from "../page-context.js";
import type { ConsoleState } from "../state/console-state.js";
import { isUnderWay, type LiveRun, runKey } from "../state/live-run.js";
import { useLiveRun } from "../use-live-run.js";
import { LiveCases } from "./live-cases.js";
import { LiveEnded } from "./live-ended.js";
import { LiveFailed } from "./live-failed.js";
import { LiveFigures } from "./live-figures.js";
import { LiveHead } from "./live-head.js";
import { LiveNotes } from "./live-notes.js";
import { LiveSections } from "./live-sections.js";
import { LiveSides } from "./live-sides.js";
import { ViewGuard } from "./view-guard.js";

const reportOf = ({ report }: ConsoleState): ConsoleState["report"] => report;
const modeOf = ({ hello }: ConsoleState): "console" | "watch" | undefined => hello?.mode;

/** See the file's first line. What a reader chose is kept for the length of a run. */
export function LiveView(): JSX.Element {
  const run = useLiveRun();
  const mode = useConsole(modeOf);
  if (run === undefined) {
    return <p class="empty live-none">{mode === "watch" ? words.live.notBegun : words.live.noRun}</p>;
  }
  return (
    // What cannot be drawn of a run leaves the form and its Stop as they are.
    <ViewGuard key={runKey(run)}>
      <LiveRunView run={run} />
    </ViewGuard>
  );
}

function LiveRunView({ run }: { readonly run: LiveRun }): JSX.Element {
  const documents = useConsole(reportOf);
  const read = useMemo(
    () => (documents === undefined ? undefined : readReportText(documents.report, documents)),
    [documents],
  );
  const source = read?.kind === "found" ? read.source : undefined;
  const isOver = !isUnderWay(run);
  return (
    <section class="live" aria-label={words.live.title}>
      <LiveHead run={run} isAnswered={(source?.report.comparisons ?? []).length > 0} />
      {run.failed !== undefined && <LiveFailed failed={run.failed} />}
      {run.ended !== undefined && (
        <LiveEnded
          ended={run.ended}
          problem={read?.kind === "unreadable" ? read.message : undefined}
          isComing={read === undefined}
        />
      )}
      {isOver && source !== undefined ? <ReportContent source={source} isNested /> : <SoFar run={run} />}
    </section>
  );
}

function SoFar({ run }: { readonly run: LiveRun }): JSX.Element {
  return (
    <>
      <LiveFigures run={run} />
      <LiveNotes notes={run.notes} />
      <LiveCases agents={run.agents} />
      <LiveSides run={run} />
      <LiveSections run={run} />
    </>
  );
}

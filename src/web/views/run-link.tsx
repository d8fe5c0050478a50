// A run of a history by its time, as a link to its report where there is one.

import type { JSX } from "preact";
import type { HistoryRun } from "../../metrics/history.js";
import { pageLink } from "../data/history-view.js";
import type { FoundHistory } from "../data/report-source.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link RunLink} shows. */
export interface RunLinkProps {
  readonly found: FoundHistory;
  readonly run: HistoryRun;
  /** Its name before the time. */
  readonly isNamed?: boolean;
}

/** See the file's first line. A history that was opened by hand may lie anywhere: there its links would lead nowhere. */
export function RunLink({ found, run, isNamed = false }: RunLinkProps): JSX.Element {
  const link = found.isInPage ? pageLink(found.history, run) : undefined;
  const time = runTime(run);
  const text = isNamed ? <VisibleTitle text={`${run.name}, ${time}`} /> : time;
  return link === undefined ? (
    <span title={run.folder}>{text}</span>
  ) : (
    <a href={link} title={run.folder}>
      {text}
    </a>
  );
}

/** `2026-11-20 03:00`, UTC, as in the names of the folders. */
function runTime({ startedAt }: HistoryRun): string {
  return startedAt.slice(0, 16).replace("T", " ");
}

// One run of the list.

import type { JSX } from "preact";
import type { ListedReport } from "../../../link/report-documents.js";
import { formatCount, formatMs, formatUs } from "../../../units.js";
import { Icon, type IconName } from "../../views/icon.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import { ReportLink } from "./report-link.js";
import { shownTime } from "./shown-time.js";

/** What {@link ReportRow} shows. */
export interface ReportRowProps {
  readonly report: ListedReport;
  readonly isTicked: boolean;
  readonly onTick: () => void;
}

/** See the file's first line. On a phone it is a card; its parts then say what they are. */
export function ReportRow({ report, isTicked, onTick }: ReportRowProps): JSX.Element {
  const { folder, name, url, kind, startedAt, durationMs, messagesPerSecond, p99Us } = report;
  const tags = Object.entries(report.tags);
  return (
    <tr class={isTicked ? "report-row report-ticked" : "report-row"}>
      <td class="report-tick">
        <label>
          <input type="checkbox" checked={isTicked} onChange={onTick} />
          <span class="visually-hidden">{words.reports.tick(name, shownTime(startedAt))}</span>
        </label>
      </td>
      <td class="report-verdict">
        <ReportVerdict report={report} />
      </td>
      <th scope="row" class="report-what">
        <ReportLink folder={folder}>
          <VisibleTitle text={name} />
        </ReportLink>{" "}
        <code>
          <VisibleTitle text={url} />
        </code>
        {tags.length > 0 && (
          <span class="report-tags">
            {tags.map(([tag, value]) => (
              <span key={tag} class="report-tag">
                <VisibleTitle text={`${tag}=${value}`} />
              </span>
            ))}
          </span>
        )}
      </th>
      <td class="report-kind">{words.reports.kinds[kind]}</td>
      <td class="report-time">
        <time dateTime={startedAt}>{shownTime(startedAt)}</time>
      </td>
      <td class="numeric" data-title={words.reports.duration}>
        {formatMs(durationMs)}
      </td>
      <td class="numeric" data-title={words.reports.messagesPerSecond}>
        {messagesPerSecond === undefined ? "–" : formatCount(messagesPerSecond)}
      </td>
      <td class="numeric" data-title={words.reports.p99}>
        {p99Us === undefined ? "–" : formatUs(p99Us)}
      </td>
    </tr>
  );
}

const icons: Readonly<Record<ListedReport["verdict"], IconName>> = {
  pass: "pass",
  fail: "fail",
  invalid: "warning",
  interrupted: "interrupted",
};

/** A comparison that went through has an answer, which says more than that it passed. */
function ReportVerdict({
  report: { verdict, failedChecks = 0, answer },
}: Pick<ReportRowProps, "report">): JSX.Element {
  const isAnswered = answer !== undefined && verdict === "pass";
  return (
    <span class="report-verdict-mark">
      <Icon name={isAnswered ? answer : icons[verdict]} />
      <span>
        {isAnswered ? words.reports.answers[answer] : words.reports.verdicts[verdict]}
        {answer !== undefined && verdict === "fail" && (
          <span class="muted"> {words.reports.answers[answer]}</span>
        )}
        {failedChecks > 0 && <span class="muted"> {words.reports.failedChecks(failedChecks)}</span>}
      </span>
    </span>
  );
}

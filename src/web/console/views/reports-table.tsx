// The runs as a table, drawn a part at a time: of thousands only as many as were scrolled to.

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ListedReport } from "../../../link/report-documents.js";
import { words } from "../../words/words.js";
import { type ReportFilter, type ReportSort, type SortKey, sortAfter } from "../data/report-rows.js";
import { type Ticked, tickedAfter } from "../data/ticked-reports.js";
import { ReportRow } from "./report-row.js";

/** What {@link ReportsTable} shows. */
export interface ReportsTableProps {
  /** Those that fit, in order. */
  readonly reports: readonly ListedReport[];
  /** What was asked for: the table begins anew when that changes, not when a run is added. */
  readonly filter: ReportFilter;
  readonly sort: ReportSort;
  readonly ticked: Ticked;
  readonly onSort: (sort: ReportSort) => void;
  readonly onTick: (ticked: Ticked) => void;
}

const rowsPerStep = 100;

/** See the file's first line. */
export function ReportsTable(props: ReportsTableProps): JSX.Element {
  const { reports, filter, sort, ticked, onSort, onTick } = props;
  const [wanted, setWanted] = useState({ filter, sort, count: rowsPerStep });
  const count = wanted.filter === filter && wanted.sort === sort ? wanted.count : rowsPerStep;
  const more = (): void => setWanted({ filter, sort, count: count + rowsPerStep });
  const heading = (by: SortKey, title: string, isNumeric = false): JSX.Element => (
    <SortHeading by={by} title={title} isNumeric={isNumeric} sort={sort} onSort={onSort} />
  );
  return (
    <div class="reports-table">
      <table>
        <caption class="visually-hidden">{words.reports.title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{words.reports.compare}</span>
            </th>
            <th scope="col">{words.reports.verdict}</th>
            {heading("name", words.reports.name)}
            <th scope="col">{words.reports.kind}</th>
            {heading("started", words.reports.started)}
            {heading("duration", words.reports.duration, true)}
            <th scope="col" class="numeric">
              {words.reports.messagesPerSecond}
            </th>
            {heading("p99", words.reports.p99, true)}
          </tr>
        </thead>
        <tbody>
          {reports.slice(0, count).map((report) => (
            <ReportRow
              key={report.folder}
              report={report}
              isTicked={ticked.includes(report.folder)}
              onTick={() => onTick(tickedAfter(ticked, report.folder))}
            />
          ))}
        </tbody>
      </table>
      {reports.length > count && <MoreRows left={reports.length - count} onMore={more} />}
    </div>
  );
}

interface SortHeadingProps extends Pick<ReportsTableProps, "sort" | "onSort"> {
  readonly by: SortKey;
  readonly title: string;
  readonly isNumeric: boolean;
}

function SortHeading({ by, title, isNumeric, sort, onSort }: SortHeadingProps): JSX.Element {
  const isChosen = sort.by === by;
  const order = sort.isDescending ? "descending" : "ascending";
  return (
    <th
      scope="col"
      class={isNumeric ? "numeric sorting" : "sorting"}
      aria-sort={isChosen ? order : undefined}
    >
      <button type="button" onClick={() => onSort(sortAfter(sort, by))}>
        {title}
        <span class="sort-sign" aria-hidden="true">
          {isChosen ? (sort.isDescending ? "↓" : "↑") : ""}
        </span>
      </button>
    </th>
  );
}

/** Draws more as soon as it comes into view; a button, too, for those who do not scroll. */
function MoreRows({ left, onMore }: { readonly left: number; readonly onMore: () => void }): JSX.Element {
  const end = useRef<HTMLButtonElement>(null);
  // Watched anew after each drawing: it may still be in view, as in a window that is very high.
  useEffect(() => {
    const watcher = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) onMore();
      },
      { rootMargin: "600px" },
    );
    if (end.current !== null) watcher.observe(end.current);
    return () => watcher.disconnect();
  });
  return (
    <button ref={end} type="button" class="button reports-more" onClick={onMore}>
      {words.reports.more(left)}
    </button>
  );
}

// All runs of the folder of reports: searched, filtered, put in order, ticked to be compared.

import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { ListedReport } from "../../../link/report-documents.js";
import { words } from "../../words/words.js";
import {
  noFilter,
  type ReportFilter,
  type ReportSort,
  reportRows,
  shownReports,
} from "../data/report-rows.js";
import type { Ticked } from "../data/ticked-reports.js";
import type { Reports } from "../use-reports.js";
import { CompareBar } from "./compare-bar.js";
import { NoReports } from "./no-reports.js";
import { ProblemBox } from "./problem-box.js";
import { ReportsFilters } from "./reports-filters.js";
import { ReportsTable } from "./reports-table.js";
import { useFocusKept } from "./use-focus-kept.js";

/** What {@link ReportsList} shows, and what a person does with it. */
export interface ReportsListProps {
  readonly reports: Reports;
  readonly filter: ReportFilter;
  readonly sort: ReportSort;
  readonly ticked: Ticked;
  /** Hidden, not gone: on the way back it stands where it was left. */
  readonly isHidden: boolean;
  readonly onFilter: (changes: Partial<ReportFilter>) => void;
  readonly onSort: (sort: ReportSort) => void;
  readonly onTick: (ticked: Ticked) => void;
}

/** See the file's first line. */
export function ReportsList(props: ReportsListProps): JSX.Element {
  const { reports, filter, sort, ticked, isHidden, onFilter, onSort, onTick } = props;
  const { found, problem, isReading, refresh } = reports;
  const rows = useMemo(() => reportRows(found?.reports ?? [], saidOf), [found]);
  const shown = useMemo(() => shownReports(rows, filter, sort), [rows, filter, sort]);
  const region = useRef<HTMLElement>(null);
  useReturn(region, isHidden);
  useFocusKept(region, (list) => list.querySelector(".search input"));
  return (
    <section ref={region} class="section reports" hidden={isHidden} aria-label={words.reports.title}>
      <div class="section-head">
        <h2>{words.reports.title}</h2>
        <button type="button" class="button" onClick={refresh}>
          {words.reports.refresh}
        </button>
      </div>
      <p class="note" role="status">
        {isReading && found === undefined
          ? words.reports.reading
          : found !== undefined &&
            found.reports.length > 0 &&
            words.reports.shown(shown.length, found.reports.length)}
      </p>
      {problem !== undefined && <ProblemBox title={words.reports.notListed} problem={problem} />}
      {found?.reports.length === 0 && <NoReports />}
      {found !== undefined && found.reports.length > 0 && (
        <>
          <ReportsFilters filter={filter} onChange={onFilter} />
          {shown.length === 0 ? (
            <p class="reports-none">
              {words.reports.noneFits}{" "}
              <button type="button" class="button" onClick={() => onFilter(noFilter)}>
                {words.reports.showAll}
              </button>
            </p>
          ) : (
            <ReportsTable
              reports={shown}
              filter={filter}
              sort={sort}
              ticked={ticked}
              onSort={onSort}
              onTick={onTick}
            />
          )}
          {ticked.length > 0 && <CompareBar ticked={ticked} reports={found.reports} onTick={onTick} />}
        </>
      )}
      {found !== undefined && found.skipped.length > 0 && (
        <details class="reports-skipped">
          <summary>{words.reports.skipped(found.skipped.length)}</summary>
          <ul>
            {found.skipped.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function saidOf({ verdict, kind, answer }: ListedReport): readonly string[] {
  const answered = answer === undefined ? [] : [words.reports.answers[answer]];
  return [words.reports.verdicts[verdict], words.reports.kinds[kind], ...answered];
}

/** Back from a report the list stands where it was left, with the link that led away in focus. */
function useReturn(region: { readonly current: HTMLElement | null }, isHidden: boolean): void {
  const left = useRef<{ readonly scrollY: number; readonly link: HTMLElement | undefined }>(undefined);
  const wasHidden = useRef(isHidden);
  if (isHidden && !wasHidden.current) {
    const active = document.activeElement;
    const link = active instanceof HTMLElement && region.current?.contains(active) ? active : undefined;
    left.current = { scrollY: window.scrollY, link };
  }
  useLayoutEffect(() => {
    if (!isHidden && wasHidden.current && left.current !== undefined) {
      window.scrollTo(0, left.current.scrollY);
      left.current.link?.focus({ preventScroll: true });
    }
    if (isHidden && !wasHidden.current) window.scrollTo(0, 0);
    wasHidden.current = isHidden;
  }, [isHidden]);
}

// The Reports tab: all runs of the folder, one of them, or two of them held against each other.

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { words } from "../../words/words.js";
import { newestFirst, noFilter } from "../data/report-rows.js";
import { readReportsDetail } from "../data/reports-route.js";
import { type Ticked, tickedWithin } from "../data/ticked-reports.js";
import { useRoute } from "../route.js";
import { useReports } from "../use-reports.js";
import { OpenedComparison } from "./opened-comparison.js";
import { OpenedReport } from "./opened-report.js";
import { ReportsList } from "./reports-list.js";
import { ViewGuard } from "./view-guard.js";

/** See the file's first line. The list stays as it was while a report is open. */
export function ReportsView(): JSX.Element {
  const { detail } = useRoute();
  const route = useMemo(() => readReportsDetail(detail), [detail]);
  const reports = useReports();
  const [filter, setFilter] = useState(noFilter);
  const [sort, setSort] = useState(newestFirst);
  const [ticked, setTicked] = useState<Ticked>([]);
  const { found } = reports;
  useEffect(() => {
    if (found === undefined) return;
    const folders = new Set(found.reports.map(({ folder }) => folder));
    setTicked((before) => tickedWithin(before, folders));
  }, [found]);
  const listed = (folder: string) => found?.reports.find((one) => one.folder === folder);
  return (
    <>
      <h1 class="visually-hidden">{words.reports.title}</h1>
      <ReportsList
        reports={reports}
        filter={filter}
        sort={sort}
        ticked={ticked}
        isHidden={route.kind !== "list"}
        onFilter={(changes) => setFilter({ ...filter, ...changes })}
        onSort={setSort}
        onTick={setTicked}
      />
      {/* A report that cannot be drawn does not stand in the way of the next one. */}
      <ViewGuard key={detail}>
        {route.kind === "report" && (
          <OpenedReport folder={route.folder} listed={listed(route.folder)} onTick={setTicked} />
        )}
        {route.kind === "comparison" && <OpenedComparison route={route} listed={listed} />}
      </ViewGuard>
    </>
  );
}

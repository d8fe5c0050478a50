// One run of the list, drawn as its own page would.

import type { JSX } from "preact";
import type { ListedReport } from "../../../link/report-documents.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import type { Ticked } from "../data/ticked-reports.js";
import { usePage } from "../page-context.js";
import { openRoute } from "../route.js";
import { AskedReport } from "./asked-report.js";
import { OpenedHead } from "./opened-head.js";
import { shownTime } from "./shown-time.js";

/** What {@link OpenedReport} shows. */
export interface OpenedReportProps {
  readonly folder: string;
  /** As the list has it, where it has been read. */
  readonly listed: ListedReport | undefined;
  readonly onTick: (ticked: Ticked) => void;
}

/** See the file's first line. */
export function OpenedReport({ folder, listed, onTick }: OpenedReportProps): JSX.Element {
  const { link } = usePage();
  const compare = (): void => {
    onTick([folder]);
    openRoute({ view: "reports", detail: "" });
  };
  return (
    <>
      <OpenedHead
        title={<VisibleTitle text={listed?.name ?? folder} />}
        actions={
          <button type="button" class="button" onClick={compare}>
            {words.reports.compareWith}
          </button>
        }
      >
        {listed !== undefined && (
          <>
            <code>
              <VisibleTitle text={listed.url} />
            </code>
            <time dateTime={listed.startedAt}>{shownTime(listed.startedAt)}</time>
          </>
        )}
      </OpenedHead>
      <AskedReport
        asked={`report ${folder}`}
        ask={() => link.ask({ kind: "openReport", folder })}
        failed={words.reports.notOpened}
      />
    </>
  );
}

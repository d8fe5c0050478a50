// The runs that are ticked, and what follows from it.

import type { JSX } from "preact";
import type { ListedReport } from "../../../link/report-documents.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import type { Ticked } from "../data/ticked-reports.js";
import { ReportsLink } from "./report-link.js";
import { shownTime } from "./shown-time.js";

/** What {@link CompareBar} shows. */
export interface CompareBarProps {
  /** At least one. */
  readonly ticked: Ticked;
  readonly reports: readonly ListedReport[];
  readonly onTick: (ticked: Ticked) => void;
}

/** See the file's first line. */
export function CompareBar({ ticked, reports, onTick }: CompareBarProps): JSX.Element {
  const [baseline, candidate] = ticked;
  const side = (label: string, folder: string | undefined): JSX.Element => (
    <div>
      <dt>{label}</dt>
      <dd>
        {folder === undefined ? (
          <span class="muted">{words.reports.tickAnother}</span>
        ) : (
          <Named folder={folder} report={reports.find((one) => one.folder === folder)} />
        )}
      </dd>
    </div>
  );
  return (
    <section class="compare-bar" aria-label={words.reports.compare}>
      <dl aria-live="polite">
        {side(words.reports.baseline, baseline)}
        {side(words.reports.candidate, candidate)}
      </dl>
      <div class="compare-actions">
        {baseline !== undefined && candidate !== undefined && (
          <>
            <ReportsLink
              to={{ kind: "comparison", baseline, candidate, isForced: false }}
              class="button button-primary"
            >
              {words.reports.compare}
            </ReportsLink>
            <button type="button" class="button" onClick={() => onTick([candidate, baseline])}>
              {words.reports.swap}
            </button>
          </>
        )}
        <button type="button" class="button" onClick={() => onTick([])}>
          {words.reports.clear}
        </button>
      </div>
    </section>
  );
}

function Named(props: { readonly folder: string; readonly report: ListedReport | undefined }): JSX.Element {
  const { folder, report } = props;
  if (report === undefined) return <VisibleTitle text={folder} />;
  return (
    <>
      <VisibleTitle text={report.name} /> <span class="muted">{shownTime(report.startedAt)}</span>
    </>
  );
}

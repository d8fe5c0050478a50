// The case that the page's address means, in place of the run.

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import type { CaseAddress } from "../data/case-address.js";
import { caseMatrix } from "../data/case-matrix.js";
import { verdictWords } from "../data/case-verdicts.js";
import { caseView } from "../data/case-view.js";
import type { ReportSource } from "../data/report-source.js";
import { says } from "../words/report-words.js";
import { CasePage } from "./case-page.js";
import { ReportFrame } from "./report-frame.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link OpenedCase} shows. */
export interface OpenedCaseProps {
  readonly source: ReportSource;
  readonly address: CaseAddress;
  /** As of {@link ReportFrame}. */
  readonly isNested: boolean;
}

/** See the file's first line. An address that means nothing is told, with the way back. */
export function OpenedCase({ source, address, isNested }: OpenedCaseProps): JSX.Element {
  const matrix = useMemo(() => caseMatrix(source), [source]);
  const view = useMemo(
    () => caseView(source, matrix, address),
    [source, matrix, address.caseId, address.agent],
  );
  useLayoutEffect(() => window.scrollTo(0, 0), [view]);
  useEffect(() => {
    document.title =
      typeof view === "string"
        ? `${says.casePage.noSuchCase} – wsrig`
        : `${says.casePage.title(verdictWords[view.cell.verdict], view.row.id, view.agent.agent)} – wsrig`;
  }, [view]);
  if (typeof view === "string") {
    return (
      <ReportFrame id="content" class="open-report" isNested={isNested}>
        <h1>{says.casePage.noSuchCase}</h1>
        <p>
          <VisibleTitle text={view} />
        </p>
        <a class="button" href="#cases">
          {says.casePage.allCases}
        </a>
      </ReportFrame>
    );
  }
  return (
    <ReportFrame id="content" isNested={isNested}>
      {/* A case that follows another begins with its dumps closed and open as its own. */}
      <CasePage key={`${view.row.id} ${view.agent.agent}`} view={view} matrix={matrix} run={source.report} />
    </ReportFrame>
  );
}

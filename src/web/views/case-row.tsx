// A case in the table: what it is, and how it ended on each peer.

import type { JSX } from "preact";
import type { ReportAgent } from "../../metrics/conformance-report.js";
import { caseHref } from "../data/case-address.js";
import type { MatrixCell, MatrixRow } from "../data/case-matrix.js";
import { worstCell } from "../data/case-view.js";
import { cellReason, cellWords } from "../data/cases-csv.js";
import { withCounts } from "../data/counts-in-text.js";
import { visiblePieces } from "../data/visible-characters.js";
import { says } from "../words/report-words.js";
import { CaseSentence } from "./case-sentence.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link CaseRow} draws. */
export interface CaseRowProps {
  readonly row: MatrixRow;
  readonly agents: readonly ReportAgent[];
}

/** See the file's first line. Its name leads to the peer that failed it first. */
export function CaseRow({ row, agents }: CaseRowProps): JSX.Element {
  const { id, text, section, cells } = row;
  return (
    <tr>
      <th scope="row">
        <a class="case-link" tabIndex={-1} href={caseHref(id, agents[worstCell(row)]?.agent ?? "")}>
          <span class="case-id">
            <VisibleTitle text={id} />
          </span>{" "}
          <span class="case-what">
            <CaseSentence text={text?.description ?? section ?? ""} />
          </span>
        </a>
      </th>
      {cells.map((cell, index) => (
        <td key={agents[index]?.agent}>
          {cell === undefined ? (
            <span class="muted">–</span>
          ) : (
            <CellLink
              caseId={id}
              agent={agents[index]?.agent ?? ""}
              cell={cell}
              isWide={agents.length === 1}
            />
          )}
        </td>
      ))}
    </tr>
  );
}

interface CellLinkProps {
  readonly caseId: string;
  readonly agent: string;
  readonly cell: MatrixCell;
  /** Whether there is room for what happened; else it shows under the pointer, and where the keyboard is. */
  readonly isWide: boolean;
}

// A link and its sign are all that a cell of many is made of: there are thousands.
function CellLink({ caseId, agent, cell, isWide }: CellLinkProps): JSX.Element {
  const words = cellWords(cell);
  const reason = cellReason(cell);
  const told = reason === undefined ? words : says.cases.reason(words, inAttribute(reason));
  if (isWide) {
    return (
      <a
        class={`case-cell mark-${cell.verdict}`}
        tabIndex={-1}
        href={caseHref(caseId, agent)}
        aria-label={says.cases.on(caseId, agent, told)}
      >
        <span>
          {words}
          {reason !== undefined && (
            <>
              {" "}
              <span class="cell-reason">
                <CaseSentence text={reason} />
              </span>
            </>
          )}
        </span>
      </a>
    );
  }
  return (
    <a
      class={`case-cell mark-${cell.verdict}`}
      tabIndex={-1}
      href={caseHref(caseId, agent)}
      title={told}
      aria-label={says.cases.on(caseId, agent, words)}
    >
      {words}
    </a>
  );
}

/** In an attribute, too, nothing may hide. */
function inAttribute(reason: string): string {
  return visiblePieces(withCounts(reason), "title")
    .map(({ text }) => text)
    .join("");
}

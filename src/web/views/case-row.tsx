// A case in the table: what it is, and how it ended on each peer.

import type { JSX } from "preact";
import type { ReportAgent } from "../../metrics/conformance-report.js";
import { caseHref } from "../data/case-address.js";
import type { MatrixCell, MatrixRow } from "../data/case-matrix.js";
import { worstCell } from "../data/case-view.js";
import { cellWords } from "../data/cases-csv.js";
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
            <VisibleTitle text={text?.description ?? section ?? ""} />
          </span>
        </a>
      </th>
      {cells.map((cell, index) => (
        <td key={agents[index]?.agent}>
          {cell === undefined ? (
            <span class="muted">–</span>
          ) : (
            <CellLink caseId={id} agent={agents[index]?.agent ?? ""} cell={cell} />
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
}

// A link and its sign are all that a cell is made of: there are thousands.
function CellLink({ caseId, agent, cell }: CellLinkProps): JSX.Element {
  const words = cellWords(cell);
  return (
    <a
      class={`case-cell mark-${cell.verdict}`}
      tabIndex={-1}
      href={caseHref(caseId, agent)}
      title={words}
      aria-label={`${caseId} on ${agent}: ${words}`}
    >
      {words}
    </a>
  );
}

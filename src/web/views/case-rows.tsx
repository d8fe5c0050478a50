// The rows of a group of cases, drawn a few at a time, so that the page answers at once however many cells there are.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ReportAgent } from "../../metrics/conformance-report.js";
import type { MatrixRow } from "../data/case-matrix.js";
import { CaseRow } from "./case-row.js";

/** What {@link CaseRows} draws. */
export interface CaseRowsProps {
  readonly rows: readonly MatrixRow[];
  readonly agents: readonly ReportAgent[];
  /** So many rows at first; twice as many after each frame, until all are there. */
  readonly first: number;
}

/** See the file's first line. */
export function CaseRows({ rows, agents, first }: CaseRowsProps): JSX.Element {
  const [drawn, setDrawn] = useState({ rows, count: first });
  // Rows of another filter begin anew.
  const count = drawn.rows === rows ? drawn.count : first;
  useEffect(() => {
    if (count < rows.length) setDrawn({ rows, count: 2 * count });
  }, [rows, count]);
  return (
    <>
      {rows.slice(0, count).map((row) => (
        <CaseRow key={row.id} row={row} agents={agents} />
      ))}
    </>
  );
}

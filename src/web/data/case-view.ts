// All that the page of one case on one peer shows.

import type { CaseDetail } from "../../metrics/conformance-details.js";
import type { ReportAgent } from "../../metrics/conformance-report.js";
import { says } from "../words/report-words.js";
import type { CaseAddress } from "./case-address.js";
import { type CaseMatrix, isFailedCell, type MatrixCell, type MatrixRow } from "./case-matrix.js";
import type { ReportSource } from "./report-source.js";

/** One case on one peer. */
export interface CaseView {
  readonly row: MatrixRow;
  readonly agent: ReportAgent;
  readonly cell: MatrixCell;
  /** Absent where the case was not run, or the report was opened as plain JSON. */
  readonly detail: CaseDetail | undefined;
  /** Of this peer, around this case. */
  readonly failed: FailedNeighbours;
}

/** Ids of the failed cases before and after a case; its place among them where it is one. */
export interface FailedNeighbours {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** 1-based; undefined where the case itself has not failed. */
  readonly place: number | undefined;
  readonly count: number;
}

/** What `address` means, or why it means nothing. An address without a peer means the first one that has the case. */
export function caseView(
  { details }: ReportSource,
  matrix: CaseMatrix,
  { caseId, agent: name }: CaseAddress,
): CaseView | string {
  const row = matrix.groups.flatMap(({ rows }) => rows).find(({ id }) => id === caseId);
  if (row === undefined) return says.casePage.noCase(caseId);
  const place =
    name === undefined
      ? row.cells.findIndex((cell) => cell !== undefined)
      : matrix.agents.findIndex(({ agent }) => agent === name);
  const agent = matrix.agents[place];
  if (agent === undefined) return says.casePage.noPeer(name ?? "");
  const cell = row.cells[place];
  if (cell === undefined) return says.casePage.notForRole(caseId, agent.agent, says.cases.roles[agent.role]);
  return {
    row,
    agent,
    cell,
    detail: details?.agents.find((one) => one.agent === agent.agent)?.cases.find(({ id }) => id === caseId),
    failed: failedNeighbours(matrix, place, caseId),
  };
}

/** The peer that a case is best looked at: the first that failed, else the first that has it. */
export function worstCell({ cells }: MatrixRow): number {
  const failed = cells.findIndex(isFailedCell);
  return failed >= 0 ? failed : cells.findIndex((cell) => cell !== undefined);
}

function failedNeighbours({ groups }: CaseMatrix, agent: number, caseId: string): FailedNeighbours {
  const ids: string[] = [];
  let before = 0;
  let place: number | undefined;
  for (const row of groups.flatMap(({ rows }) => rows)) {
    if (row.id === caseId) before = ids.length;
    if (!isFailedCell(row.cells[agent])) continue;
    ids.push(row.id);
    if (row.id === caseId) place = ids.length;
  }
  const next = place === undefined ? before : before + 1;
  return { previous: ids[before - 1], next: ids[next], place, count: ids.length };
}

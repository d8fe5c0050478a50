// Which cases the reader wants to see.

import {
  type CaseMatrix,
  isFailedCell,
  type MatrixCell,
  type MatrixGroup,
  type MatrixRow,
} from "./case-matrix.js";
import type { CellVerdict } from "./case-verdicts.js";

/** Which rows, whatever else is chosen. Cases that were left out are only in `excluded`. */
export type RowChoice = "all" | "failed" | "differs" | "changed" | "excluded";

/** What is shown: rows for which everything holds. */
export interface CaseFilter {
  readonly show: RowChoice;
  /** That a peer must have. */
  readonly verdict: CellVerdict | "any";
  /** The only peer that `show` and `verdict` look at; undefined: each of them. */
  readonly agent: number | undefined;
  /** Id of the only group; undefined: all. */
  readonly group: string | undefined;
  /** Words that id, description, section, outcome or reason must all contain. */
  readonly search: string;
}

/** Everything that was to be run. */
export const noFilter: CaseFilter = {
  show: "all",
  verdict: "any",
  agent: undefined,
  group: undefined,
  search: "",
};

/** Groups with the rows that are wanted; those without any are left out. */
export function filterGroups({ groups }: CaseMatrix, filter: CaseFilter): readonly MatrixGroup[] {
  const words = filter.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return groups
    .filter(({ id }) => filter.group === undefined || filter.group === id)
    .map((group) => ({ ...group, rows: group.rows.filter((row) => isWanted(row, filter, words)) }))
    .filter(({ rows }) => rows.length > 0);
}

/** How many rows each choice has. */
export function countRows({ groups }: CaseMatrix): Readonly<Record<RowChoice, number>> {
  const rows = groups.flatMap((group) => group.rows);
  const count = (show: RowChoice): number => rows.filter((row) => isChosen(row, show, undefined)).length;
  return {
    all: count("all"),
    failed: count("failed"),
    differs: count("differs"),
    changed: count("changed"),
    excluded: count("excluded"),
  };
}

/** A page of thousands of cells is slow: groups are open from the first on while their rows fit in. */
export function groupsThatFit(groups: readonly MatrixGroup[], maxRows: number): ReadonlySet<string> {
  const fitting = new Set<string>();
  let left = maxRows;
  for (const { id, rows } of groups) {
    left -= rows.length;
    if (left < 0 && fitting.size > 0) break;
    fitting.add(id);
  }
  return fitting;
}

function isWanted(row: MatrixRow, filter: CaseFilter, words: readonly string[]): boolean {
  const { show, verdict, agent } = filter;
  if (!isChosen(row, show, agent)) return false;
  if (verdict !== "any" && !cellsOf(row, agent).some((cell) => cell?.verdict === verdict)) return false;
  return words.every((word) => row.searched.includes(word));
}

function isChosen(row: MatrixRow, show: RowChoice, agent: number | undefined): boolean {
  switch (show) {
    case "all":
      return cellsOf(row, agent).some(wasToRun);
    case "excluded":
      return cellsOf(row, agent).some((cell) => cell?.verdict === "excluded");
    case "failed":
      return cellsOf(row, agent).some(isFailedCell);
    case "differs":
      return row.differs;
    case "changed":
      return cellsOf(row, agent).some((cell) => isChanged(cell));
    default:
      return show satisfies never;
  }
}

function wasToRun(cell: MatrixCell | undefined): boolean {
  return cell !== undefined && cell.verdict !== "excluded";
}

function isChanged(cell: MatrixCell | undefined): boolean {
  const change = cell?.result?.change;
  return change !== undefined && change !== "new";
}

function cellsOf({ cells }: MatrixRow, agent: number | undefined): readonly (MatrixCell | undefined)[] {
  return agent === undefined ? cells : [cells[agent]];
}

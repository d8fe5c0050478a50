// Peers and cases as a matrix: a row a case by group, a cell a peer.

import type { CaseText } from "../../metrics/conformance-details.js";
import type { ReportAgent, ReportCase } from "../../metrics/conformance-report.js";
import { type CellVerdict, verdictWords } from "./case-verdicts.js";
import type { ReportSource } from "./report-source.js";

/** One case on one peer. */
export interface MatrixCell {
  readonly verdict: CellVerdict;
  /** Absent where the case was not run. */
  readonly result?: ReportCase | undefined;
  /** Why it was left out. */
  readonly why?: ReportAgent["excluded"][number]["why"] | undefined;
}

/** One case on all peers. */
export interface MatrixRow {
  readonly id: string;
  /** What the case is; absent where the report was opened as plain JSON. */
  readonly text: CaseText | undefined;
  readonly section: string | undefined;
  /** By peer, in their order; undefined where the case is none for peers of that role. */
  readonly cells: readonly (MatrixCell | undefined)[];
  /** Whether its outcomes differ between peers. */
  readonly differs: boolean;
  /** In lower case, for the search. */
  readonly searched: string;
}

/** The cases of a group. */
export interface MatrixGroup {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly MatrixRow[];
}

/** All of it. */
export interface CaseMatrix {
  readonly agents: readonly ReportAgent[];
  readonly groups: readonly MatrixGroup[];
}

/** The matrix of a conformance run, in the order of the catalogue; without a row for other runs. */
export function caseMatrix({ report, details }: ReportSource): CaseMatrix {
  const { agents = [] } = report;
  const texts = new Map(details?.cases.map((text) => [text.id, text]));
  const titles = new Map(details?.groups.map(({ id, title }) => [id, title]));
  const cells = agents.map(cellsOf);
  const rows = inOrder(agents, [...texts.keys()]).map((id) => {
    const own = cells.map((of) => of.get(id));
    return matrixRow(id, own, texts.get(id));
  });
  const groups = new Map<string, MatrixRow[]>();
  for (const row of rows) {
    const group = groupIdOf(row.id);
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return {
    agents,
    groups: [...groups].map(([id, own]) => ({ id, title: titles.get(id) ?? "", rows: own })),
  };
}

/** Whether the row needs a look: it failed, has no result, or makes the run red. */
export function isFailedCell(cell: MatrixCell | undefined): boolean {
  return cell?.verdict === "fail" || cell?.verdict === "missing" || cell?.result?.isRed === true;
}

/** `5` of `5.15`. */
function groupIdOf(caseId: string): string {
  return caseId.split(".", 1)[0] ?? caseId;
}

function cellsOf({ cases, missing, excluded }: ReportAgent): ReadonlyMap<string, MatrixCell> {
  return new Map<string, MatrixCell>([
    ...cases.map((result) => [result.id, { verdict: result.verdict, result }] as const),
    ...missing.map((id) => [id, { verdict: "missing" }] as const),
    ...excluded.map(({ id, why }) => [id, { verdict: "excluded", why }] as const),
  ]);
}

/** The ids of all peers. Without the catalogue's order: groups as they first appear, then number by number. */
function inOrder(agents: readonly ReportAgent[], catalogue: readonly string[]): readonly string[] {
  const found = agents.flatMap(({ cases, missing, excluded }) => [
    ...cases.map(({ id }) => id),
    ...missing,
    ...excluded.map(({ id }) => id),
  ]);
  const ids = new Set(found);
  const known = catalogue.filter((id) => ids.has(id));
  const isKnown = new Set(known);
  const others = [...ids].filter((id) => !isKnown.has(id));
  const groups = [...new Set(others.map(groupIdOf))];
  const place = new Map(groups.map((group, index) => [group, index]));
  const placeOf = (id: string): number => place.get(groupIdOf(id)) ?? 0;
  others.sort((a, b) => placeOf(a) - placeOf(b) || a.localeCompare(b, "en", { numeric: true }));
  return [...known, ...others];
}

function matrixRow(
  id: string,
  cells: readonly (MatrixCell | undefined)[],
  text: CaseText | undefined,
): MatrixRow {
  const results = cells.flatMap((cell) => cell?.result ?? []);
  const section = text?.section ?? results[0]?.section;
  const verdicts = new Set(
    cells.flatMap((cell) => (cell && cell.verdict !== "excluded" ? cell.verdict : [])),
  );
  const words = [id, text?.description, section, ...results.map(({ reason }) => reason)];
  return {
    id,
    text,
    section,
    cells,
    differs: verdicts.size > 1,
    searched: [...words, ...[...verdicts].map((verdict) => verdictWords[verdict])].join("\n").toLowerCase(),
  };
}

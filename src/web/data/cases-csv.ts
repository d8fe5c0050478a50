// All cases as CSV, for the copy button.

import { says } from "../words/report-words.js";
import type { CaseMatrix, MatrixCell } from "./case-matrix.js";
import { suiteWords, verdictWords } from "./case-verdicts.js";
import { toCsv } from "./csv.js";

/** A row a case, a column a peer. */
export function casesCsv({ agents, groups }: CaseMatrix): string {
  return toCsv(
    ["id", "group", "description", "section", ...agents.map(({ agent }) => agent)],
    groups.flatMap(({ title, rows }) =>
      rows.map(({ id, text, section, cells }) => [
        id,
        title,
        text?.description,
        section,
        ...cells.map((cell) => cell && cellWords(cell)),
      ]),
    ),
  );
}

/** `fail, FAILED / OK`: the overall verdict, and those of the reference suite where they say more. */
export function cellWords({ verdict, result, why }: MatrixCell): string {
  const more = result === undefined ? whyWords(why) : suiteWords(result);
  return more === undefined ? verdictWords[verdict] : says.cases.withMore(verdictWords[verdict], more);
}

/** What happened, where the verdict does not say it all. */
export function cellReason({ verdict, result }: MatrixCell): string | undefined {
  return verdict === "pass" ? undefined : result?.reason;
}

function whyWords(why: MatrixCell["why"]): string | undefined {
  return why === "hostile" || why === "not selected" ? says.cases.why[why] : undefined;
}

// How a case can have ended, in words, and from worst to best.

import type { ReportCase, ReportedVerdict } from "../../metrics/conformance-report.js";
import { says } from "../words/report-words.js";

/** Of a case on a peer: its overall verdict, or why it has none. */
export type CellVerdict = ReportedVerdict | "missing" | "excluded";

/** From worst to best; what was not run comes last. */
export const cellVerdicts: readonly CellVerdict[] = [
  "fail",
  "missing",
  "nonStrict",
  "unimplemented",
  "informational",
  "pass",
  "excluded",
];

/** In tables and lists. */
export const verdictWords: Readonly<Record<CellVerdict, string>> = says.cases.verdicts;

/** What each means, as a sentence. */
export const verdictMeanings: Readonly<Record<CellVerdict, string>> = says.cases.meanings;

/** How many cases ended how. */
export type VerdictCounts = Readonly<Record<CellVerdict, number>>;

/** Counts `verdicts`. */
export function countVerdicts(verdicts: Iterable<CellVerdict>): VerdictCounts {
  const counts = Object.fromEntries(cellVerdicts.map((verdict) => [verdict, 0])) as Record<
    CellVerdict,
    number
  >;
  for (const verdict of verdicts) counts[verdict]++;
  return counts;
}

/** `3 fail, 17 pass`: what there is, from worst to best. */
export function countsInWords(counts: VerdictCounts): string {
  const parts = cellVerdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => says.cases.counted(counts[verdict], verdictWords[verdict]));
  return says.cases.counts(parts);
}

/** The worst of them, for narrow columns: `3 fail`, `12 unimpl.` */
export function worstInShort(counts: VerdictCounts): string {
  const worst = cellVerdicts.find((verdict) => counts[verdict] > 0);
  return worst === undefined ? "" : says.cases.counted(counts[worst], says.cases.shortVerdicts[worst]);
}

/** Both verdicts of the reference suite where the overall one does not say the same: `FAILED / WRONG CODE`. */
export function suiteWords({
  verdict,
  behavior,
  behaviorClose,
}: Pick<ReportCase, "verdict" | "behavior" | "behaviorClose">): string | undefined {
  const same = saysTheSame[verdict];
  const isSame = same?.behavior === behavior && same.closes.includes(behaviorClose);
  return isSame ? undefined : `${behavior} / ${behaviorClose}`;
}

// A failed case has failed in one of many ways: there both are always worth reading.
const saysTheSame: Readonly<
  Partial<Record<ReportedVerdict, { readonly behavior: string; readonly closes: readonly string[] }>>
> = {
  pass: { behavior: "OK", closes: ["OK"] },
  nonStrict: { behavior: "NON-STRICT", closes: ["OK"] },
  unimplemented: { behavior: "UNIMPLEMENTED", closes: ["OK"] },
  informational: { behavior: "INFORMATIONAL", closes: ["OK", "INFORMATIONAL"] },
};

// How a case can have ended, in words, and from worst to best.

import type { ReportCase, ReportedVerdict } from "../../metrics/conformance-report.js";

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
export const verdictWords: Readonly<Record<CellVerdict, string>> = {
  fail: "fail",
  missing: "missing",
  nonStrict: "non-strict",
  unimplemented: "unimplemented",
  informational: "informational",
  pass: "pass",
  excluded: "excluded",
};

/** What each means, as a sentence. */
export const verdictMeanings: Readonly<Record<CellVerdict, string>> = {
  fail: "The peer broke a rule.",
  missing: "The case should have been run and has no result.",
  nonStrict: "The peer did what is allowed, but not what is best.",
  unimplemented: "The peer does not have what the case is about.",
  informational: "Neither right nor wrong: the rules leave it open.",
  pass: "The peer did what is expected.",
  excluded: "The case was left out.",
};

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
  return cellVerdicts
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict].toLocaleString("en")} ${verdictWords[verdict]}`)
    .join(", ");
}

/** The worst of them, for narrow columns: `3 fail`, `12 unimpl.` */
export function worstInShort(counts: VerdictCounts): string {
  const worst = cellVerdicts.find((verdict) => counts[verdict] > 0);
  return worst === undefined ? "" : `${counts[worst].toLocaleString("en")} ${shortWords[worst]}`;
}

const shortWords: Readonly<Record<CellVerdict, string>> = {
  ...verdictWords,
  nonStrict: "lenient",
  unimplemented: "unimpl.",
  informational: "info",
};

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

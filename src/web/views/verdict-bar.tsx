// How many cases ended how, as a bar.

import type { JSX } from "preact";
import { cellVerdicts, type VerdictCounts } from "../data/case-verdicts.js";

/** Decoration: the words beside it say the same. What was left out is no part of it. */
export function VerdictBar({ counts }: { readonly counts: VerdictCounts }): JSX.Element {
  const parts = cellVerdicts.filter((verdict) => verdict !== "excluded" && counts[verdict] > 0);
  const total = parts.reduce((sum, verdict) => sum + counts[verdict], 0);
  let from = 0;
  return (
    <svg class="verdict-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      {parts.map((verdict) => {
        const width = (1_000 * counts[verdict]) / total;
        const x = from;
        from += width;
        return <rect key={verdict} class={`mark-${verdict}`} x={x} width={width} height="10" />;
      })}
    </svg>
  );
}

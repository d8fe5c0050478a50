// The sign of a verdict: a shape of its own and a colour, for each.

import type { JSX } from "preact";
import { type CellVerdict, verdictWords } from "../data/case-verdicts.js";

/** What {@link VerdictMark} draws. */
export interface VerdictMarkProps {
  readonly verdict: CellVerdict;
  /** Whether the word follows; without it the sign is decoration. */
  readonly withWord?: boolean;
}

/** See the file's first line. Drawn by styles/cases.css. */
export function VerdictMark({ verdict, withWord = false }: VerdictMarkProps): JSX.Element {
  return (
    <span class={`verdict-mark mark-${verdict}`}>
      <span class="mark" aria-hidden="true" />
      {withWord && <span>{verdictWords[verdict]}</span>}
    </span>
  );
}

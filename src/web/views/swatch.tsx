// The colour of a lane beside its words, as a short line with the dashes of its curve.

import type { JSX } from "preact";

/** What {@link Swatch} draws. */
export interface SwatchProps {
  /** 0-based colour of the lane. */
  readonly colour: number;
  readonly dash?: readonly number[] | undefined;
  /** Whether the curve has a band. */
  readonly isShaded?: boolean;
}

/** Decoration: the words beside it say the same. */
export function Swatch({ colour, dash, isShaded = false }: SwatchProps): JSX.Element {
  return (
    <svg class={`swatch curve-${colour % 8}`} viewBox="0 0 18 8" aria-hidden="true">
      {isShaded && <rect width="18" height="8" />}
      <line x1="1" y1="4" x2="17" y2="4" stroke-dasharray={dash?.join(" ")} />
    </svg>
  );
}

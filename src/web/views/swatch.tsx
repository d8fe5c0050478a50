// The colour of a lane beside its words, as a short line with the dashes of its curve, or as its dot.

import type { JSX } from "preact";
import type { Curve, DotShape } from "../plots/curve.js";

/** What {@link Swatch} draws. */
export interface SwatchProps {
  /** 0-based colour of the lane. */
  readonly colour: number;
  readonly dash?: readonly number[] | undefined;
  /** Whether the curve has a band. */
  readonly isShaded?: boolean;
  /** Of a curve that is dots alone. */
  readonly dots?: Curve["dots"] | undefined;
}

/** Decoration: the words beside it say the same. */
export function Swatch({ colour, dash, isShaded = false, dots }: SwatchProps): JSX.Element {
  return (
    <svg class={`swatch curve-${colour % 8}`} viewBox="0 0 18 8" aria-hidden="true">
      {isShaded && <rect width="18" height="8" />}
      {dots?.shape === undefined ? (
        <line x1="1" y1="4" x2="17" y2="4" stroke-dasharray={dash?.join(" ")} />
      ) : (
        <path class={dots.hollow ? "dot dot-hollow" : "dot"} d={outlines[dots.shape]} />
      )}
    </svg>
  );
}

const outlines: Readonly<Record<DotShape, string>> = {
  disc: "M9 .8a3.2 3.2 0 1 1 0 6.4a3.2 3.2 0 1 1 0-6.4z",
  square: "M6.2 1.2h5.6v5.6h-5.6z",
  triangle: "M9 .6l3.6 6.4h-7.2z",
  diamond: "M9 .4l3.6 3.6l-3.6 3.6l-3.6-3.6z",
};

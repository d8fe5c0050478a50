// The caption of a plot: how it was made, from this report's own numbers.

import type { JSX } from "preact";
import { VisibleTitle } from "../views/visible-text.js";
import { says } from "../words/report-words.js";

/** Always open, and printed: a picture of numbers is worth what is known of how it came about. */
export function MadeCaption({ text }: { readonly text: string }): JSX.Element {
  return (
    <figcaption class="made">
      <strong>{says.made.how}</strong> <VisibleTitle text={text} />
    </figcaption>
  );
}

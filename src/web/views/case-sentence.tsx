// A sentence about a case: what is sent, what happened, what to change.

import type { JSX } from "preact";
import { withCounts } from "../data/counts-in-text.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. Counts in it are written as everywhere on the page. */
export function CaseSentence({ text }: { readonly text: string }): JSX.Element {
  return <VisibleTitle text={withCounts(text)} />;
}

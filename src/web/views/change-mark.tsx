// The verdict on a change: a sign and a word, in its colour.

import type { JSX } from "preact";
import type { ChangeVerdict } from "../../metrics/comparison-report.js";
import { says } from "../words/report-words.js";
import { Icon } from "./icon.js";

/** See the file's first line. */
export function ChangeMark({ verdict }: { readonly verdict: ChangeVerdict }): JSX.Element {
  return (
    <span class={`change-mark change-${verdict}`}>
      <Icon name={verdict} />
      <span>{says.comparison.verdicts[verdict]}</span>
    </span>
  );
}

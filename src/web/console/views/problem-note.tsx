// What went wrong and what may help, as the process says it.

import type { JSX } from "preact";
import type { Problem } from "../../../link/conversation.js";
import { VisibleTitle } from "../../views/visible-text.js";

/** See the file's first line. */
export function ProblemNote({ problem: { message, hint } }: { readonly problem: Problem }): JSX.Element {
  return (
    <div class="problem">
      <p>
        <VisibleTitle text={message} />
      </p>
      {hint !== undefined && (
        <p class="problem-hint">
          <VisibleTitle text={hint} />
        </p>
      )}
    </div>
  );
}

// What went wrong and what may help, as the process says it.

import type { ComponentChildren, JSX } from "preact";
import type { Problem } from "../../../link/conversation.js";
import { VisibleTitle } from "../../views/visible-text.js";

/** What {@link ProblemNote} shows. */
export interface ProblemNoteProps {
  readonly problem: Problem;
  /** What a person can do about it. */
  readonly children?: ComponentChildren;
}

/** See the file's first line. */
export function ProblemNote({ problem: { message, hint }, children }: ProblemNoteProps): JSX.Element {
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
      {children}
    </div>
  );
}

// What went wrong and what may help: as the process says it, and in the language of the page.

import type { ComponentChildren, JSX } from "preact";
import type { Problem } from "../../../link/conversation.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import { problemWords } from "../data/problem-words.js";

/** What {@link ProblemNote} shows. */
export interface ProblemNoteProps {
  readonly problem: Problem;
  /** What a person can do about it. */
  readonly children?: ComponentChildren;
}

/** See the file's first line. */
export function ProblemNote({ problem, children }: ProblemNoteProps): JSX.Element {
  const { headline, message, hint } = problemWords(problem, words);
  return (
    <div class="problem">
      {headline !== undefined && <p>{headline}</p>}
      <p class={headline === undefined ? undefined : "problem-hint"}>
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

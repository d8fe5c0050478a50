// Why something that a person asked for could not be done.

import type { ComponentChildren, JSX } from "preact";
import type { Problem } from "../../../link/conversation.js";
import { VisibleTitle } from "../../views/visible-text.js";

/** What {@link ProblemBox} tells. */
export interface ProblemBoxProps {
  readonly title: string;
  readonly problem: Problem;
  /** What can be done about it; in place of the problem's hint. */
  readonly children?: ComponentChildren;
}

/** See the file's first line. Lines of the message stay lines. */
export function ProblemBox({ title, problem, children }: ProblemBoxProps): JSX.Element {
  const { message, hint } = problem;
  return (
    <div class="problem problem-box" role="alert">
      <h3>{title}</h3>
      {message.split("\n").map((line) => (
        <p key={line}>
          <VisibleTitle text={line} />
        </p>
      ))}
      {children ?? (hint !== undefined && <p class="muted">{hint}</p>)}
    </div>
  );
}

// What a page says of a problem: the process tells it in English, the page what it comes to in its own language where that is another.

import type { Problem } from "../../../link/conversation.js";
import type { Words } from "../../words/en.js";

/** See the file's first line. */
export interface ProblemWords {
  /** In the language of the page, with what to do; absent in English, and where the code has no words of its own. */
  readonly headline?: string;
  /** Of the process. */
  readonly message: string;
  /** Of the process; absent where the headline says it. */
  readonly hint?: string;
}

/** For a place with room for several lines. */
export function problemWords(
  { code, message, hint }: Pick<Problem, "code" | "message" | "hint">,
  said: Pick<Words, "problems">,
): ProblemWords {
  const headline = said.problems[code];
  if (headline !== undefined) return { headline, message };
  return { message, ...(hint !== undefined && { hint }) };
}

/** In one line, as beside a field. */
export function problemLine(problem: Problem, said: Pick<Words, "problems">): string {
  const { headline, message, hint } = problemWords(problem, said);
  return headline === undefined ? [message, hint].filter(Boolean).join(". ") : `${headline}（${message}）`;
}

// An answer of the process, with the states that it passes through.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem } from "../../link/conversation.js";
import { AskFailed } from "./link/process-link.js";
import { useConsole } from "./page-context.js";
import type { ConsoleState } from "./state/console-state.js";

/** See the file's first line. */
export type Answered<Answer> =
  | { readonly kind: "asking" }
  | { readonly kind: "answered"; readonly answer: Answer }
  | { readonly kind: "failed"; readonly problem: Problem };

const isOpen = ({ link }: ConsoleState): boolean => link === "open";

/**
 * Asks as soon as there is a link, and anew when `key` changes; an answer to an earlier key is passed over. What failed for
 * want of a link is asked again when there is one.
 */
export function useAsked<Answer>(key: string, ask: () => Promise<Answer>): Answered<Answer> {
  const [last, setLast] = useState<{ readonly key: string; readonly state: Answered<Answer> }>();
  const hasLink = useConsole(isOpen);
  const isSettled = useRef<string>(undefined);
  useEffect(() => {
    if (!hasLink || isSettled.current === key) return;
    let isWanted = true;
    const tell = (state: Answered<Answer>): void => {
      if (!isWanted) return;
      isSettled.current = key;
      setLast({ key, state });
    };
    ask().then(
      (answer) => tell({ kind: "answered", answer }),
      (error) => tell({ kind: "failed", problem: problemOf(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [key, hasLink]);
  return last?.key === key ? last.state : { kind: "asking" };
}

/** What to tell of a request that was not answered. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AskFailed) return error.problem;
  return { code: "internal", message: error instanceof Error ? error.message : String(error) };
}

// Sends what a form has, and keeps what became of it.

import { useCallback, useState } from "preact/hooks";
import type { Problem } from "../../../link/conversation.js";
import type { Sending } from "../../../link/sending.js";
import { words } from "../../words/words.js";
import { problemLine } from "../data/problem-words.js";
import { fieldOfProblem, type SendingField } from "../data/sending-fields.js";
import { AskFailed } from "../link/process-link.js";
import { usePage } from "../page-context.js";

/** What a form of the sending tools works with. */
export interface SendingTools {
  readonly isEnabled: boolean;
  /** @returns whether anybody was sent it. */
  send(what: Sending): Promise<boolean>;
  /** How often it was sent, so that the same words are said again. */
  readonly outcome: Outcome;
  /** What the process said about a field. */
  mistakeOf(field: SendingField): string | undefined;
  /** A field has changed: what was said about it holds no longer. */
  forget(): void;
}

/** What became of the last sending. */
export interface Outcome {
  /** Counts sendings. */
  readonly number: number;
  /** In a few words; empty: nothing yet, or it was refused. */
  readonly status: string;
  readonly problem: Problem | undefined;
}

/** See the file's first line. */
export function useSending(to: readonly number[] | "allAccepted", isEnabled: boolean): SendingTools {
  const { link, state } = usePage();
  const [outcome, setOutcome] = useState<Outcome>({ number: 0, status: "", problem: undefined });
  const send = async (what: Sending): Promise<boolean> => {
    const finish = (status: string, problem?: Problem): void =>
      setOutcome(({ number }) => ({ number: number + 1, status, problem }));
    if (isLong(what)) finish(words.sending.underWay);
    try {
      const asked = typeof to === "string" ? to : [...to];
      const { sent } = (await link.ask({ kind: "send", to: asked, what })) as { readonly sent: number };
      const isClient = state.value.clients.some(({ conversation }) => conversation === asked[0]);
      if (sent === 0) finish(words.sending.sentToNobody);
      else finish(isClient ? words.sending.sent : words.sending.sentTo(sent));
      return sent > 0;
    } catch (error) {
      if (!(error instanceof AskFailed)) throw error;
      finish("", error.problem);
      return false;
    }
  };
  const forget = useCallback(
    () => setOutcome((last) => (last.problem === undefined ? last : { ...last, problem: undefined })),
    [],
  );
  const mistakeOf = (field: SendingField): string | undefined => {
    const { problem } = outcome;
    if (problem === undefined || fieldOfProblem(problem) !== field) return undefined;
    return problemLine(problem, words);
  };
  return { isEnabled, send, outcome, mistakeOf, forget };
}

/** Whether it takes a moment to reach the process. */
function isLong(what: Sending): boolean {
  const characters = what.kind === "binary" ? what.base64 : what.kind === "text" ? what.text : "";
  return characters.length > 1_000_000;
}

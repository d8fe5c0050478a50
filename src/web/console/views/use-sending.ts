// Sends what a form has, and keeps what became of it.

import { useCallback, useState } from "preact/hooks";
import type { Problem } from "../../../link/conversation.js";
import type { Sending } from "../../../link/sending.js";
import { words } from "../../words/words.js";
import { AskFailed } from "../link/process-link.js";
import { usePage } from "../page-context.js";
import type { SendFormProps } from "./send-form.js";

/** What a form of the sending tools works with. */
export interface SendingTools {
  /** @returns whether it was sent. */
  send(what: Sending): Promise<boolean>;
  /** What became of the last one, in a few words; empty: nothing yet, or it is wrong. */
  readonly status: string;
  /** Why the last one was refused. */
  readonly problem: Problem | undefined;
  /** Forgets the problem: its field has changed. */
  clearProblem(): void;
}

/** See the file's first line. */
export function useSending(to: SendFormProps["to"]): SendingTools {
  const { link } = usePage();
  const [{ status, problem }, setOutcome] = useState<Pick<SendingTools, "status" | "problem">>(nothing);
  const send = async (what: Sending): Promise<boolean> => {
    try {
      const asked = typeof to === "string" ? to : [...to];
      const { sent } = (await link.ask({ kind: "send", to: asked, what })) as { readonly sent: number };
      setOutcome({ status: words.sending.sentTo(sent), problem: undefined });
      return sent > 0;
    } catch (error) {
      if (!(error instanceof AskFailed)) throw error;
      setOutcome({ status: "", problem: error.problem });
      return false;
    }
  };
  const clearProblem = useCallback(() => setOutcome((last) => (last.problem ? nothing : last)), []);
  return { send, status, problem, clearProblem };
}

const nothing = { status: "", problem: undefined } as const;

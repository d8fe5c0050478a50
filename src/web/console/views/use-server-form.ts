// What is typed into the form of the server window, what was asked with it, and what is wrong.

import { useEffect, useState } from "preact/hooks";
import type { Problem, ServerState } from "../../../link/conversation.js";
import { words } from "../../words/words.js";
import { problemLine } from "../data/problem-words.js";
import { checkDraft, draftOf, fieldOf, type ServerDraft, type ServerField } from "../data/server-form.js";
import { AskFailed } from "../link/process-link.js";
import { usePage } from "../page-context.js";
import { useInPage } from "../use-in-page.js";

/** A problem, beside its field where it has one. */
export interface ShownProblem {
  readonly field: ServerField | undefined;
  readonly text: string;
}

/** See the file's first line. */
export interface ServerForm {
  readonly draft: ServerDraft;
  readonly problem: ShownProblem | undefined;
  /** Counts the problems that this page was answered with: the focus follows them. */
  readonly refusals: number;
  change(part: Partial<ServerDraft>): void;
  /** Resolves to whether it was done. */
  listen(): Promise<boolean>;
  stop(): Promise<boolean>;
}

/** @param offered - Paths of the behaviours. */
export function useServerForm(server: ServerState, offered: readonly string[]): ServerForm {
  const { link } = usePage();
  const [draft, setDraft] = useInPage("server-form", () => draftOf(server.options, offered));
  const [refused, setRefused] = useState<{ readonly problem?: ShownProblem; readonly count: number }>({
    count: 0,
  });
  // What was typed since: an old problem is none of it.
  const [isDismissed, setDismissed] = useState(false);
  const refuse = (problem: ShownProblem): false => {
    setRefused(({ count }) => ({ problem, count: count + 1 }));
    return false;
  };
  const ask = async (asked: Parameters<typeof link.ask>[0]): Promise<boolean> => {
    setRefused(({ count }) => ({ count }));
    setDismissed(false);
    try {
      await link.ask(asked);
      return true;
    } catch (error) {
      return refuse(
        shownProblem(error instanceof AskFailed ? error.problem : { code: "", message: String(error) }),
      );
    }
  };

  // Another tab may have asked, with other options.
  useEffect(() => {
    if (server.status === "stopped") return;
    const told = draftOf(server.options, offered);
    if (JSON.stringify(told) !== JSON.stringify(draft)) setDraft(told);
  });

  return {
    draft,
    problem:
      refused.problem ??
      (server.problem === undefined || isDismissed ? undefined : shownProblem(server.problem)),
    refusals: refused.count,
    change(part) {
      setDraft((before) => ({ ...before, ...part }));
      setRefused(({ count }) => ({ count }));
      setDismissed(true);
    },
    async listen() {
      const checked = checkDraft(draft);
      if (checked.kind === "wrong") return refuse({ field: checked.field, text: wordsFor(checked.field) });
      return ask({ kind: "listen", options: checked.options });
    },
    stop: () => ask({ kind: "stopServer" }),
  };
}

function wordsFor(field: ServerField): string {
  return field === "port" ? words.server.portProblem : words.server.segmentProblem;
}

function shownProblem(problem: Problem): ShownProblem {
  return { field: fieldOf(problem.path), text: problemLine(problem, words) };
}

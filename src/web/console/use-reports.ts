// The list of reports as the process has it: read when the tab is opened, when a run has ended, and when a person asks.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Problem } from "../../link/conversation.js";
import { type ListedReports, listedReports } from "../../link/report-documents.js";
import { useConsole, usePage } from "./page-context.js";
import type { ConsoleState } from "./state/console-state.js";
import { problemOf } from "./use-asked.js";

/** See the file's first line. */
export interface Reports {
  /** As read last; absent before. */
  readonly found?: ListedReports;
  readonly isReading: boolean;
  /** Why the last reading failed. */
  readonly problem?: Problem;
  readonly refresh: () => void;
}

const isOpen = ({ link }: ConsoleState): boolean => link === "open";
const reportOf = ({ report }: ConsoleState): ConsoleState["report"] => report;

/** See the file's first line. */
export function useReports(): Reports {
  const { link } = usePage();
  const hasLink = useConsole(isOpen);
  const ended = useConsole(reportOf);
  const [state, setState] = useState<Omit<Reports, "refresh">>({ isReading: true });
  const asked = useRef(0);
  const refresh = useCallback(async () => {
    const own = ++asked.current;
    setState(({ found }) => ({ ...(found && { found }), isReading: true }));
    const next = await read();
    // A later reading knows better.
    if (own === asked.current)
      setState(({ found }) => ({ ...(found && { found }), isReading: false, ...next }));
  }, [link]);
  useEffect(() => {
    if (hasLink) void refresh();
  }, [hasLink, ended, refresh]);
  return { ...state, refresh: () => void refresh() };

  async function read(): Promise<Pick<Reports, "found" | "problem">> {
    try {
      return { found: listedReports.parse(await link.ask({ kind: "listReports" })) };
    } catch (error) {
      return { problem: problemOf(error) };
    }
  }
}

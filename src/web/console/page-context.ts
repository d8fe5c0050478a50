// What every view of the console works with.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ProcessLink } from "./link/process-link.js";
import type { ConsoleState } from "./state/console-state.js";
import type { FrameLog } from "./state/frame-log.js";
import { type Store, useStored } from "./store.js";

/** See the file's first line. */
export interface PageContext {
  readonly state: Store<ConsoleState>;
  readonly log: FrameLog;
  readonly link: Pick<ProcessLink, "ask">;
}

/** Provided at the top of the page. */
export const ConsoleContext = createContext<PageContext | undefined>(undefined);

/** The context. @throws TypeError outside the console */
export function usePage(): PageContext {
  const context = useContext(ConsoleContext);
  if (context === undefined) throw new TypeError("a view of the console is drawn outside it");
  return context;
}

/** A part of the state; `select` is a function that does not change between drawings. */
export function useConsole<Part>(select: (state: ConsoleState) => Part): Part {
  return useStored(usePage().state, select);
}

// The filter of a window's log, and the rows that pass it.

import { useEffect, useMemo, useState } from "preact/hooks";
import { words } from "../../words/words.js";
import { type LogFilter, noFilter, rowFilter } from "../data/log-filter.js";
import { usePage } from "../page-context.js";
import type { LogViewOptions } from "../state/log-view.js";
import { useInPage } from "../use-in-page.js";

/** What {@link useLogFilter} gives. */
export interface UsedLogFilter {
  readonly filter: LogFilter;
  readonly setFilter: (filter: LogFilter) => void;
  /** What is in the field; the filter follows when the reader pauses in typing. */
  readonly search: string;
  readonly setSearch: (search: string) => void;
  /** Of the window, whatever the filter. */
  readonly includes: (conversation: number) => boolean;
  /** The same object while it means the same. */
  readonly options: LogViewOptions;
}

const typingMs = 150;

/**
 * @param conversations - `accepted`, or numbers with commas between.
 * @param keptAs - Under this name the filter outlasts the view.
 */
export function useLogFilter(conversations: string, keptAs: string): UsedLogFilter {
  const { log } = usePage();
  const [filter, setFilter] = useInPage<LogFilter>(`${keptAs}-filter`, () => noFilter);
  const [search, setSearch] = useState(filter.search);
  useEffect(() => {
    if (search === filter.search) return;
    const timer = setTimeout(() => setFilter({ ...filter, search }), typingMs);
    return () => clearTimeout(timer);
  }, [search, filter]);
  const includes = useMemo(() => {
    if (conversations === "accepted") return (conversation: number) => !log.isOfClient(conversation);
    const own = new Set(conversations === "" ? [] : conversations.split(",").map(Number));
    return (conversation: number) => own.has(conversation);
  }, [log, conversations]);
  const options = useMemo(() => ({ includes, passes: rowFilter(filter, words) }), [includes, filter]);
  return { filter, setFilter, search, setSearch, includes, options };
}

// The rows of the log that a window shows, drawn again at most once a picture.

import { useEffect, useMemo, useReducer } from "preact/hooks";
import { usePage } from "../page-context.js";
import { LogView, type LogViewOptions } from "../state/log-view.js";
import { useInPage } from "../use-in-page.js";

/** So long the page may be busy with rows at a stretch. */
const busyMs = 8;

/** What {@link useLogView} gives. */
export interface FollowedLog {
  readonly view: LogView;
  /** Pauses, or goes on. */
  readonly togglePause: () => void;
}

/**
 * See the file's first line.
 *
 * @param options - An object that stays the same while it means the same; a pause outlasts it.
 * @param keptAs - Under this name a pause outlasts the view, too.
 */
export function useLogView(options: LogViewOptions, keptAs: string): FollowedLog {
  const { log } = usePage();
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const [pausedAfter, keepPause] = useInPage<number | undefined>(`${keptAs}-pause`, () => undefined);
  const view = useMemo(() => new LogView(log, options, pausedAfter), [log, options]);
  useEffect(() => {
    let asked = 0;
    const look = (): void => {
      asked = 0;
      const endAt = performance.now() + busyMs;
      const isDone = view.catchUp(() => performance.now() > endAt);
      drawAgain(undefined);
      if (!isDone) ask();
    };
    const ask = (): void => {
      asked ||= requestAnimationFrame(look);
    };
    const unfollow = view.follow(ask);
    look();
    return () => {
      unfollow();
      cancelAnimationFrame(asked);
    };
  }, [view]);
  const togglePause = (): void => {
    if (view.pausedAfter === undefined) view.pause();
    else view.resume();
    keepPause(view.pausedAfter);
  };
  return { view, togglePause };
}

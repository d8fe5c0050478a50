// The rows of the log that a window shows, drawn again at most once a picture.

import { useEffect, useMemo, useReducer, useRef } from "preact/hooks";
import { usePage } from "../page-context.js";
import { LogView, type LogViewOptions } from "../state/log-view.js";

/** So long the page may be busy with rows at a stretch. */
const busyMs = 8;

/** What {@link useLogView} gives. */
export interface FollowedLog {
  readonly view: LogView;
  /** Draws what was changed by hand. */
  readonly draw: () => void;
}

/** See the file's first line. `options` is an object that stays the same while it means the same; a pause outlasts it. */
export function useLogView(options: LogViewOptions): FollowedLog {
  const { log } = usePage();
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const last = useRef<LogView | undefined>(undefined);
  const view = useMemo(() => new LogView(log, options, last.current?.pausedAfter), [log, options]);
  last.current = view;
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
  return { view, draw: () => drawAgain(undefined) };
}

// The rows of the log that a view shows, drawn again at most once a picture.

import { useEffect, useMemo, useState } from "preact/hooks";
import { usePage } from "../page-context.js";
import { LogView, type LogViewOptions } from "../state/log-view.js";

/** So long the page may be busy with rows at a stretch. */
const busyMs = 8;

/** See the file's first line. `options` is an object that stays the same while it means the same. */
export function useLogView(options: LogViewOptions): { readonly view: LogView; readonly draw: () => void } {
  const { log } = usePage();
  const [, setDrawing] = useState({});
  const view = useMemo(() => new LogView(log, options), [log, options]);
  useEffect(() => {
    let asked = 0;
    const look = (): void => {
      asked = 0;
      const endAt = performance.now() + busyMs;
      const isDone = view.catchUp(() => performance.now() > endAt);
      setDrawing({});
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
  return { view, draw: () => setDrawing({}) };
}

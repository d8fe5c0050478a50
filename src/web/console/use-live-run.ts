// The run for views: at most one new state a second, and none while nobody looks at the tab.

import { useEffect, useState } from "preact/hooks";
import { usePage } from "./page-context.js";
import { isUnderWay, type LiveRun, runKey } from "./state/live-run.js";

const leastMs = 1_000;

/** See the file's first line. Another run, and the end of one, are shown at once. */
export function useLiveRun(): LiveRun | undefined {
  const { state } = usePage();
  const [shown, setShown] = useState(state.value.live);
  useEffect(() => {
    let known = shown;
    let drawnAt = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const draw = (): void => {
      clearTimeout(timer);
      timer = undefined;
      if (document.hidden && isSameRun(known, state.value.live)) return;
      known = state.value.live;
      drawnAt = performance.now();
      setShown(known);
    };
    const look = (): void => {
      const { live } = state.value;
      if (live === known) return;
      const waitMs = drawnAt + leastMs - performance.now();
      if (!isSameRun(known, live) || waitMs <= 0) draw();
      else timer ??= setTimeout(draw, waitMs);
    };
    look();
    const unwatch = state.watch(look);
    document.addEventListener("visibilitychange", look);
    return () => {
      unwatch();
      document.removeEventListener("visibilitychange", look);
      clearTimeout(timer);
    };
  }, [state]);
  return shown;
}

function isSameRun(a: LiveRun | undefined, b: LiveRun | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return runKey(a) === runKey(b) && isUnderWay(a) === isUnderWay(b);
}

/** The wall clock in ms, drawn again each second while `isRunning`. */
export function useNowMs({ isRunning }: { readonly isRunning: boolean }): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isRunning) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}

// Follows how far a list is scrolled, and says which of its rows are to be drawn.

import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { type RowWindow, rowWindow, scrolledTo } from "../data/row-window.js";
import { useSize } from "./use-size.js";

/** What {@link useRowWindow} is given. */
export interface ScrolledList {
  readonly count: number;
  /** Of every row. */
  readonly rowPx: number;
  /** Of the head, which stays in view. */
  readonly headPx: number;
}

/** See the file's first line. */
export interface FollowedWindow {
  readonly window: RowWindow;
  onScroll(): void;
  /** Scrolls until the row is in view, no further. */
  show(index: number): void;
  /** How many rows are in view at once. */
  readonly page: number;
}

/** @param region - What scrolls. */
export function useRowWindow(
  region: RefObject<HTMLElement | null>,
  { count, rowPx, headPx }: ScrolledList,
): FollowedWindow {
  const [scrolledPx, setScrolled] = useState(0);
  const heightPx = Math.max(0, useSize(region).height - headPx);
  const follow = (): void => {
    // By whole rows, so that a row's worth of scrolling is drawn once.
    setScrolled(Math.floor((region.current?.scrollTop ?? 0) / rowPx) * rowPx);
  };
  return {
    window: rowWindow({ count, rowPx, scrolledPx, heightPx }),
    onScroll: follow,
    show(index) {
      const element = region.current;
      if (!element) return;
      element.scrollTop = scrolledTo(index, { count, rowPx, heightPx, scrolledPx: element.scrollTop });
      follow();
    },
    page: Math.max(1, Math.floor(heightPx / rowPx)),
  };
}

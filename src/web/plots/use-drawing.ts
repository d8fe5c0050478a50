// Keeps a drawing of uPlot in an element: as wide as the element, and in the colours of the page as they are now.

import type { RefObject } from "preact";
import { type Inputs, useLayoutEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import { watchColours } from "../theme.js";

/** Draws into `host`, `widthPx` wide. */
export type Draw = (host: HTMLElement, widthPx: number) => uPlot;

/**
 * The element to draw in. A new width changes the size of the drawing, new colours draw anew.
 *
 * @param heightPx - Of the drawing.
 * @param inputs - What `draw` depends on: when one is another object, it draws anew.
 */
export function useDrawing(draw: Draw, heightPx: number, inputs: Inputs): RefObject<HTMLDivElement | null> {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    let drawn: uPlot | undefined;
    const drawAnew = (): void => {
      drawn?.destroy();
      drawn = draw(element, Math.max(200, element.clientWidth));
    };
    drawAnew();
    const resized = new ResizeObserver(() => {
      const width = element.clientWidth;
      if (width > 0 && width !== drawn?.width) drawn?.setSize({ width, height: heightPx });
    });
    resized.observe(element);
    const unwatch = watchColours(drawAnew);
    return () => {
      unwatch();
      resized.disconnect();
      drawn?.destroy();
    };
  }, [heightPx, ...inputs]);
  return host;
}

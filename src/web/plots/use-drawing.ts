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
  const pointer = useRef<Pointer | undefined>(undefined);
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    let drawn: uPlot | undefined;
    const end = (): void => {
      if (drawn !== undefined) pointer.current = pointerOf(drawn);
      drawn?.destroy();
    };
    const drawAnew = (): void => {
      end();
      const next = draw(element, Math.max(200, element.clientWidth));
      drawn = next;
      const pointed = pointer.current;
      // What is read under the pointer stays, with the new values; the drawing has its scales one microtask later.
      if (pointed !== undefined) queueMicrotask(() => drawn === next && next.setCursor(pointed));
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
      end();
      drawn = undefined;
    };
  }, [heightPx, ...inputs]);
  return host;
}

type Pointer = { readonly left: number; readonly top: number };

function pointerOf({ cursor: { left = -1, top = -1 } }: uPlot): Pointer | undefined {
  return left < 0 ? undefined : { left, top };
}

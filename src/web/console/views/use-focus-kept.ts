// Keeps the focus in its part of the page when what has it is taken away or disabled: else the Tab key and a screen reader begin
// at the top of the page again.

import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/**
 * See the file's first line. For the component whose drawing takes it away.
 *
 * @param next - Has the focus then; asked once it is drawn.
 */
export function useFocusKept(
  region: RefObject<HTMLElement | null>,
  next: (region: HTMLElement) => HTMLElement | null,
): void {
  // Looked at before the drawing.
  const active = document.activeElement;
  const before = region.current?.contains(active) ? active : undefined;
  useLayoutEffect(() => {
    if (!region.current || !before || (before.isConnected && !before.matches(":disabled"))) return;
    const now = document.activeElement;
    if (now === document.body || now === before) next(region.current)?.focus({ preventScroll: true });
  });
}

// Moves the focus of whoever connects by keyboard on to what is sent: fields are disabled while there is a connection.

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ClientState } from "../../../link/conversation.js";

/**
 * When connected the focus goes to what is sent; when that failed, back to the field that it came from. Where it has gone
 * elsewhere meanwhile it stays.
 *
 * @returns to be called when a connection is asked for
 */
export function useFocusWithConnection(
  panel: RefObject<HTMLElement | null>,
  state: ClientState["state"],
): () => void {
  const from = useRef<HTMLInputElement | undefined>(undefined);
  useEffect(() => {
    const { current } = from;
    if (current === undefined || (state !== "connected" && state !== "unconnected")) return;
    from.current = undefined;
    const { activeElement } = document;
    // The button kept it while the fields were disabled.
    const isWaiting = activeElement === document.body || activeElement?.matches(".client-act");
    if (!isWaiting && activeElement !== current) return;
    const sent = panel.current?.querySelector<HTMLElement>(".send-kind :is(textarea, input, button)");
    (state === "connected" ? sent : current)?.focus();
  }, [panel, state]);
  return () => {
    const { activeElement } = document;
    from.current = activeElement instanceof HTMLInputElement ? activeElement : undefined;
  };
}

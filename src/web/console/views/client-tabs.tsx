// The tabs of the client window, by the tabs pattern of ARIA: one is reached with the Tab key, the arrow keys move among
// them, Delete closes the open one.

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ClientState } from "../../../link/conversation.js";
import { words } from "../../words/words.js";

/** What {@link ClientTabs} shows. */
export interface ClientTabsProps {
  readonly clients: readonly ClientState[];
  readonly open: ClientState | undefined;
  readonly onOpen: (conversation: number) => void;
  readonly onAdd: () => void;
  readonly onClose: (client: ClientState) => void;
}

/** Ids that tie a tab and its panel together. */
export const tabId = (conversation: number): string => `client-tab-${conversation}`;
export const panelId = (conversation: number): string => `client-panel-${conversation}`;

/** See the file's first lines. */
export function ClientTabs({ clients, open, onOpen, onAdd, onClose }: ClientTabsProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const movesFocus = useRef(false);
  // The tab that an arrow key has opened is in the order of the Tab key only after it was drawn.
  useLayoutEffect(() => {
    if (!movesFocus.current || open === undefined) return;
    movesFocus.current = false;
    document.getElementById(tabId(open.conversation))?.focus();
  }, [open]);
  const pressed = (event: KeyboardEvent): void => {
    if (open === undefined) return;
    const at = clients.indexOf(open);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: clients.length - 1 }[event.key];
    if (to !== undefined) {
      const next = clients[(to + clients.length) % clients.length];
      movesFocus.current = next !== open;
      if (next !== undefined) onOpen(next.conversation);
    } else if (event.key === "Delete") onClose(open);
    else return;
    event.preventDefault();
  };
  return (
    <div class="client-tabs">
      <div
        role="tablist"
        aria-label={words.client.tabs}
        class="client-tablist"
        ref={list}
        onKeyDown={pressed}
      >
        {clients.map((client) => (
          <ClientTab key={client.conversation} client={client} isOpen={client === open} onOpen={onOpen} />
        ))}
      </div>
      <button type="button" class="button client-tab-button" aria-label={words.client.add} onClick={onAdd}>
        <span aria-hidden="true">+</span>
      </button>
      {open !== undefined && (
        <button
          type="button"
          class="button client-tab-button client-tab-close"
          aria-label={words.client.close(open.number)}
          onClick={() => onClose(open)}
        >
          <span aria-hidden="true">×</span>
        </button>
      )}
    </div>
  );
}

function ClientTab(props: {
  readonly client: ClientState;
  readonly isOpen: boolean;
  readonly onOpen: (conversation: number) => void;
}): JSX.Element {
  const { client, isOpen, onOpen } = props;
  const { conversation, number, state } = client;
  return (
    <button
      type="button"
      role="tab"
      id={tabId(conversation)}
      class="client-tab"
      aria-selected={isOpen}
      aria-controls={isOpen ? panelId(conversation) : undefined}
      tabIndex={isOpen ? 0 : -1}
      onClick={() => onOpen(conversation)}
    >
      <span class={`state-dot state-${state}`} aria-hidden="true" />
      {words.client.name(number)}
      <span class="visually-hidden"> ({words.client.states[state]})</span>
    </button>
  );
}

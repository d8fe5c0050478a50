// What keys do in a list of rows, and to rows that open: those of a tree grid (WAI-ARIA Authoring Practices).

/** See the file's first line. `lines` and `pages`: down, or up where negative. */
export type ListAction =
  | { readonly kind: "lines"; readonly lines: number }
  | { readonly kind: "pages"; readonly pages: number }
  | { readonly kind: "first" }
  | { readonly kind: "last" }
  /** Opens what is closed and closes what is open. */
  | { readonly kind: "toggle" }
  | { readonly kind: "open" }
  /** Closes what is open; else goes to the row of a frame. */
  | { readonly kind: "close" };

const actions: Readonly<Record<string, ListAction>> = {
  ArrowDown: { kind: "lines", lines: 1 },
  ArrowUp: { kind: "lines", lines: -1 },
  PageDown: { kind: "pages", pages: 1 },
  PageUp: { kind: "pages", pages: -1 },
  Home: { kind: "first" },
  End: { kind: "last" },
  Enter: { kind: "toggle" },
  " ": { kind: "toggle" },
  ArrowRight: { kind: "open" },
  ArrowLeft: { kind: "close" },
};

/** @param key - `KeyboardEvent.key`, without Ctrl, Alt or Meta. */
export function listAction(key: string): ListAction | undefined {
  return actions[key];
}

// What was sent before, to be called back with the arrow keys.

/** See the file's first line. */
export interface SendHistory {
  /** Oldest first. */
  readonly sent: readonly string[];
  /** Index of the one that is shown; `undefined`: what is being written. */
  readonly at: number | undefined;
  /** What was being written when the first one was called back. */
  readonly draft: string;
}

/** Nothing sent yet. */
export const noHistory: SendHistory = { sent: [], at: undefined, draft: "" };

const kept = 50;
// Larger ones would fill what a browser keeps of a page.
const longest = 10_000;

/** After `text` was sent; one that repeats the last, is empty or very long is not added. */
export function historyAfter(history: SendHistory, text: string): SendHistory {
  const isAdded = text !== "" && text.length <= longest && text !== history.sent.at(-1);
  return { ...noHistory, sent: isAdded ? [...history.sent, text].slice(-kept) : history.sent };
}

/** The history with the one before shown, while `text` is in the field; the same object at the oldest. */
export function older(history: SendHistory, text: string): SendHistory {
  const { sent, at } = history;
  if (sent.length === 0 || at === 0) return history;
  if (at === undefined) return { ...history, at: sent.length - 1, draft: text };
  return { ...history, at: at - 1 };
}

/** The history with the one after shown, at last what was being written; the same object there. */
export function newer(history: SendHistory): SendHistory {
  const { sent, at } = history;
  if (at === undefined) return history;
  return at + 1 < sent.length ? { ...history, at: at + 1 } : { ...history, at: undefined };
}

/** What the field shows of it. */
export function shownOf({ sent, at, draft }: SendHistory): string {
  return at === undefined ? draft : (sent[at] ?? draft);
}

/** Where the caret is in a field. */
export interface Caret {
  readonly text: string;
  readonly selectionStart: number;
  readonly selectionEnd: number;
}

/**
 * Whether an arrow key calls back rather than moves the caret: up on the first line, down on the last, and only while
 * nothing was changed since the last call, so that what is being written stays in the field.
 */
export function callsBack(history: SendHistory, key: "ArrowUp" | "ArrowDown", caret: Caret): boolean {
  const { text, selectionStart, selectionEnd } = caret;
  if (selectionStart !== selectionEnd) return false;
  const isUnchanged =
    history.at === undefined ? text === "" || text === history.draft : text === shownOf(history);
  if (key === "ArrowUp") {
    return (isUnchanged || selectionStart === 0) && !text.slice(0, selectionStart).includes("\n");
  }
  return history.at !== undefined && isUnchanged && !text.slice(selectionEnd).includes("\n");
}

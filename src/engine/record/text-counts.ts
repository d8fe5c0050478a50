// How often each of a few texts came, such as the reasons of failed handshakes.

/** Text to how often. Plain data: it crosses processes. */
export type TextCounts = Readonly<Record<string, number>>;

// Texts of a target that names the time in each: beyond so many kinds only their number is kept.
const maxTexts = 100;
const others = "other reasons";

/** Counts one more. */
export function addOne(counts: Record<string, number>, text: string): void {
  const key = text in counts || Object.keys(counts).length < maxTexts ? text : others;
  counts[key] = (counts[key] ?? 0) + 1;
}

/** Text by text. */
export function addTexts(a: TextCounts, b: TextCounts): TextCounts {
  const sum: Record<string, number> = { ...a };
  for (const [text, times] of Object.entries(b)) sum[text] = (sum[text] ?? 0) + times;
  return sum;
}

/** All together. */
export function totalOf(counts: TextCounts): number {
  return Object.values(counts).reduce((sum, times) => sum + times, 0);
}

/** `3 x connection reset; timeout`, the most frequent first, at most three kinds; `undefined` when there is none. */
export function summarise(counts: TextCounts): string | undefined {
  const kinds = Object.entries(counts).sort((a, b) => b[1] - a[1]);
  if (kinds.length === 0) return undefined;
  const shown = kinds.slice(0, 3).map(([text, times]) => (times === 1 ? text : `${times} x ${text}`));
  return kinds.length > 3 ? `${shown.join("; ")}; and ${kinds.length - 3} more kinds` : shown.join("; ");
}

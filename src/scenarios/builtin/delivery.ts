// Compares what was received with what was sent, by number.

/** What went wrong between a sender of messages 0 to `sent - 1` and one receiver. */
export interface DeliveryJudgement {
  /** Numbers that never came. */
  readonly lost: readonly number[];
  /** Numbers that came more than once. */
  readonly duplicated: readonly number[];
  /** Numbers whose first coming was after that of a later one. */
  readonly reordered: readonly number[];
}

/** Judges the numbers received, in their order. */
export function judgeDelivery(sent: number, received: readonly number[]): DeliveryJudgement {
  const counts = new Map<number, number>();
  const reordered: number[] = [];
  let highest = -1;
  for (const n of received) {
    const count = (counts.get(n) ?? 0) + 1;
    counts.set(n, count);
    if (count === 1 && n < highest) reordered.push(n);
    highest = Math.max(highest, n);
  }
  return {
    lost: Array.from({ length: sent }, (_, n) => n).filter((n) => !counts.has(n)),
    duplicated: [...counts].filter(([, count]) => count > 1).map(([n]) => n),
    reordered,
  };
}

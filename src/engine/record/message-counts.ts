// What became of the messages of a load: every one sent is answered, late, lost, one-way or in flight, and counted as such.

/** Counts of one phase. A message belongs to the phase in which it was due, or sent where it has no due time. */
export interface MessageCounts {
  /** Where many receive one message, the deliveries expected: one for each receiver that was open. */
  readonly sent: number;
  /** Of `sent`, those to which no answer is expected. */
  readonly oneWay: number;
  /** Messages that left for many receivers. */
  readonly published: number;
  /** Answered within the message timeout. */
  readonly answered: number;
  /**
   * Of `answered`, those with a due time whose answer came when the warm-up, or the load's time, was over: a target that falls
   * behind is answering until long after.
   */
  readonly answeredAfter: number;
  /** Answered after it. */
  readonly late: number;
  /** Unanswered when its connection ended or the run had drained. */
  readonly lost: number;
  /** Due and never sent: its connection was not open. */
  readonly dropped: number;
  /** Messages received, wanted or not. */
  readonly received: number;
  /** Answers that answer nothing, or nothing any more. */
  readonly duplicated: number;
  /** Answers that came after the answer of a message sent later (RFC 4737). */
  readonly reordered: number;
  /** Answers, in time or late, that are not what was sent. */
  readonly wrong: number;
}

export const noCounts: MessageCounts = {
  sent: 0,
  oneWay: 0,
  published: 0,
  answered: 0,
  answeredAfter: 0,
  late: 0,
  lost: 0,
  dropped: 0,
  received: 0,
  duplicated: 0,
  reordered: 0,
  wrong: 0,
};

const countNames = Object.keys(noCounts) as readonly (keyof MessageCounts)[];

/** Field by field. */
export function addCounts(a: MessageCounts, b: MessageCounts): MessageCounts {
  const sum = { ...a };
  for (const name of countNames) sum[name] += b[name];
  return sum;
}

/** Messages neither answered nor given up yet. */
export function inFlightOf({ sent, oneWay, answered, late, lost }: MessageCounts): number {
  return sent - oneWay - answered - late - lost;
}

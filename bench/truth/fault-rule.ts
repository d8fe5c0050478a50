// Which messages of a connection the faulty server drops, answers twice, or answers out of order: by their number alone.

/** What is sent when a message has come: numbers of messages of the same connection, in order. */
export type FaultyAnswers = readonly number[];

/** After so many messages the rule begins anew; a connection whose messages are a multiple of it has nothing held back. */
export const faultCycle = 100;

/**
 * The answers that message `n` of a connection sets free.
 *
 * - 10 of every 100 is never answered;
 * - 20 is answered twice, at once;
 * - 30 is answered again after 49, long after its first answer;
 * - 60 is answered after 61;
 * - 80 is answered after 83.
 *
 * @param n - From 0.
 */
export function answersTo(n: number): FaultyAnswers {
  switch (n % faultCycle) {
    case 10:
    case 60:
    case 80:
      return [];
    case 20:
      return [n, n];
    case 49:
      return [n, n - 19];
    case 61:
      return [n, n - 1];
    case 83:
      return [n, n - 3];
    default:
      return [n];
  }
}

// What is under way on one connection: sends go in, and each answer is told for what it is.

/**
 * `answer`: the first one to a message under way. `duplicate`: its message was answered before. `afterLoss`: its message was
 * told as lost before. `unknown`: nothing was sent that it could answer.
 */
export type AnswerKind = "answer" | "duplicate" | "afterLoss" | "unknown";

/** Told of each message that is given up: its number and times, µs, as they were given when it was sent. */
export type LossListener = (seq: number, sentAtUs: number, dueUs: number) => void;

/**
 * The book of one connection. Messages are numbered from 0 in the order of sending.
 *
 * The fields say of the last `answered` what its return value does not: they hold only after `answer`.
 */
export interface AnswerBook {
  /** Sent, neither answered nor told as lost. */
  readonly underWay: number;
  /** The message that was answered. */
  readonly seq: number;
  /** When it was sent and due, µs, as given. */
  readonly sentAtUs: number;
  readonly dueUs: number;
  /** Whether a message sent later was answered before it (RFC 4737 §3.3: its number is below the highest so far). */
  readonly isReordered: boolean;

  /**
   * A message was sent.
   *
   * @param seq - One more than the last.
   * @param dueUs - Kept as it is: a closed loop may give any number.
   */
  sent(seq: number, sentAtUs: number, dueUs: number): void;
  /** An answer came. @param seq - The number in it; `NaN` where it has none that makes sense. */
  answered(seq: number): AnswerKind;
  /** Gives up all that is under way, the oldest first: the connection ended, or the run has drained. */
  loseAll(): void;
}

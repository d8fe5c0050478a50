// Open schedules: which connection sends when. Due times depend on the plan alone, never on an answer.

/** Who sends what is due: a lane. */
export interface DueSender {
  /** Sends the message that was due at `dueUs`; it is `nowUs`. */
  sendDue(dueUs: number, nowUs: number): void;
}

/** What is due when, in order. */
export interface Timetable {
  /** The earliest due time that has not been sent, µs of the clock; `Infinity` when nothing will be due as things stand. */
  readonly nextDueUs: number;
  /** Whether something may become due before `nextDueUs`, as when a connection joins. */
  readonly mayBeginSooner: boolean;
  /** The load's time begins. */
  begin(startUs: number): void;
  /** Does what is due next: sends a message, or counts it as dropped. */
  fire(nowUs: number): void;
}

/** The due messages of one load in one worker. */
export interface Schedule extends Timetable {
  /** A connection takes part from now on. */
  join(connection: number, sender: DueSender, nowUs: number): void;
  /**
   * A connection takes part no more.
   *
   * @param untilUs - What is due until then, and has not left, is dropped also where each session has due times of its own.
   *   Default: none is, as after the last message of a session.
   */
  leave(connection: number, untilUs?: number): void;
}

/** A schedule that is being kept, as senders see it. */
export interface KeptSchedule extends Schedule {
  /** A sender is about to leave, as it was asked to: sends what is due by now. */
  stopping(): void;
}

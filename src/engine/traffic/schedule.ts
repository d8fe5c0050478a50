// Open schedules: which connection sends when. Due times depend on the plan alone, never on an answer.

/** Who sends what is due: a lane. */
export interface DueSender {
  /** Sends the message that was due at `dueUs`; it is `nowUs`. */
  sendDue(dueUs: number, nowUs: number): void;
}

/** The due messages of one load in one worker. */
export interface Schedule {
  /** The earliest due time that has not been sent, µs of the clock; `Infinity` when nothing will be due as things stand. */
  readonly nextDueUs: number;
  /** Whether a connection that joins may have something due before `nextDueUs`. */
  readonly mayBeginSooner: boolean;
  /** The load's time begins. */
  begin(startUs: number): void;
  /** Sends, or counts as dropped, the message that is due next. */
  fire(nowUs: number): void;
  /** A connection takes part from now on. */
  join(connection: number, sender: DueSender, nowUs: number): void;
  /** A connection takes part no more. */
  leave(connection: number): void;
}

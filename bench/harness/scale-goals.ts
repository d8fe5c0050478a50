// What the scale benchmark has to reach, and whether it does.

/** What one run measured. */
export interface ScaleFigures {
  readonly connections: number;
  readonly opened: number;
  /** From the order to the last open connection, over all workers. */
  readonly openSeconds: number;
  /** Resident memory with all open less that with none, summed over the workers, by connections; then the same after the pings. */
  readonly bytesPerConnectionOpened: number;
  readonly bytesPerConnectionPinged: number;
  readonly pingIntervalMs: number;
  readonly pingIntervals: number;
  readonly pings: number;
  readonly pongs: number;
  readonly pingsSeenByServers: number;
  /** Pings without a pong. */
  readonly unanswered: number;
  /** Connections that ended before the last ping. */
  readonly ended: number;
  /** How long an event loop was held up: p99 of the worst second of the worst worker. */
  readonly heldUpMaxMs: number;
}

/** A goal with its figure. */
export interface ScaleGoal {
  readonly goal: string;
  readonly measured: number;
  readonly verdict: "met" | "missed";
}

/** The interval is kept when no worker was held up for longer than a tenth of it. */
export function judgeScale(figures: ScaleFigures): readonly ScaleGoal[] {
  const { connections, pingIntervals, pingIntervalMs } = figures;
  const latestMs = pingIntervalMs / 10;
  const bytes = Math.max(figures.bytesPerConnectionOpened, figures.bytesPerConnectionPinged);
  const due = connections * pingIntervals;
  return [
    goal(`all ${connections} open`, figures.opened, figures.opened === connections),
    goal("seconds to open all, less than 30", round(figures.openSeconds), figures.openSeconds < 30),
    goal("generator memory per connection, at most 8,000 bytes", bytes, bytes <= 8_000),
    goal(`pings sent, at least ${due}`, figures.pings, figures.pings >= due),
    goal(
      "pings without a pong, none",
      figures.unanswered,
      figures.unanswered === 0 && figures.pongs === figures.pings,
    ),
    goal(
      "pings seen by the servers, as many as were sent",
      figures.pingsSeenByServers,
      figures.pingsSeenByServers === figures.pings,
    ),
    goal("connections that ended, none", figures.ended, figures.ended === 0),
    goal(
      `ms that an event loop was held up, at most ${latestMs}`,
      round(figures.heldUpMaxMs),
      figures.heldUpMaxMs <= latestMs,
    ),
  ];
}

function goal(title: string, measured: number, isMet: boolean): ScaleGoal {
  return { goal: title, measured, verdict: isMet ? "met" : "missed" };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

// A lane: what a traffic does on one open connection. It is the connection's listener, so a message costs no extra call.

import type { CloseOutcome, Connection, ConnectionListener } from "../../connection/connection.js";

/**
 * One connection at work. `closed` of the listener must call {@link LaneHost.laneClosed}. The client makes it the listener as
 * soon as the connection is open, so events may come before the first `start`.
 */
export interface Lane extends ConnectionListener {
  readonly connection: Connection;
  /** Frames sent so far that the connection's own counters do not have. */
  readonly uncountedFrames?: number | undefined;
  /** Begins, or begins again when the connection outlived an iteration. */
  start(): void;
  /** Sends nothing new. Calls {@link LaneHost.laneDone} once nothing is under way, at once where nothing is. */
  stop(): void;
  /** Gives up what is under way: it is lost. Nothing is recorded afterwards. */
  abandon(): void;
}

/** Who a lane tells when it has come to an end. */
export interface LaneHost {
  /** The lane has done its session, or has stopped and everything is answered. Once per start. */
  laneDone(lane: Lane): void;
  /** The connection has ended, whoever ended it. Where the lane was at work, `laneDone` has come just before. */
  laneClosed(lane: Lane, outcome: CloseOutcome): void;
}

/** Which connection a lane works on, by numbers over all workers. */
export interface LaneNumber {
  readonly client: number;
  /** `client * connectionsPerClient + i` */
  readonly connection: number;
}

/** What makes the lanes of a load. */
export interface LaneMaker {
  make(connection: Connection, number: LaneNumber, host: LaneHost): Lane;
}

// What a session is made of: what it shares with the others of its scenario, and which of them it is.

import type { DialResult } from "../client/dial.js";
import type { Clock } from "../clock.js";
import type { ReportCheck, Tags } from "../metrics/run-report.js";
import type { Random } from "../random.js";
import type { CheckDetail, SessionConnectOptions, SessionTarget } from "./session.js";
import type { SessionMeter } from "./session-meter.js";

/** What the sessions of one scenario share. */
export interface SessionSetting {
  readonly url: string;
  readonly target: SessionTarget;
  /** The run's and the scenario's connect options, merged. */
  readonly connect: SessionConnectOptions;
  readonly timeoutMs: number;
  /** Deadline of the whole session. */
  readonly sessionTimeoutMs: number;
  readonly clock: Clock;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly tags: Tags;
  readonly meter: SessionMeter;
  /** Bounds the handshakes at one time. */
  limitDial<T>(dialling: () => Promise<T>): Promise<T>;
  dialled(result: DialResult): void;
  record(
    title: string,
    status: ReportCheck["status"],
    detail: CheckDetail | undefined,
    durationMs: number,
  ): void;
}

/** Which session it is. */
export interface SessionIdentity {
  readonly client: number;
  readonly iteration: number;
  readonly data: unknown;
  readonly random: Random;
}

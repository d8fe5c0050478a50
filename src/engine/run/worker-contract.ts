// What a run and its workers say to each other. Plain data: a worker may be this process, another one, or another machine.

import type { WsrigErrorOptions } from "../../errors.js";
import type { MetricDelta, MetricTotals } from "../../metrics/metric-delta.js";
import type { RunPlan, Share } from "../plan/run-plan.js";
import type { LoadFacts } from "./load-facts.js";

/** From the run to a worker, in this order; `stop` and `terminate` at any time. */
export type WorkerCommand =
  /** Load what is needed and open the connections that are held from the start. */
  | { readonly kind: "prepare"; readonly plan: RunPlan; readonly share: Share }
  /** The run's time begins at `startUs`, µs of CLOCK_MONOTONIC, a moment ahead. */
  | { readonly kind: "begin"; readonly startUs: number }
  /** Arrivals end now, as if the time were over: drain and finish. */
  | { readonly kind: "stop" }
  /** Drop everything and finish. */
  | { readonly kind: "terminate" };

/** From a worker to the run. */
export type WorkerReport =
  /** Connections so far, several times a second while opening. */
  | { readonly kind: "opening"; readonly opened: number; readonly failed: number }
  | { readonly kind: "prepared" }
  /** Second `second` (from 0) of the run is over. */
  | {
      readonly kind: "second";
      readonly second: number;
      readonly delta: MetricDelta;
      readonly state: WorkerState;
    }
  /** All is over; nothing comes after it. All deltas of the worker add up to `totals`. */
  | {
      readonly kind: "done";
      readonly delta: MetricDelta;
      readonly totals: MetricTotals;
      readonly result: WorkerResult;
    }
  /** The worker could not go on: a mistake of the user (code and hint as a WsrigError has them) or a bug of ours. */
  | { readonly kind: "failed"; readonly error: WorkerError };

/** Where a worker stands. */
export interface WorkerState {
  readonly connections: number;
  readonly clients: number;
  /** Loads whose executor is at work, with the phase they are in; draining ones are in phase `draining`. */
  readonly loads: readonly { readonly name: string; readonly phase: string }[];
}

/** What a worker did. */
export interface WorkerResult {
  readonly loads: readonly LoadFacts[];
  /** Seconds on end above the CPU limit, at most. */
  readonly longestBusySeconds: number;
}

/** An error that crosses processes. */
export interface WorkerError extends Pick<WsrigErrorOptions, "hint" | "path"> {
  readonly message: string;
  /** Of a WsrigError; absent for any other error. */
  readonly code?: string | undefined;
  readonly stack?: string | undefined;
}

/** A worker as the run sees it, wherever it is. */
export interface WorkerLink {
  /** `1`, `2`, ...: the value of the tag `worker`. */
  readonly name: string;
  send(command: WorkerCommand): void;
  /** Called before anything is sent. */
  listen(listener: WorkerListener): void;
  /** Ends whatever carries the worker, at once. Idempotent. */
  close(): void;
}

/** Who hears a worker. */
export interface WorkerListener {
  reported(report: WorkerReport): void;
  /** The worker is gone without `done` or `failed`; `why` is a clause such as `ended by SIGKILL`. */
  lost(why: string): void;
}

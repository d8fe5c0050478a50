// What a sweep over fragment sizes is asked to do.

import type { ExperimentOptions } from "../experiment-options.js";
import type { probeDelivery } from "./probe-delivery.js";
import type { SweepChoice } from "./sweep-plan.js";
import type { SweepLoad } from "./sweep-variants.js";

/** What to sweep. */
export interface FragmentsSweep
  extends SweepChoice,
    Pick<
      ExperimentOptions,
      "blocks" | "noise" | "workers" | "pacing" | "limits" | "pauseMs" | "startTimeoutMs"
    > {
  readonly load: SweepLoad;
  /** Messages under way on each connection in the closed loop, >= 1. Default 1. */
  readonly inFlight?: number | undefined;
  /** Of the open model, messages per second over all connections. Default: `rateShare` of the lowest ceiling. */
  readonly ratePerSecond?: number | undefined;
  /** Above 0, at most 1. Default {@link defaultRateShare}. */
  readonly rateShare?: number | undefined;
  readonly seed?: number | undefined;
}

/** Half of the ceiling: every fragment size bears it, and no queue hides what a fragment costs. */
export const defaultRateShare = 0.5;

/** Between two blocks, ms: a sweep has hundreds of them. */
export const defaultSweepPauseMs = 100;

/** Options of {@link runFragments}. */
export interface FragmentsOptions
  extends FragmentsSweep,
    Pick<
      ExperimentOptions,
      | "env"
      | "signal"
      | "watchPid"
      | "clock"
      | "play"
      | "startTarget"
      | "onBegin"
      | "onProgress"
      | "onSecond"
      | "onBlock"
    > {
  /** Default: {@link probeDelivery}. */
  readonly probe?: typeof probeDelivery | undefined;
  /** A part of the sweep begins: one message size under one model. */
  readonly onPart?: ((part: SweepPart) => void) | undefined;
}

/** One message size under one model: an experiment of its own. */
export interface SweepPart {
  readonly payloadBytes: number;
  readonly model: "open" | "closed";
  /** Of the open model. */
  readonly ratePerSecond?: number | undefined;
  readonly blocks: number;
}

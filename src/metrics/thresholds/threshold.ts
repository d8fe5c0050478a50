// What a user demands of a metric: as written in a file, and as read.

import type { MetricKind } from "../catalogue.js";
import type { Condition } from "./condition.js";
import type { MetricSelector } from "./selector.js";

/** One demand as a user writes it: `"p(99) < 50ms"`, or that with what shall happen when it does not hold. */
export type ThresholdSetting =
  | string
  | {
      readonly threshold: string;
      /** Ends the run as soon as the threshold does not hold. Default false. */
      readonly abortOnFail?: boolean | undefined;
      /** With `abortOnFail`: not before this time after the start, such as `"10s"`. */
      readonly delayAbortEval?: string | undefined;
    };

/** All demands by selector: `{ "ws_msg_latency{phase:steady}": ["p(99) < 50ms"], "ws_errors": ["count == 0"] }`. */
export type ThresholdSettings = Readonly<Record<string, readonly ThresholdSetting[]>>;

/** One demand, read and known to make sense. */
export interface Threshold {
  readonly selector: MetricSelector;
  readonly kind: MetricKind;
  readonly condition: Condition;
  /** The condition as written. */
  readonly expression: string;
  /** How long after the start, in ms, it may end the run when it does not hold; undefined when it never does. */
  readonly abortAfterMs?: number | undefined;
}

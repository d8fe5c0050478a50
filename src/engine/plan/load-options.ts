// What a user asks a load to do: a LoadPlan in which most may be left out.

import type { DialOptions } from "../../client/dial.js";
import type { Tags } from "../../metrics/run-report.js";
import type { ExecutorPlan } from "./executor-plan.js";
import type {
  BroadcastPlan,
  EchoPlan,
  IdlePlan,
  MessagePlan,
  SinkPlan,
  SlowReaderPlan,
  StormPlan,
  StreamPlan,
  TrafficBase,
} from "./traffic-plan.js";

/** One load. Without traffic and script it is an echo, one message of 32 B under way on each connection. */
export interface LoadOptions {
  /** Letters, digits, `.`, `_`, `-`. Default `load`, `load-2`, ... */
  readonly name?: string | undefined;
  /** `ws://` or `wss://`. */
  readonly url: string;
  /** On every metric and check of this load. */
  readonly tags?: Tags | undefined;
  /** After the start of the run, ms. Default 0. */
  readonly startMs?: number | undefined;
  /** Default 1,000 where an executor has a duration, else 0. */
  readonly warmUpMs?: number | undefined;
  /** How long the end waits for what is under way, ms. Default 5,000; 30,000 for a script. */
  readonly gracefulStopMs?: number | undefined;
  readonly executor: ExecutorPlan;
  readonly traffic?: TrafficOptions | undefined;
  /** A scenario of a file instead of a traffic. */
  readonly script?: { readonly file: string; readonly scenario: string } | undefined;
  /** With several workers plain data only: functions do not cross processes. */
  readonly dial?: DialOptions | undefined;
  /** Handshakes in progress at once, per worker. Default 64. */
  readonly connectConcurrency?: number | undefined;
  /** Handshakes per second over all workers. Default: no limit. */
  readonly connectRatePerSecond?: number | undefined;
  /** Source addresses, taken in turn. Default: the system's choice. */
  readonly localAddresses?: readonly string[] | undefined;
}

type Optional<P extends TrafficBase, Required extends keyof P = never> = Partial<
  Omit<P, Required | "kind" | "message">
> &
  Pick<P, Required | ("kind" extends keyof P ? "kind" : never)> & {
    readonly message?: Partial<MessagePlan> | undefined;
  };

/** A traffic in which all but its kind may be left out. */
export type TrafficOptions =
  | Optional<EchoPlan>
  | Optional<BroadcastPlan>
  | Optional<StreamPlan>
  | Optional<SinkPlan>
  | Optional<IdlePlan>
  | Optional<StormPlan>
  | Optional<SlowReaderPlan>;

// What a closed loop is asked to do, validated with all problems at once and with every default resolved.

import type { DialOptions } from "../client/dial.js";
import { WsrigError } from "../errors.js";
import type { Tags } from "../metrics/run-report.js";
import type { MessageKind } from "../protocol/opcodes.js";

/** Options of one closed-loop load. */
export interface ClosedLoopOptions {
  readonly url: string;
  /** Connections held open for the whole load, >= 1. */
  readonly connections: number;
  /** Length of the steady phase, > 0. */
  readonly durationMs: number;
  /** Length of the phase before it, kept out of the summary; 0 for none. Default 1,000. */
  readonly warmUpMs?: number | undefined;
  readonly payload: { readonly kind: MessageKind; readonly bytes: number };
  /** Messages under way on each connection, >= 1. Default 1. */
  readonly inFlight?: number | undefined;
  /** Sends each message in frames of this many payload bytes. Default: one frame. */
  readonly fragmentBytes?: number | undefined;
  readonly dial?: DialOptions | undefined;
  /** Handshakes in progress at once. Default 64. */
  readonly connectConcurrency?: number | undefined;
  /** An answer after this counts as late. Default 10,000. */
  readonly messageTimeoutMs?: number | undefined;
  /** How long the end of the load waits for answers under way. Default 5,000. */
  readonly drainTimeoutMs?: number | undefined;
  /** Put on every metric and check of this load. */
  readonly tags?: Tags | undefined;
}

/** {@link ClosedLoopOptions} with nothing left open, but for the fragments of a load that has none. */
export type ClosedLoopPlan = Required<Omit<ClosedLoopOptions, "fragmentBytes">> &
  Pick<ClosedLoopOptions, "fragmentBytes">;

/**
 * Resolves the defaults.
 *
 * @throws WsrigError `usage-invalid-load` that names every option out of range.
 */
export function planClosedLoop(options: ClosedLoopOptions): ClosedLoopPlan {
  const plan: ClosedLoopPlan = {
    ...options,
    warmUpMs: options.warmUpMs ?? 1_000,
    inFlight: options.inFlight ?? 1,
    dial: options.dial ?? {},
    connectConcurrency: options.connectConcurrency ?? 64,
    messageTimeoutMs: options.messageTimeoutMs ?? 10_000,
    drainTimeoutMs: options.drainTimeoutMs ?? 5_000,
    tags: options.tags ?? {},
  };
  const problems = problemsOf(plan);
  const [first] = problems;
  if (first === undefined) return plan;
  throw new WsrigError("usage-invalid-load", problems.map(({ message }) => message).join("\n"), {
    path: first.path,
  });
}

interface Problem {
  readonly path: string;
  readonly message: string;
}

function problemsOf(plan: ClosedLoopPlan): readonly Problem[] {
  const { connections, inFlight, fragmentBytes = 1, connectConcurrency } = plan;
  const { durationMs, warmUpMs, messageTimeoutMs, drainTimeoutMs } = plan;
  return [
    ...wholeFrom(1, { connections, inFlight, fragmentBytes, connectConcurrency }),
    ...wholeFrom(0, { "payload.bytes": plan.payload.bytes }),
    ...times((ms) => ms > 0, "greater than 0", { durationMs, messageTimeoutMs }),
    ...times((ms) => ms >= 0, "0 or more", { warmUpMs, drainTimeoutMs }),
  ];
}

function wholeFrom(least: number, values: Readonly<Record<string, number>>): readonly Problem[] {
  return Object.entries(values)
    .filter(([, value]) => !Number.isSafeInteger(value) || value < least)
    .map(([path, value]) => ({
      path,
      message: `${path} is ${value}; must be a whole number of at least ${least}`,
    }));
}

function times(
  isRight: (ms: number) => boolean,
  range: string,
  values: Readonly<Record<string, number>>,
): readonly Problem[] {
  return Object.entries(values)
    .filter(([, ms]) => !Number.isFinite(ms) || !isRight(ms))
    .map(([path, ms]) => ({
      path,
      message: `${path} is ${ms}; must be a finite number of milliseconds, ${range}`,
    }));
}

// The variants of one message size under one model: whole messages and every fragment size.

import type { LoadOptions } from "../../engine/plan/load-options.js";
import type { SchedulePlan } from "../../engine/plan/traffic-plan.js";
import type { MessageKind } from "../../protocol/opcodes.js";
import type { TargetCommand, Variant } from "../variant.js";
import { sweepVariantName } from "./sweep-names.js";
import type { SweepSize } from "./sweep-plan.js";

/** What all variants of a sweep have in common. */
export interface SweepLoad
  extends Pick<
    LoadOptions,
    | "dial"
    | "tags"
    | "warmUpMs"
    | "gracefulStopMs"
    | "connectConcurrency"
    | "connectRatePerSecond"
    | "localAddresses"
  > {
  /** With `command`: `{port}` stands for the port chosen for it. */
  readonly url: string;
  /** Starts the target, a new process for every block; absent where it runs already. */
  readonly command?: TargetCommand | undefined;
  /** Connections held open, >= 1. */
  readonly connections: number;
  /** Of a block, without its warm-up. */
  readonly blockMs: number;
  /** Default `text`. */
  readonly messageKind?: MessageKind | undefined;
  readonly messageTimeoutMs?: number | undefined;
}

/** Whole messages first: they are what the others are held against. */
export function sweepVariants(
  load: SweepLoad,
  size: SweepSize,
  schedule: SchedulePlan,
): readonly [Variant, ...Variant[]] {
  const [whole, ...others] = [...size.cuts].reverse();
  const variant = (fragmentBytes: number | undefined): Variant => {
    const { payloadBytes } = size;
    return {
      name: sweepVariantName({ payloadBytes, fragmentBytes, model: schedule.kind }),
      load: loadOf(load, { payloadBytes, fragmentBytes, schedule }),
      ...(load.command !== undefined && { command: load.command }),
    };
  };
  return [variant(whole?.fragmentBytes), ...others.reverse().map((cut) => variant(cut.fragmentBytes))];
}

interface LoadParts {
  readonly payloadBytes: number;
  readonly fragmentBytes: number | undefined;
  readonly schedule: SchedulePlan;
}

function loadOf(load: SweepLoad, { payloadBytes, fragmentBytes, schedule }: LoadParts): LoadOptions {
  const { command: _, connections, blockMs, messageKind = "text", messageTimeoutMs, ...options } = load;
  return {
    ...options,
    executor: { kind: "constant-clients", clients: connections, durationMs: blockMs },
    traffic: {
      kind: "echo",
      message: {
        kind: messageKind,
        payload: { kind: "generated", size: { kind: "fixed", bytes: payloadBytes } },
        delivery: { ...(fragmentBytes !== undefined && { fragmentBytes }) },
      },
      schedule,
      ...(messageTimeoutMs !== undefined && { messageTimeoutMs }),
    },
  };
}

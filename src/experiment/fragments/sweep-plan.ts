// What a sweep over message sizes and fragment sizes goes through.

import { WsrigError } from "../../errors.js";
import { countFragments, frameHeaderBytes } from "../../protocol/frame-encoder.js";
import { formatExactBytes } from "../../units.js";

/** What to go through; what is left out takes the defaults. */
export interface SweepChoice {
  /** Payload bytes of a message, each >= 1. */
  readonly payloadSizes?: readonly number[] | undefined;
  /** Payload bytes of a frame, each >= 1. Those that a message does not exceed are passed over for it. */
  readonly fragmentSizes?: readonly number[] | undefined;
}

/** One message size with all ways to cut it. */
export interface SweepSize {
  readonly payloadBytes: number;
  /** The smallest fragments first, whole last: two at least. */
  readonly cuts: readonly SweepCut[];
}

/** One way to cut a message. */
export interface SweepCut {
  /** Payload bytes of a frame; absent for whole messages. */
  readonly fragmentBytes?: number | undefined;
  readonly frames: number;
  /** Of one message of a client, without compression: payload, headers and mask keys (RFC 6455 §5.2). */
  readonly wireBytes: number;
}

/** Where a user names none. */
export const defaultPayloadSizes: readonly number[] = [256, 4_096, 65_536];
/** Where a user names none. */
export const defaultFragmentSizes: readonly number[] = [16, 128, 1_024, 8_192];

/**
 * The sweep: by message size, then by fragment size, whole messages last. What is named twice is gone through once.
 *
 * @throws WsrigError `usage-invalid-sweep` for a size that is no whole number above 0, and for a message that no fragment size cuts
 */
export function planSweep(choice: SweepChoice): readonly SweepSize[] {
  const payloadSizes = sorted(choice.payloadSizes ?? defaultPayloadSizes, "payloadSizes");
  const fragmentSizes = sorted(choice.fragmentSizes ?? defaultFragmentSizes, "fragmentSizes");
  return payloadSizes.map((payloadBytes) => {
    const smaller = fragmentSizes.filter((bytes) => bytes < payloadBytes);
    if (smaller.length === 0) throw nothingToCut(payloadBytes, fragmentSizes);
    return {
      payloadBytes,
      cuts: [...smaller, undefined].map((fragmentBytes) => cutOf(payloadBytes, fragmentBytes)),
    };
  });
}

function sorted(sizes: readonly number[], path: keyof SweepChoice): readonly number[] {
  if (sizes.length === 0) throw invalid(path, `${path} is empty; must have at least one size`);
  const wrong = sizes.find((bytes) => !Number.isSafeInteger(bytes) || bytes < 1);
  if (wrong !== undefined)
    throw invalid(path, `${path} has ${wrong}; must be whole numbers of bytes, 1 or more`);
  return [...new Set(sizes)].sort((a, b) => a - b);
}

function cutOf(payloadBytes: number, fragmentBytes: number | undefined): SweepCut {
  if (fragmentBytes === undefined) return { frames: 1, wireBytes: framed(payloadBytes) };
  const frames = countFragments(payloadBytes, fragmentBytes);
  const last = payloadBytes - (frames - 1) * fragmentBytes;
  return { fragmentBytes, frames, wireBytes: (frames - 1) * framed(fragmentBytes) + framed(last) };
}

/** RFC 6455 §5.3: a client masks every frame. */
function framed(payloadBytes: number): number {
  return payloadBytes + frameHeaderBytes(payloadBytes, true);
}

function nothingToCut(payloadBytes: number, fragmentSizes: readonly number[]): WsrigError {
  return invalid(
    "fragmentSizes",
    `no fragment size is smaller than a message of ${formatExactBytes(payloadBytes)}; the smallest is ${formatExactBytes(fragmentSizes[0] ?? 0)}`,
    "Name a smaller fragment size, or leave that message size out.",
  );
}

function invalid(path: keyof SweepChoice, message: string, hint?: string): WsrigError {
  return new WsrigError("usage-invalid-sweep", message, { path, hint });
}

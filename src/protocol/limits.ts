// How much a peer may make us hold.

/** Bounds on what an endpoint accepts. Crossing one fails the connection, with 1009 for sizes and 1008 for counts. */
export interface ProtocolLimits {
  /** Bytes of one message after decompression, all fragments together. */
  readonly maxMessageBytes: number;
  /** Bytes of one frame's payload as announced in its header. */
  readonly maxFrameBytes: number;
  /** Frames of one message, empty ones included. */
  readonly maxFragments: number;
  /** Pongs and closes we owe the peer that it has not yet taken from us (a ping flood from a peer that does not read). */
  readonly maxQueuedControlFrames: number;
}

/** Defaults that a service could run with. */
export const defaultLimits: ProtocolLimits = {
  maxMessageBytes: 64 * 1024 * 1024,
  maxFrameBytes: 64 * 1024 * 1024,
  maxFragments: 16_384,
  maxQueuedControlFrames: 1_024,
};

let lastLimits = defaultLimits;

/** `given` with the defaults for what it leaves out. Thousands of connections with the same limits share one object. */
export function limitsFrom(given: Partial<ProtocolLimits> | undefined): ProtocolLimits {
  if (given === undefined) return defaultLimits;
  const limits = { ...defaultLimits, ...given };
  if (!sameLimits(limits, lastLimits)) lastLimits = limits;
  return lastLimits;
}

function sameLimits(a: ProtocolLimits, b: ProtocolLimits): boolean {
  return (
    a.maxMessageBytes === b.maxMessageBytes &&
    a.maxFrameBytes === b.maxFrameBytes &&
    a.maxFragments === b.maxFragments &&
    a.maxQueuedControlFrames === b.maxQueuedControlFrames
  );
}

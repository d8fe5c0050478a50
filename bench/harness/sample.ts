// What one run of one client gives.

/** A client's own figures of its steady phase. */
export interface Sample {
  readonly messages: number;
  /** CPU time of the client, user and system. */
  readonly cpuUs: number;
  /** The part of it that was not the kernel's, where the client tells. */
  readonly userUs?: number | undefined;
  readonly steadyMs: number;
  /** Service latency, where the client records it. */
  readonly p50Us?: number | undefined;
  readonly p99Us?: number | undefined;
  /** From the due time, under the open model. */
  readonly correctedP50Us?: number | undefined;
  readonly correctedP99Us?: number | undefined;
  /** CPU time of the echo server by messages, over the whole run. */
  readonly serverCpuUsPerMessage?: number | undefined;
}

/**
 * Reads the last line that a client printed.
 *
 * @throws Error when it is no sample, or measured nothing.
 */
export function parseSample(stdout: string): Sample {
  const line = stdout.trim().split("\n").at(-1) ?? "";
  const value: unknown = JSON.parse(line);
  if (typeof value !== "object" || value === null) throw new Error(`a client printed ${line}`);
  const given = value as Partial<Record<string, unknown>>;
  const sample: Sample = {
    messages: numberOf(given.messages),
    cpuUs: numberOf(given.cpuUs),
    steadyMs: numberOf(given.steadyMs),
    userUs: optionalNumber(given.userUs),
    p50Us: optionalNumber(given.p50Us),
    p99Us: optionalNumber(given.p99Us),
    correctedP50Us: optionalNumber(given.correctedP50Us),
    correctedP99Us: optionalNumber(given.correctedP99Us),
  };
  if (sample.messages === 0) throw new Error(`a client got no answer: ${line}`);
  return sample;
}

function optionalNumber(value: unknown): number | undefined {
  return value === undefined || value === null ? undefined : numberOf(value);
}

function numberOf(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value))
    throw new Error(`a client gave ${value} for a number`);
  return value;
}

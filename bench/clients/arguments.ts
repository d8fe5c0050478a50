// The arguments that every client of the benchmark takes (workload.h), for those in TypeScript.

import { parseArgs } from "node:util";

/** What a client is asked to do. */
export interface ClientArguments {
  readonly url: string;
  readonly driver: string;
  readonly connections: number;
  readonly payloadBytes: number;
  readonly inFlight: number;
  /** Messages per second over all connections; 0 for a closed loop. */
  readonly ratePerSecond: number;
  readonly warmUpMs: number;
  readonly steadyMs: number;
}

/** Reads the command line. @throws TypeError for an argument that no client knows. */
export function clientArguments(): ClientArguments {
  const text = { type: "string", default: "" } as const;
  const { values } = parseArgs({
    options: {
      url: text,
      driver: text,
      connections: text,
      bytes: text,
      "in-flight": text,
      rate: text,
      "warm-up-ms": text,
      "steady-ms": text,
    },
  });
  return {
    url: values.url,
    driver: values.driver,
    connections: Number(values.connections),
    payloadBytes: Number(values.bytes),
    inFlight: Number(values["in-flight"]),
    ratePerSecond: Number(values.rate),
    warmUpMs: Number(values["warm-up-ms"]),
    steadyMs: Number(values["steady-ms"]),
  };
}

// What the clients are asked to do, by the names that BENCH_ONLY takes.

/** One load on the echo server: text messages, each answered. */
export interface Workload {
  readonly name: string;
  readonly connections: number;
  readonly payloadBytes: number;
  /** Messages under way on each connection of a closed loop. */
  readonly inFlight: number;
  /** Messages per second over all connections; 0 for a closed loop. */
  readonly ratePerSecond: number;
}

/** Every workload, in the order in which a round runs them. */
export const workloads: readonly Workload[] = [
  ...[32, 1_024, 65_536].flatMap((bytes) => [1, 100, 1_000].map((connections) => closed(connections, bytes))),
  { name: "100x32-pipelined", connections: 100, payloadBytes: 32, inFlight: 32, ratePerSecond: 0 },
  { name: "100x32-open", connections: 100, payloadBytes: 32, inFlight: 1, ratePerSecond: 5_000 },
];

/**
 * The workloads of a comma-separated list of names; all when it is empty.
 *
 * @throws Error that lists the known names.
 */
export function chooseWorkloads(only: string): readonly Workload[] {
  const names = only.split(",").filter((name) => name !== "");
  for (const name of names) {
    if (workloads.some((workload) => workload.name === name)) continue;
    const known = workloads.map((workload) => workload.name).join(", ");
    throw new Error(`BENCH_ONLY names "${name}"; must be of ${known}`);
  }
  return names.length === 0 ? workloads : workloads.filter(({ name }) => names.includes(name));
}

/** The workload as every client of ours takes it (clients/workload.h). */
export function workloadArguments(workload: Workload): string[] {
  return [
    `--connections=${workload.connections}`,
    `--bytes=${workload.payloadBytes}`,
    `--in-flight=${workload.inFlight}`,
    `--rate=${workload.ratePerSecond}`,
  ];
}

function closed(connections: number, payloadBytes: number): Workload {
  const size = payloadBytes < 1_024 ? String(payloadBytes) : `${payloadBytes / 1_024}KiB`;
  return { name: `${connections}x${size}`, connections, payloadBytes, inFlight: 1, ratePerSecond: 0 };
}

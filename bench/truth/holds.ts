// (a) What wsrig reports above a hold that the server measured itself, against the same without a hold.

import { type Goal, judge } from "../harness/goals.js";
import { medianOf } from "../harness/percentile.js";
import { correctedUsOf } from "./generator-order.js";
import { openLoad } from "./loads.js";
import { generate, startTruthServer, type TruthServer } from "./processes.js";

/** Holds asked of the server; the first is what the others are compared with. */
export const holdsMs = [0, 1, 10, 100] as const;

/** A percentile that is judged, how far off it may be, and the percentiles between which the holds' spread can make it so. */
export const holdBounds = [
  { percentile: 50, limitUs: 300, tail: 1, spread: ["p1", "p99"] },
  { percentile: 99, limitUs: 1_000, tail: 0.1, spread: ["p0.1", "p99.9"] },
] as const;
export type HoldBound = (typeof holdBounds)[number];

/** Both latencies of the open model. */
export const latencies = ["service", "corrected"] as const;
export type Latency = (typeof latencies)[number];

/** The holds of one run in µs, as the server measured them; one for each message of the steady phase. */
export interface HoldFigures {
  readonly count: number;
  readonly us: Readonly<Record<"p0.1" | "p1" | "p50" | "p99" | "p99.9", number>>;
}

/** One run. */
export interface HoldSample {
  readonly round: number;
  readonly holdMs: number;
  readonly reportedUs: Readonly<Record<Latency, { readonly p50: number; readonly p99: number }>>;
  readonly holds: HoldFigures;
  readonly latenessP99Us: number | undefined;
  readonly invalid: readonly string[];
}

/** How far off wsrig was for one hold, latency and percentile. */
export interface HoldError {
  readonly holdMs: number;
  readonly latency: Latency;
  readonly percentile: 50 | 99;
  readonly limitUs: number;
  /** By round: (reported - hold) less the same of the run without a hold. */
  readonly errorsUs: readonly number[];
}

/** The part of the results. */
export interface HoldsPart {
  readonly rounds: number;
  readonly goals: readonly Goal[];
  readonly errors: readonly HoldError[];
  readonly samples: readonly HoldSample[];
}

/** Runs the rounds; each begins with another hold, so that none always follows the same one. */
export async function measureHolds(rounds: number, say: (line: string) => void): Promise<HoldsPart> {
  const server = await startTruthServer("servers/truth-hold.ts");
  try {
    const samples: HoldSample[] = [];
    for (let round = 1; round <= rounds; round++) {
      const first = (round - 1) % holdsMs.length;
      for (const holdMs of [...holdsMs.slice(first), ...holdsMs.slice(0, first)]) {
        const sample = await measureHold(server, round, holdMs);
        samples.push(sample);
        const { p50, p99 } = sample.reportedUs.corrected;
        say(`(a) round ${round}/${rounds}  hold ${holdMs} ms  corrected p50 ${p50} µs, p99 ${p99} µs`);
      }
    }
    return judgeHolds(rounds, samples);
  } finally {
    server.stop();
  }
}

/** The errors and goals of the samples. */
export function judgeHolds(rounds: number, samples: readonly HoldSample[]): HoldsPart {
  const errors = holdsMs
    .filter((holdMs) => holdMs > 0)
    .flatMap((holdMs) =>
      latencies.flatMap((latency) =>
        holdBounds.map(({ percentile, limitUs }) => ({
          holdMs,
          latency,
          percentile,
          limitUs,
          errorsUs: errorsOf(samples, { holdMs, latency, percentile }),
        })),
      ),
    );
  const goals = errors.map(({ holdMs, latency, percentile, limitUs, errorsUs }) =>
    judge({
      goal: `${latency} latency above a hold of ${holdMs} ms, less that without a hold, p${percentile}`,
      measured: medianOf(errorsUs),
      bound: { kind: "at most", limit: limitUs },
      unit: "µs",
    }),
  );
  return { rounds, goals, errors, samples };
}

/** How far the holds of a run lay apart, the median of the rounds, by hold in ms. */
export function spreadsOfHolds(
  samples: readonly HoldSample[],
  { spread: [from, to] }: Pick<HoldBound, "spread">,
): ReadonlyMap<number, number> {
  return new Map(
    holdsMs.map((holdMs) => {
      const own = samples.filter((sample) => sample.holdMs === holdMs);
      return [holdMs, Math.round(medianOf(own.map(({ holds }) => holds.us[to] - holds.us[from])))];
    }),
  );
}

async function measureHold(server: TruthServer, round: number, holdMs: number): Promise<HoldSample> {
  const path = `/hold-${holdMs}-round-${round}`;
  const load = openLoad({ url: `${server.url}${path}?holdMs=${holdMs}` });
  const figures = await generate(load.order);
  const { serviceUs, latenessP99Us, invalid } = figures;
  const correctedUs = correctedUsOf(figures);
  // The messages of the warm-up are due before all others, so they are the first of the run.
  const holds = (await server.get(`${path}?skip=${load.warmUpMessages}`)) as HoldFigures;
  return {
    round,
    holdMs,
    reportedUs: {
      service: { p50: serviceUs[50], p99: serviceUs[99] },
      corrected: { p50: correctedUs[50], p99: correctedUs[99] },
    },
    holds,
    latenessP99Us,
    invalid,
  };
}

interface ErrorChoice {
  readonly holdMs: number;
  readonly latency: Latency;
  readonly percentile: 50 | 99;
}

/** Round by round: both sides of a difference saw the same machine. */
function errorsOf(samples: readonly HoldSample[], choice: ErrorChoice): readonly number[] {
  const { holdMs, latency, percentile } = choice;
  const excessUs = ({ reportedUs, holds }: HoldSample): number =>
    reportedUs[latency][`p${percentile}`] - holds.us[`p${percentile}`];
  return samples
    .filter((sample) => sample.holdMs === holdMs)
    .flatMap((sample) => {
      const base = samples.find((other) => other.holdMs === 0 && other.round === sample.round);
      return base === undefined ? [] : [Math.round((excessUs(sample) - excessUs(base)) * 10) / 10];
    });
}

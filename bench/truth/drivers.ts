// (d) Whether the package `ws` measures the same as wsrig's own framing.

import { type Goal, gapBetween, judge } from "../harness/goals.js";
import { correctedUsOf } from "./generator-order.js";
import { openLoad } from "./loads.js";
import { generate, startTruthServer } from "./processes.js";

/** Both drivers. */
export const drivers = ["frame", "ws"] as const;
export type ComparedDriver = (typeof drivers)[number];

/** As far as (a) lets a p50 be off. */
const widestUs = 300;

/** The part of the results. */
export interface DriversPart {
  readonly rounds: number;
  readonly goals: readonly Goal[];
  /** p50 of the service latency, by round. */
  readonly p50Us: Readonly<Record<ComparedDriver, readonly number[]>>;
  readonly correctedP50Us: Readonly<Record<ComparedDriver, readonly number[]>>;
  /** Over all runs. */
  readonly invalid: readonly string[];
}

/** Runs the rounds; the drivers take turns in being first. */
export async function measureDrivers(rounds: number, say: (line: string) => void): Promise<DriversPart> {
  const server = await startTruthServer("servers/truth-hold.ts");
  const p50Us: Record<ComparedDriver, number[]> = { frame: [], ws: [] };
  const correctedP50Us: Record<ComparedDriver, number[]> = { frame: [], ws: [] };
  const invalid: string[] = [];
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const driver of round % 2 === 1 ? drivers : [...drivers].reverse()) {
        const { order } = openLoad({ url: `${server.url}/${driver}-${round}`, driver, steadyMs: 3_000 });
        const figures = await generate(order);
        p50Us[driver].push(figures.serviceUs[50]);
        correctedP50Us[driver].push(correctedUsOf(figures)[50]);
        invalid.push(...figures.invalid);
        say(`(d) round ${round}/${rounds}  driver ${driver}  p50 ${figures.serviceUs[50]} µs`);
      }
    }
  } finally {
    server.stop();
  }
  return { rounds, goals: judgeDrivers(p50Us), p50Us, correctedP50Us, invalid };
}

/** The ranges must overlap, and be narrow: wide ones would overlap by noise alone, and prove nothing. */
export function judgeDrivers(p50Us: DriversPart["p50Us"]): readonly Goal[] {
  const widthsUs = drivers.map((driver) => Math.max(...p50Us[driver]) - Math.min(...p50Us[driver]));
  return [
    judge({
      goal: "gap between the ranges of p50 with driver frame and driver ws",
      measured: gapBetween(p50Us.frame, p50Us.ws),
      bound: { kind: "at most", limit: 0 },
      unit: "µs",
    }),
    judge({
      goal: "width of the wider of the two ranges",
      measured: Math.max(...widthsUs),
      bound: { kind: "at most", limit: widestUs },
      unit: "µs",
    }),
  ];
}

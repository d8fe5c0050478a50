// (b) A server that stalls at fixed times: corrected latency against its values on paper, and what a closed loop makes of it.

import { type Goal, judge } from "../harness/goals.js";
import { correctedUsOf, type GeneratorFigures, type ToldPercentile } from "./generator-order.js";
import { waitOnPaperMs } from "./hold-rule.js";
import { openLoad } from "./loads.js";
import { generate, startTruthServer } from "./processes.js";

export const stallMs = 1_000;
export const everyMs = 10_000;
/** Whole periods. */
const stalledMs = 3 * everyMs;
const judgedPercentiles: readonly ToldPercentile[] = [95, 99, 99.9];

/** The part of the results. Latencies in µs by percentile. */
export interface StallsPart {
  readonly stallMs: number;
  readonly everyMs: number;
  readonly goals: readonly Goal[];
  /** Open model, against the stalling server. */
  readonly stalled: GeneratorFigures;
  /** The same load against the same server without stalls. */
  readonly unstalled: GeneratorFigures;
  /** A closed loop on as many connections, against the stalling server. */
  readonly closed: GeneratorFigures;
}

/** Runs the three loads. */
export async function measureStalls(say: (line: string) => void): Promise<StallsPart> {
  const server = await startTruthServer("servers/truth-hold.ts");
  try {
    const stalling = `?stallMs=${stallMs}&everyMs=${everyMs}`;
    // Begins and ends far from a stall, so that whole stalls are measured.
    const beginAt = { everyMs, offsetMs: everyMs / 2 };
    say("(b) without stalls");
    const unstalled = await generate(openLoad({ url: `${server.url}/unstalled`, steadyMs: everyMs }).order);
    say(`(b) with stalls, ${stalledMs / 1_000} s`);
    const url = `${server.url}/stalled${stalling}`;
    const stalled = await generate(openLoad({ url, steadyMs: stalledMs, beginAt }).order);
    say(`(b) a closed loop, ${everyMs / 1_000} s`);
    const loop = openLoad({ url: `${server.url}/closed${stalling}`, steadyMs: everyMs, beginAt }).order;
    const closed = await generate({ ...loop, ratePerSecond: undefined });
    return { stallMs, everyMs, goals: judgeStalls({ stalled, unstalled }), stalled, unstalled, closed };
  } finally {
    server.stop();
  }
}

/** The goals of the two open loads. */
export function judgeStalls({
  stalled,
  unstalled,
}: Pick<StallsPart, "stalled" | "unstalled">): readonly Goal[] {
  const measuredUs = correctedUsOf(stalled);
  const unstalledUs = correctedUsOf(unstalled);
  return [
    ...judgedPercentiles.map((percentile) => {
      const paperMs = waitOnPaperMs(stallMs, everyMs, percentile);
      return judge({
        goal: `corrected latency against ${Math.round(paperMs)} ms on paper, p${percentile}`,
        measured: (measuredUs[percentile] / (paperMs * 1_000) - 1) * 100,
        bound: { kind: "at most", limit: 3 },
        unit: "%",
      });
    }),
    judge({
      goal: "corrected latency with stalls less that without, p50",
      measured: measuredUs[50] - unstalledUs[50],
      bound: { kind: "at most", limit: 500 },
      unit: "µs",
    }),
  ];
}

// Whole messages against fragments of every size: for each message size the ceiling, then latencies at a rate that all bear.

import { systemClock } from "../../clock.js";
import type { ComparedFigure } from "../../metrics/comparison-report.js";
import type { ReportSweep } from "../../metrics/experiment-report.js";
import type { Notice } from "../../metrics/run-report.js";
import { freshSeed, seededRandom } from "../../random.js";
import { type CheckedExperiment, checkExperiment } from "../check-experiment.js";
import type { ExperimentOptions } from "../experiment-options.js";
import { type ExperimentResult, runExperiment } from "../run-experiment.js";
import type { Variant } from "../variant.js";
import { bearableRate } from "./bearable-rate.js";
import { fragmentCosts } from "./fragment-costs.js";
import {
  defaultRateShare,
  defaultSweepPauseMs,
  type FragmentsOptions,
  type FragmentsSweep,
} from "./fragments-options.js";
import { type JoinedPart, joinExperiments } from "./join-experiments.js";
import { probeTargetOnce } from "./probe-target-once.js";
import { planSweep, type SweepSize } from "./sweep-plan.js";
import { sweepVariants } from "./sweep-variants.js";
import { compressedFragments, fewMessages, noRate } from "./sweep-warnings.js";

/** A sweep without mistakes. */
export interface CheckedFragments {
  readonly sizes: readonly SweepSize[];
  readonly seed: number;
  /** Blocks of the whole sweep. */
  readonly blocks: number;
  /** About how long the whole takes, ms. */
  readonly expectedMs: number;
  /** The closed loop and the open model of each message size. */
  readonly experiments: readonly CheckedExperiment[];
}

/** A sweep as one experiment. */
export type FragmentsResult = Omit<ExperimentResult, "series">;

/**
 * Everything that can be said before anything is sent.
 *
 * @throws WsrigError `usage-invalid-sweep`, and what `checkExperiment` throws
 */
export function checkFragments(sweep: FragmentsSweep): CheckedFragments {
  const seed = sweep.seed ?? freshSeed();
  const sizes = planSweep(sweep);
  const experiments = sizes.flatMap((size) =>
    // Where the rate is to be found any will do to find what else is wrong.
    [undefined, sweep.ratePerSecond ?? 1].map((rate) =>
      checkExperiment(partOptions(sweep, seed, variantsOf(sweep, size, rate))),
    ),
  );
  return {
    sizes,
    seed,
    blocks: experiments.reduce((sum, { order }) => sum + order.length, 0),
    expectedMs: experiments.reduce((sum, one) => sum + one.expectedMs, 0),
    experiments,
  };
}

/**
 * Probes how the target delivers fragments, then runs for each message size the closed loop and the open model, each with all
 * fragment sizes interleaved in blocks. An abort tells what is done. What the target does is data.
 *
 * @throws what {@link checkFragments} throws, before anything is sent; what `runExperiment` throws for a target that does not start
 */
export async function runFragments(options: FragmentsOptions): Promise<FragmentsResult> {
  const { sizes, seed } = checkFragments(options);
  const { clock = systemClock, signal } = options;
  const startedAtUs = clock.nowUs();
  const delivery = await probeTargetOnce(options);
  const parts: JoinedPart[] = [];
  const rates: ReportSweep["rates"][number][] = [];
  const warnings: Notice[] = [];
  const isOver = (): boolean => signal?.aborted === true || parts.some(({ result }) => !result.reachedHttp);
  for (const size of sizes) {
    if (isOver()) break;
    const closed = await runPart(options, seed, size, undefined);
    parts.push(closed);
    if (isOver()) break;
    const rate = rateFor(options, closed);
    if (rate === undefined) {
      warnings.push(noRate(size));
      continue;
    }
    rates.push({ payloadBytes: size.payloadBytes, ...rate });
    warnings.push(...fewMessages(size, (rate.ratePerSecond * options.load.blockMs) / 1_000));
    parts.push(await runPart(options, seed, size, rate.ratePerSecond));
  }
  const durationMs = (clock.nowUs() - startedAtUs) / 1_000;
  const joined = joinExperiments(parts, { isCompressed: isCompressed(options) });
  const answer = delivery.delivery.find(({ fact }) => fact === "answer-frames")?.value;
  if (isCompressed(options)) warnings.push(compressedFragments);
  const costs = fragmentCosts({
    // Compressed messages are cut after compression: in how many frames is not known.
    points: isCompressed(options) ? [] : joined.points,
    blocks: joined.result.blocks,
    comparisons: joined.result.comparisons,
    random: seededRandom(seed).fork("costs"),
    answerFrames: typeof answer === "number" ? answer : undefined,
  });
  const sweep: ReportSweep = { points: [...joined.points], rates, ...delivery, costs: [...costs] };
  return {
    ...joined.result,
    experiment: { ...joined.result.experiment, sweep },
    warnings: [...warnings, ...joined.result.warnings],
    durationMs,
  };
}

async function runPart(
  options: FragmentsOptions,
  seed: number,
  size: SweepSize,
  ratePerSecond: number | undefined,
): Promise<JoinedPart> {
  const variants = variantsOf(options, size, ratePerSecond);
  const { order } = checkExperiment(partOptions(options, seed, variants));
  const model = ratePerSecond === undefined ? "closed" : "open";
  options.onPart?.({ payloadBytes: size.payloadBytes, model, ratePerSecond, blocks: order.length });
  const { env, signal, watchPid, clock, play, startTarget, onBegin, onProgress, onSecond, onBlock } = options;
  const running = { env, signal, watchPid, clock, play, startTarget, onBegin, onProgress, onSecond, onBlock };
  const result = await runExperiment({ ...partOptions(options, seed, variants), ...running });
  return { size, model, result };
}

function variantsOf(
  { load, inFlight = 1 }: FragmentsSweep,
  size: SweepSize,
  ratePerSecond: number | undefined,
): readonly Variant[] {
  return ratePerSecond === undefined
    ? sweepVariants(load, size, { kind: "closed", inFlight })
    : sweepVariants(load, size, { kind: "open", ratePerSecond, per: "load", arrivals: "constant" });
}

/** The ceiling is judged by throughput; under the open model, where throughput is given, latency is. */
function partOptions(sweep: FragmentsSweep, seed: number, variants: readonly Variant[]): ExperimentOptions {
  const { blocks, noise, workers, pacing, limits, pauseMs = defaultSweepPauseMs, startTimeoutMs } = sweep;
  const [first] = variants;
  const traffic = first?.load.traffic;
  const isOpen = traffic?.kind === "echo" && traffic.schedule?.kind === "open";
  const gates: readonly ComparedFigure[] = isOpen ? ["p50", "p99"] : ["throughput"];
  return { variants, gates, seed, blocks, noise, workers, pacing, limits, pauseMs, startTimeoutMs };
}

function rateFor(
  { ratePerSecond, rateShare = defaultRateShare }: FragmentsSweep,
  { result }: JoinedPart,
): { readonly ratePerSecond: number; readonly share?: number } | undefined {
  if (ratePerSecond !== undefined) return { ratePerSecond };
  const names = result.experiment.variants.map(({ name }) => name);
  const rate = bearableRate(names, result.blocks, rateShare);
  return rate === undefined ? undefined : { ratePerSecond: rate, share: rateShare };
}

function isCompressed({ load }: FragmentsSweep): boolean {
  return load.dial?.compression !== undefined && load.dial.compression !== false;
}

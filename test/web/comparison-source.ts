// Reports of experiments and comparisons with invented figures whose true ratio is known, gathered and built by the real parts.

import { blockFigures } from "../../src/compare/block-figures.js";
import { compareSides } from "../../src/compare/compare-sides.js";
import { buildRunReport, type RunReportInput } from "../../src/metrics/build-report.js";
import { MetricCollector } from "../../src/metrics/collector.js";
import type { ReportBlock } from "../../src/metrics/comparison-report.js";
import type { ExperimentVariant } from "../../src/metrics/experiment-report.js";
import type { RunReport, Tags } from "../../src/metrics/run-report.js";
import { type Random, seededRandom } from "../../src/random.js";
import { FakeClock } from "../fake-clock.js";

/** One variant with what its target does. */
export interface InventedVariant {
  readonly name: string;
  readonly description: string;
  /** Half of its answers come within it. */
  readonly medianUs: number;
  /** Answered messages a second. */
  readonly perSecond: number;
  /** Bytes of a frame; absent for whole messages. */
  readonly fragmentBytes?: number;
  /** Messages lost in a block. Default 0. */
  readonly lost?: number;
}

/** What is to be invented. */
export interface InventedExperiment {
  /** The baseline first. */
  readonly variants: readonly InventedVariant[];
  /** A side. Default 10. */
  readonly blocks?: number;
  /** How far blocks of one variant lie apart, as a share. Default 0.02. */
  readonly spread?: number;
  /** Numbers of the blocks, from 1 in the order run, that are no evidence. */
  readonly invalid?: readonly number[];
  readonly seed?: number;
  readonly caveats?: readonly string[];
  readonly isRed?: boolean;
}

export const whole: InventedVariant = {
  name: "whole",
  description: "100 connections for 3 s: echo, 64 KiB as one frame, as fast as answers come",
  medianUs: 400,
  perSecond: 240,
};

/** 20% slower than {@link whole}. */
export const fragments: InventedVariant = {
  name: "fragments of 1 KiB",
  description: "100 connections for 3 s: echo, 64 KiB in frames of 1 KiB, as fast as answers come",
  medianUs: 480,
  perSecond: 200,
  fragmentBytes: 1_024,
};

/** Of {@link whole} against {@link fragments}, 10 blocks a side: worse. */
export function experimentReport(
  invented: Partial<InventedExperiment> = {},
  changes: Partial<RunReportInput> = {},
): Promise<RunReport> {
  return inventReport({ variants: [whole, fragments], ...invented }, changes);
}

/** One that is worse, one that is better, one that is the same. */
export function fourVariants(changes: Partial<RunReportInput> = {}): Promise<RunReport> {
  const variants = [
    whole,
    fragments,
    { ...fragments, name: "compressed", medianUs: 300, perSecond: 320 },
    { ...whole, name: "whole again" },
  ];
  return inventReport({ variants, spread: 0.005 }, changes);
}

/** Blocks lie so far apart that nothing can be told. */
export function unclearReport(): Promise<RunReport> {
  const variants = [whole, { ...fragments, medianUs: 416, perSecond: 232 }];
  return inventReport({ variants, blocks: 6, spread: 0.15 }, {});
}

/** Two folders of runs held against each other: no experiment, no metrics of its own. */
export async function comparisonReport(
  invented: Partial<InventedExperiment> = {},
  changes: Partial<RunReportInput> = {},
): Promise<RunReport> {
  const made = await experimentReport({ blocks: 6, isRed: true, ...invented });
  const blocks = (made.blocks ?? []).map((block, index) => ({
    ...block,
    source: `reports/2026-03-0${1 + (index % 2)}-${block.variant}-${index}/report.json`,
  }));
  return buildRunReport({
    ...plainInput(),
    kind: "comparison",
    name: "compare",
    command: ["wsrig", "compare", "reports/old", "reports/new"],
    plan: {},
    blocks,
    comparisons: made.comparisons ?? [],
    ...changes,
  });
}

const warmUpSeconds = 1;
const measuredSeconds = 3;

/** Runs the blocks in virtual time: rounds of all variants, each second round the other way round. */
export async function inventReport(
  invented: InventedExperiment,
  changes: Partial<RunReportInput>,
): Promise<RunReport> {
  const { variants, blocks: perSide = 10, spread = 0.02, invalid = [], seed = 7, isRed } = invented;
  const clock = new FakeClock(1_000_000);
  const collector = new MetricCollector({ clock });
  const random = seededRandom(seed);
  const blocks: ReportBlock[] = [];
  collector.start();
  for (let round = 0; round < perSide; round++) {
    for (const variant of round % 2 === 0 ? variants : [...variants].reverse()) {
      // Sum of three uniform draws: near enough to a bell.
      const luck = 1 + (spread * (random.next() + random.next() + random.next() - 1.5)) / 0.5;
      const made = await inventBlock({ variant, luck, random, collector, clock });
      const isInvalid = invalid.includes(blocks.length + 1);
      blocks.push(isInvalid ? { ...made, invalid: "Generator lag p99 is 38 ms; the limit is 10 ms." } : made);
    }
  }
  const [baseline, ...candidates] = variants.map(({ name }) => ({
    name,
    blocks: blocks.filter(({ variant }) => variant === name),
  }));
  if (baseline === undefined) throw new Error("no variant");
  const caveats = invented.caveats ?? [
    "This holds for these two processes: the targets were not restarted between blocks.",
  ];
  return buildRunReport({
    ...plainInput(),
    kind: "experiment",
    name: "fragments",
    durationMs: blocks.length * (warmUpSeconds + measuredSeconds) * 1_000,
    experiment: {
      baseline: baseline.name,
      variants: variants.map(experimentVariant),
      varied: ["traffic.message.delivery.fragmentBytes"],
      order: blocks.map(({ variant }) => variant),
      isRestarted: false,
    },
    blocks,
    comparisons: candidates.map((candidate) => ({
      ...compareSides(baseline, candidate, { caveats }),
      ...(isRed === true && { isRed }),
    })),
    loads: variants.map(({ name, description }) => ({
      name,
      description,
      model: "closed",
      hasDueTimes: false,
      limitedBy: "target",
    })),
    metrics: collector.metrics(blocks.length * (warmUpSeconds + measuredSeconds) * 1_000),
    series: collector.series(),
    ...changes,
  });
}

function experimentVariant({ name, description, fragmentBytes }: InventedVariant): ExperimentVariant {
  const delivery = fragmentBytes === undefined ? {} : { fragmentBytes };
  return {
    name,
    description,
    url: "ws://127.0.0.1:9001/echo",
    model: "closed",
    load: { work: { kind: "echo", message: { kind: "text", delivery } } },
  };
}

interface BlockToInvent {
  readonly variant: InventedVariant;
  /** Factor of its latencies. */
  readonly luck: number;
  readonly random: Random;
  /** Of the whole experiment. */
  readonly collector: MetricCollector;
  readonly clock: FakeClock;
}

async function inventBlock({ variant, luck, random, collector, clock }: BlockToInvent): Promise<ReportBlock> {
  const own = new MetricCollector({ clock });
  const startedAt = new Date(startedAtMs + clock.nowUs() / 1_000).toISOString();
  own.start();
  for (let second = 0; second < warmUpSeconds + measuredSeconds; second++) {
    const phase = second < warmUpSeconds ? "warm-up" : "steady";
    for (const { to, tags } of [
      { to: own, tags: { phase } },
      { to: collector, tags: { variant: variant.name, phase } },
    ]) {
      recordSecond(to, tags, { variant, luck, random: random.fork(`${clock.nowUs()}`) });
      to.addActive(tags, 1_000);
    }
    await clock.advanceBy(1_000_000);
    collector.sample();
  }
  const measuredMs = measuredSeconds * 1_000;
  return {
    variant: variant.name,
    startedAt,
    durationMs: measuredMs,
    limitedBy: "target",
    ...blockFigures({ metrics: own.metrics((warmUpSeconds + measuredSeconds) * 1_000), measuredMs }),
  };
}

function recordSecond(
  to: MetricCollector,
  tags: Tags,
  { variant, luck, random }: Pick<BlockToInvent, "variant" | "luck" | "random">,
): void {
  const latency = to.trend("ws_msg_latency", tags);
  const connecting = to.trend("ws_connecting", tags);
  const count = Math.round(variant.perSecond / luck);
  const lost = tags.phase === "warm-up" ? 0 : (variant.lost ?? 0);
  for (let n = 0; n < count; n++) {
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    latency.record(Math.round(variant.medianUs * luck * Math.exp(0.35 * normal)));
  }
  for (let n = 0; n < 10; n++) connecting.record(900 + random.integer(0, 200));
  to.counter("ws_msgs_sent", tags).add(count + lost);
  to.counter("ws_msgs_received", tags).add(count);
  to.counter("ws_msgs_answered", tags).add(count);
  to.counter("ws_msgs_late", tags).add(0);
  to.counter("ws_msgs_lost", tags).add(lost);
  const frames = variant.fragmentBytes === undefined ? 1 : 65_536 / variant.fragmentBytes;
  to.counter("data_sent", tags).add((count + lost) * (65_536 + 8 * frames));
  to.counter("data_received", tags).add(count * (65_536 + 10));
}

const startedAtMs = Date.UTC(2026, 2, 4, 5, 6, 7);

function plainInput(): RunReportInput {
  return {
    name: "experiment",
    startedAt: new Date(startedAtMs),
    durationMs: 1_000,
    command: ["wsrig", "experiment", "ws://127.0.0.1:9001/echo", "--variant", "whole: --size 64KiB"],
    target: { url: "ws://127.0.0.1:9001/echo" },
    plan: { seed: 7, blocks: 10 },
    environment: {
      os: "linux 6.1",
      arch: "x64",
      cpu: "Example CPU",
      cores: 4,
      memoryBytes: 8_589_934_592,
      node: "20.20.0",
      ci: false,
    },
    toolVersion: "0.1.0",
  };
}

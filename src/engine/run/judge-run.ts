// Whether the numbers of a run can be trusted, and what held its loads back.

import type { MetricCollector } from "../../metrics/collector.js";
import type { LatencyHistogram } from "../../metrics/histogram.js";
import type { Notice } from "../../metrics/run-report.js";
import { formatUs } from "../../units.js";
import { executorOf } from "../executors/executors.js";
import { judgeLimitedBy, type LimitedBy } from "../limited-by.js";
import { isOpenModel } from "../plan/load-model.js";
import { loadTags } from "../plan/load-tags.js";
import type { LoadPlan, RunPlan } from "../plan/run-plan.js";
import type { CoordinatedRun } from "./coordinator.js";
import type { LoadFacts } from "./load-facts.js";

const leastJudgedMs = 100;

/**
 * What held a load back. An open load is held back by nothing: it keeps its schedule, or the run is invalid; and connections
 * that only wait, listen or reconnect have no pace that anything could hold back.
 *
 * Of several workers the busiest counts: one without a core to spare holds its own connections back, however idle the others are.
 */
export function limitOf(load: LoadPlan, facts: LoadFacts): LimitedBy | undefined {
  const { kind } = load.work;
  if (isOpenModel(load) || (kind !== "echo" && kind !== "sink" && kind !== "script")) return undefined;
  // In a moment, or without a connection, the CPU tells of the start of the run and not of its pace. (Scripts dial by themselves.)
  if (facts.steadyMs < leastJudgedMs || (kind !== "script" && facts.handshakes.opened === 0))
    return "unknown";
  return judgeLimitedBy(facts.busiestShare);
}

/** Why the numbers cannot be trusted; empty when they can. */
export function invalidReasons(
  plan: RunPlan,
  run: CoordinatedRun,
  collector: MetricCollector,
): readonly Notice[] {
  return [
    ...run.lost.map(({ worker, why }) => lostNotice(worker, why, plan.workers)),
    ...run.incomplete.map(({ worker, metrics }) => incompleteNotice(worker, metrics)),
    ...plan.loads.filter(isOpenModel).flatMap((load) => latenessNotice(load, plan, collector)),
    // A generator that spins until each send has a full core by design: then only its lateness tells.
    ...(plan.pacing === "economical" && plan.loads.some(isOpenModel) ? busyNotices(plan, run) : []),
  ];
}

function lostNotice(worker: string, why: string, workers: number): Notice {
  return {
    code: "worker-lost",
    message: `Worker ${worker} of ${workers} was lost: it ${why}. What it had told until then is in the figures, its part of the load after that is not.`,
    hint: "Look for what ended the process (memory, a signal), and run again.",
  };
}

function incompleteNotice(worker: string, metrics: readonly string[]): Notice {
  return {
    code: "worker-incomplete",
    message: `Worker ${worker} measured more than it told in ${metrics.length} ${metrics.length === 1 ? "metric" : "metrics"} (${metrics.slice(0, 3).join("; ")}).`,
    hint: "This is a bug of wsrig: please open an issue with the report.",
  };
}

function latenessNotice(load: LoadPlan, plan: RunPlan, collector: MetricCollector): readonly Notice[] {
  const p99Us = measuredLateness(load, plan, collector).percentileUs(99);
  const limitMs = plan.limits.latenessP99Ms;
  if (p99Us === undefined || p99Us <= limitMs * 1_000) return [];
  const which = plan.loads.length > 1 ? ` messages of load ${load.name}` : "";
  return [
    {
      code: "generator-late",
      message: `The generator sent${which} late: p99 ${formatUs(p99Us)} after the due time, above the limit of ${limitMs} ms. Latencies include our own delay.`,
      hint: "Lower the rate, add --workers, or use --pacing precise.",
    },
  ];
}

function busyNotices({ limits, workers }: RunPlan, { busySeconds }: CoordinatedRun): readonly Notice[] {
  const { cpuShare, cpuSeconds } = limits;
  return busySeconds
    .filter(({ seconds }) => seconds >= cpuSeconds)
    .map(({ worker, seconds }) => ({
      code: "generator-busy",
      message: `Worker ${worker} of ${workers} was above ${Math.round(cpuShare * 100)}% of a core for ${Math.floor(seconds)} s on end. It may have held the load back.`,
      hint: "Lower the rate, add --workers, or run the generator on a machine of its own.",
    }));
}

/** Everything of a load but its warm-up. */
function measuredLateness(load: LoadPlan, plan: RunPlan, collector: MetricCollector): LatencyHistogram {
  const metric = "generator_lateness";
  const tags = loadTags(load, plan);
  const { executor, warmUpMs } = load;
  const phases = new Set(
    executorOf(executor)
      .phases(executor, warmUpMs)
      .map(({ name }) => name),
  );
  phases.delete("warm-up");
  const [first = "steady", ...others] = phases;
  const histogram = collector.histogram(metric, { ...tags, phase: first });
  for (const phase of others) histogram.merge(collector.histogram(metric, { ...tags, phase }));
  return histogram;
}

/** What a reader of closed loops must know: which side set the pace. */
export function closedLoopWarnings(plan: RunPlan, loads: readonly LoadFacts[]): readonly Notice[] {
  const shares = plan.loads.flatMap((load) => {
    const facts = loads.find(({ name }) => name === load.name);
    if (facts === undefined || limitOf(load, facts) !== "generator") return [];
    return [facts.busiestShare];
  });
  if (shares.length === 0) return [];
  const percent = Math.round(Math.max(...shares) * 100);
  const ofWhat = plan.workers > 1 ? "a core in its busiest worker" : "a core";
  return [
    {
      code: "generator-saturated",
      message: `The generator used ${percent}% of ${ofWhat}, so it set the pace: the target may be faster than these figures, and latencies include our own queueing.`,
      hint: "Add --workers, lower --connections or --in-flight, or run the generator on a machine of its own.",
    },
  ];
}

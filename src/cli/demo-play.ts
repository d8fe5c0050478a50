// What the demo does: scenarios, then one load in two ways, in turns.

import { mergeChecks } from "../engine/merge-checks.js";
import { planRun } from "../engine/plan/plan-run.js";
import type { RunPlan } from "../engine/plan/run-plan.js";
import type { LoadsResult } from "../engine/run-loads.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { Tags } from "../metrics/run-report.js";
import { builtinScenarios } from "../scenarios/builtin-scenarios.js";
import { formatCount, formatUs } from "../units.js";
import { playLoad } from "./load/load-play.js";
import type { RunContext, RunFindings } from "./reporting/reported-run.js";
import { playScenarios } from "./scenario-play.js";
import { alignColumns } from "./text-columns.js";

const deliveries = ["whole", "fragments"] as const;
type Delivery = (typeof deliveries)[number];

// Interleaved, so that a drift of the machine falls on both alike.
const blocks: readonly Delivery[] = ["whole", "fragments", "fragments", "whole"];
const connections = 100;
const blockMs = 2_500;
const payloadBytes = 32;
const fragmentBytes = 8;

/** Every option of the demo, for the report. */
export function demoPlan(): Readonly<Record<string, unknown>> {
  return {
    scenarios: builtinScenarios().map(({ name }) => name),
    load: {
      executor: "constant-clients",
      connections,
      blockMs,
      blocks,
      payloadBytes,
      fragmentBytes,
      inFlight: 1,
    },
  };
}

/** Plays the demo against the reference server at `url`. */
export async function playDemo(url: string, tags: Tags, context: RunContext): Promise<RunFindings> {
  const scenarios = builtinScenarios();
  const proven = await playScenarios({ url, scenarios, dial: {}, named: true, context, tags });
  const loaded: LoadsResult[] = [];
  for (const [index, delivery] of blocks.entries()) {
    if (context.signal.aborted) break;
    const plan = blockOf(url, delivery, { tags, isFirst: index === 0, context });
    loaded.push(await playLoad({ label: `load, ${delivery}`, plan, context }));
  }
  return {
    checks: [...proven.checks, ...mergeChecks(loaded.flatMap(({ checks }) => checks))],
    warnings: loaded.flatMap(({ warnings }) => warnings).slice(0, 1),
    limitedBy: commonLimit(loaded),
    loads: deliveries.map((delivery) => ({
      name: delivery,
      description: loaded[blocks.indexOf(delivery)]?.loads[0]?.description ?? "",
      model: "closed" as const,
      hasDueTimes: false,
    })),
    reachedHttp: proven.reachedHttp || loaded.some(({ reachedHttp }) => reachedHttp),
    summary: comparison(context.collector),
  };
}

function commonLimit(loaded: readonly LoadsResult[]): RunFindings["limitedBy"] {
  const limits = new Set(loaded.map(({ limitedBy }) => limitedBy));
  const [first] = limits;
  return limits.size > 1 ? "unknown" : first;
}

interface BlockSetting {
  readonly tags: Tags;
  readonly isFirst: boolean;
  readonly context: RunContext;
}

/** The first block takes longer to warm up: until then nothing was compiled, here and in the server. */
function blockOf(url: string, delivery: Delivery, { tags, isFirst, context }: BlockSetting): RunPlan {
  const size = { kind: "fixed", bytes: payloadBytes } as const;
  return planRun({
    seed: context.random.fork("demo").integer(0, 0xffff_ffff),
    loads: [
      {
        url,
        tags: { ...tags, delivery },
        warmUpMs: isFirst ? 1_500 : 500,
        executor: { kind: "constant-clients", clients: connections, durationMs: blockMs },
        traffic: {
          kind: "echo",
          message: {
            payload: { kind: "generated", size },
            delivery: delivery === "fragments" ? { fragmentBytes } : {},
          },
        },
      },
    ],
  });
}

/** Whole beside fragments, steady phases only. */
function comparison(collector: MetricCollector): string {
  const rows = deliveries.map((delivery) => {
    const tags = { delivery, phase: "steady" };
    const histogram = collector.histogram("ws_msg_latency", tags);
    const [p50, p99] = [50, 99].map((p) => histogram.percentileUs(p));
    const cells = [p50, p99, histogram.maxUs].map((us) => (us === undefined ? "-" : formatUs(us)));
    return [`  ${delivery}`, formatCount(histogram.count), ...cells];
  });
  const title = `${connections} connections, ${payloadBytes} B messages, whole and in fragments of ${fragmentBytes} B`;
  return `${title}\n${alignColumns([["  delivery", "answers", "p50", "p99", "max"], ...rows])}`;
}

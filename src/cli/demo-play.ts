// What the demo does: scenarios, then one load in two ways, in turns.

import type { ClosedLoopOptions } from "../engine/closed-loop-options.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { Tags } from "../metrics/run-report.js";
import { builtinScenarios } from "../scenarios/builtin-scenarios.js";
import { formatCount, formatUs } from "../units.js";
import { type LabelledLoad, playLoads } from "./load-play.js";
import type { RunContext, RunFindings } from "./reported-run.js";
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
    load: { executor: "closed-loop", connections, blockMs, blocks, payloadBytes, fragmentBytes, inFlight: 1 },
  };
}

/** Plays the demo against the reference server at `url`. */
export async function playDemo(url: string, tags: Tags, context: RunContext): Promise<RunFindings> {
  const scenarios = builtinScenarios();
  const proven = await playScenarios({ url, scenarios, dial: {}, named: true, context, tags });
  const loaded = await playLoads(
    blocks.map((delivery, index) => blockOf(url, delivery, tags, { isFirst: index === 0 })),
    context,
  );
  return {
    checks: [...proven.checks, ...loaded.checks],
    warnings: loaded.warnings,
    limitedBy: loaded.limitedBy,
    reachedHttp: proven.reachedHttp || loaded.reachedHttp,
    summary: comparison(context.collector),
  };
}

/** The first block takes longer to warm up: until then nothing was compiled, here and in the server. */
function blockOf(
  url: string,
  delivery: Delivery,
  tags: Tags,
  { isFirst }: { readonly isFirst: boolean },
): LabelledLoad {
  const options: ClosedLoopOptions = {
    url,
    connections,
    durationMs: blockMs,
    warmUpMs: isFirst ? 1_500 : 500,
    payload: { kind: "text", bytes: payloadBytes },
    tags: { ...tags, delivery },
    ...(delivery === "fragments" && { fragmentBytes }),
  };
  return { label: `load, ${delivery}`, options };
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

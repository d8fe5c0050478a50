// One load in a process of its own, through the library as its users call it: takes an order as JSON, prints the figures.

import {
  type LatencyHistogram,
  type LoadOptions,
  type LoadsResult,
  MetricCollector,
  runLoads,
  systemClock,
} from "wsrig";
import {
  type GeneratorFigures,
  type GeneratorOrder,
  type ReportedUs,
  toldPercentiles,
} from "./generator-order.js";

const order = JSON.parse(process.argv[2] ?? "") as GeneratorOrder;
const collector = new MetricCollector({ clock: systemClock });
await waitForBegin(order);
// `precise`: with timer ticks the generator's own lateness (p99 2 to 3 ms) would be many times the errors looked for.
const result = await runLoads({ collector, pacing: "precise", loads: [loadOf(order)] });
console.log(JSON.stringify(figuresOf(result)));

function loadOf({ ratePerSecond, hasIds, ...asked }: GeneratorOrder): LoadOptions {
  return {
    url: asked.url,
    warmUpMs: asked.warmUpMs,
    gracefulStopMs: asked.gracefulStopMs,
    executor: { kind: "constant-clients", clients: asked.connections, durationMs: asked.steadyMs },
    traffic: {
      kind: "echo",
      message: { payload: { kind: "generated", size: { kind: "fixed", bytes: 32 } } },
      match: hasIds ? { kind: "offset", offset: 0 } : { kind: "order" },
      schedule:
        ratePerSecond === undefined
          ? { kind: "closed", inFlight: 1 }
          : { kind: "open", ratePerSecond, per: "load", arrivals: "constant" },
    },
    dial: { driver: asked.driver },
  };
}

async function waitForBegin({ beginAt, warmUpMs }: GeneratorOrder): Promise<void> {
  if (beginAt === undefined) return;
  const everyUs = beginAt.everyMs * 1_000;
  const earliestUs = systemClock.nowUs() + warmUpMs * 1_000 - beginAt.offsetMs * 1_000;
  const steadyUs = Math.ceil(earliestUs / everyUs) * everyUs + beginAt.offsetMs * 1_000;
  await systemClock.sleepUntilUs(steadyUs - warmUpMs * 1_000);
}

function figuresOf({ loads, invalid }: LoadsResult): GeneratorFigures {
  const [load] = loads;
  if (load === undefined || load.failed > 0) throw new Error("Not all connections of the load were opened.");
  const { measured } = load;
  const corrected = collector.histogram("ws_msg_latency_corrected", { phase: "steady" });
  const lateness = collector.histogram("generator_lateness", { phase: "steady" });
  const total = (metric: string): number => collector.total(metric, { phase: "steady" });
  return {
    serviceUs: reported(collector.histogram("ws_msg_latency", { phase: "steady" })),
    ...(corrected.count > 0 && { correctedUs: reported(corrected) }),
    ...(lateness.count > 0 && { latenessP99Us: lateness.percentileUs(99) }),
    // From the metrics, as they stand in a report.
    sent: total("ws_msgs_sent"),
    received: total("ws_msgs_received"),
    answered: total("ws_msgs_answered"),
    late: total("ws_msgs_late"),
    lost: total("ws_msgs_lost"),
    duplicated: total("ws_msgs_duplicated"),
    reordered: total("ws_msgs_reordered"),
    dropped: measured.dropped,
    wrong: measured.wrong,
    invalid: invalid.map(({ code, message }) => `${code}: ${message}`),
  };
}

function reported(histogram: LatencyHistogram): ReportedUs {
  const entries = toldPercentiles.map((p) => [p, histogram.percentileUs(p)] as const);
  if (entries.some(([, us]) => us === undefined))
    throw new Error("The load got no answer in its steady phase.");
  return Object.fromEntries(entries) as unknown as ReportedUs;
}

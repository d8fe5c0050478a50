// The run report: one versioned document, the only thing that every page and export is made from.

import { z } from "zod";
import { reportBlockSchema, reportComparisonSchema } from "./comparison-report.js";
import { reportAgentSchema, reportBaselineSchema } from "./conformance-report.js";
import { reportExperimentSchema } from "./experiment-report.js";

/** Version of the document; raised when a reader of the old shape would be misled. */
export const reportSchemaVersion = 1;

const tags = z.record(z.string(), z.string());
const count = z.number().int().nonnegative();
const amount = z.number().nonnegative();

const notice = z.object({
  code: z.string().describe("Stable name, kebab-case"),
  message: z.string().describe("What, the value, and why it matters for the numbers"),
  hint: z.string().optional().describe("What to try, as one imperative sentence"),
});

const check = z.object({
  id: z.string().describe("Stable name: <scenario>/<slug of the title>"),
  title: z.string(),
  status: z.enum(["pass", "fail", "notApplicable"]),
  reason: z.string().optional().describe("Why it failed or does not apply"),
  expected: z.string().optional(),
  received: z.string().optional(),
  durationMs: amount,
  scenario: z.string(),
  tags,
  passes: count.optional().describe("How often it passed, where several clients or iterations ran it"),
  fails: count.optional(),
});

const trend = z.object({
  name: z.string(),
  tags,
  kind: z.literal("trend"),
  unit: z.literal("us"),
  count,
  min: amount.optional(),
  mean: amount.optional(),
  stdev: amount.optional(),
  p50: amount.optional(),
  p75: amount.optional(),
  p90: amount.optional(),
  p95: amount.optional(),
  p99: amount.optional(),
  p999: amount.optional(),
  max: amount.optional(),
  hdr: z.string().optional().describe("HDR histogram, V2 compressed, base64, integer µs"),
});
const counter = z.object({
  name: z.string(),
  tags,
  kind: z.literal("counter"),
  unit: z.enum(["1", "byte"]),
  count: amount,
  ratePerSecond: amount,
});
const rate = z.object({
  name: z.string(),
  tags,
  kind: z.literal("rate"),
  unit: z.literal("ratio"),
  passes: count,
  fails: count,
  rate: z.number().min(0).max(1).optional(),
});
const gauge = z.object({
  name: z.string(),
  tags,
  kind: z.literal("gauge"),
  unit: z.string(),
  min: z.number(),
  max: z.number(),
  last: z.number(),
});
const metric = z.discriminatedUnion("kind", [trend, counter, rate, gauge]);

const heat = z
  .string()
  .regex(/^\d+:\d+(,\d+)*(;\d+:\d+(,\d+)*)*$/)
  .describe(
    "How many samples in each coarse bucket, for a heat map: runs of neighbouring buckets, `first:count,count;first:count`. " +
      "Buckets 0 to 7 are one µs each, then every doubling is cut into 4: bucket b >= 8 begins at " +
      "(b - 4 s) * 2^s µs, s = floor(b / 4) - 1, and ends where the next begins. Joined points are summed",
  );

const seriesPoint = z.object({
  atMs: amount.describe("End of the second, ms after the start of the run"),
  spanMs: amount
    .optional()
    .describe(
      "How long the point is, ms: about 1000; a multiple of it in very long runs, percentiles then of the worst second",
    ),
  tags,
  counters: z.record(z.string(), amount).describe("Increase within the second"),
  gauges: z.record(z.string(), z.number()),
  trends: z.record(
    z.string(),
    z
      .object({ count, p50: amount, p90: amount, p99: amount, max: amount, heat: heat.optional() })
      .describe("Of this second alone, µs"),
  ),
});

const load = z.object({
  name: z
    .string()
    .describe("Value of the tag `load`, which its metrics have where the run has several loads"),
  description: z.string().describe("What it does, as one sentence without its name"),
  model: z
    .enum(["open", "closed"])
    .describe("open: the plan alone says when; closed: the next follows an answer"),
  hasDueTimes: z.boolean().describe("Whether its messages had a due time, so that corrected latency exists"),
  limitedBy: z.enum(["generator", "target", "unknown"]).optional().describe("What set its pace, if closed"),
  inFlightAtEnd: count
    .optional()
    .describe("Messages sent and neither answered nor given up when it ended; absent is 0"),
});

const threshold = z.object({
  metric: z.string(),
  expression: z.string(),
  ok: z.boolean(),
  observed: z.number().optional(),
});

const search = z.object({
  vary: z.enum(["rate", "connections"]).describe("Messages per second over all connections, or connections"),
  until: z.string().describe("The bound that must hold: METRIC: EXPRESSION"),
  unit: z.enum(["us", "byte", "ratio", "1"]).describe("Of the bound and of what was observed"),
  bound: z.number().describe("Right side of the expression"),
  answer: count
    .optional()
    .describe("Highest value that holds; the report's metrics, series and checks are of its last run"),
  isConfirmed: z.boolean().describe("Whether the answer held twice in a row"),
  ended: z.enum([
    "found",
    "holds-everywhere",
    "holds-nowhere",
    "generator-limit",
    "probe-limit",
    "interrupted",
  ]),
  shown: count
    .optional()
    .describe("Value of the run that the rest of the report is of: the answer, else the lowest one tried"),
  sentence: z.string().describe("What was found, and why the search ended"),
  probes: z
    .array(
      z.object({
        value: count,
        purpose: z.enum(["climb", "descend", "narrow", "confirm"]),
        holds: z.boolean().describe("Whether the bound held and nothing else failed"),
        observed: z.number().optional().describe("Absent where there was no sample"),
        failures: z.array(z.string()).optional().describe("What else failed: lost messages, say"),
        invalid: z.string().optional().describe("Why the run says nothing of the target"),
      }),
    )
    .describe("In the order made"),
});

/** Validates and types report.json. */
export const runReportSchema = z.object({
  schemaVersion: z.literal(reportSchemaVersion),
  kind: z.enum(["run", "conformance", "experiment", "comparison"]),
  name: z.string(),
  tool: z.object({ name: z.literal("wsrig"), version: z.string() }),
  startedAt: z.iso.datetime(),
  durationMs: amount,
  command: z.array(z.string()).describe("Arguments that repeat the run, secrets replaced"),
  target: z.looseObject({ url: z.string() }),
  plan: z.record(z.string(), z.unknown()).describe("Every option resolved, and the seed"),
  environment: z.object({
    os: z.string(),
    arch: z.string(),
    cpu: z.string(),
    cores: count,
    memoryBytes: count,
    node: z.string(),
    ci: z.boolean(),
  }),
  verdict: z.enum(["pass", "fail", "invalid", "interrupted"]),
  reasons: z.array(notice),
  checks: z.array(check),
  metrics: z.array(metric),
  series: z.array(seriesPoint),
  thresholds: z.array(threshold),
  loads: z.array(load).optional().describe("The loads of the run, in their order; absent where it had none"),
  search: search
    .optional()
    .describe("A search for the highest value that holds a bound; absent in other runs"),
  limitedBy: z
    .enum(["generator", "target", "unknown"])
    .optional()
    .describe("What set the pace of a closed loop; absent when there was none"),
  agents: z
    .array(reportAgentSchema)
    .optional()
    .describe("The peers of a conformance run with their cases; absent in other runs"),
  baseline: reportBaselineSchema
    .optional()
    .describe("What a conformance run was held against; absent where it was not"),
  experiment: reportExperimentSchema.optional().describe("Of an experiment; absent in other documents"),
  blocks: z
    .array(reportBlockSchema)
    .optional()
    .describe(
      "Of an experiment in the order run, of a comparison those of both sides; absent in other documents",
    ),
  comparisons: z
    .array(reportComparisonSchema)
    .optional()
    .describe(
      "Each variant of an experiment against its baseline, or the one comparison; absent in other documents",
    ),
  warnings: z.array(notice),
});

export type RunReport = z.infer<typeof runReportSchema>;
export type ReportCheck = z.infer<typeof check>;
export type ReportMetric = z.infer<typeof metric>;
export type TrendMetric = z.infer<typeof trend>;
export type CounterMetric = z.infer<typeof counter>;
export type RateMetric = z.infer<typeof rate>;
export type GaugeMetric = z.infer<typeof gauge>;
export type SeriesPoint = z.infer<typeof seriesPoint>;
export type ReportLoad = z.infer<typeof load>;
export type ReportSearch = z.infer<typeof search>;
export type Notice = z.infer<typeof notice>;
/** Tags of a metric, a check or a point, such as `{ delivery: "whole" }`. */
export type Tags = Readonly<Record<string, string>>;

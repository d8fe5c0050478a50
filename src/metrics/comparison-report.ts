// The parts of the report document that experiments and comparisons fill: blocks, and what is different between two sides.

import { z } from "zod";

const count = z.number().int().nonnegative();
const amount = z.number().nonnegative();

/** Figures of a block that can be compared, in the order in which they are shown. */
export const comparedFigures = [
  "p50",
  "p90",
  "p99",
  "p999",
  "throughput",
  "errorRate",
  "handshake",
  "cpuPerMessage",
  "bytesPerMessage",
] as const;
const figureName = z.enum(comparedFigures);

/** What a difference of a figure means for the one who runs the target. */
const changeVerdict = z
  .enum(["better", "worse", "same", "unclear"])
  .describe(
    "better, worse: the interval excludes no change, the effect passes the noise threshold, and the rank test reaches the level; " +
      "same: the whole interval lies within the noise threshold; unclear: anything else",
  );

/** One block: a run of one variant with its own warm-up, or a whole run report. The unit of replication. */
export const reportBlockSchema = z.object({
  variant: z.string().describe("Name of the variant, or of the side, that it is of"),
  startedAt: z.iso.datetime(),
  durationMs: amount.describe("Of the measured time, warm-up and drain not included"),
  figures: z
    .partialRecord(figureName, z.number())
    .describe(
      "Latencies and handshake in µs, throughput in answered messages per second, errorRate as a share of the messages sent, " +
        "cpuPerMessage in µs of the target's process, bytesPerMessage in bytes on the wire both ways, framing included",
    ),
  latency: z
    .object({
      metric: z.enum(["ws_msg_latency", "ws_msg_latency_corrected"]),
      count,
      min: amount,
      max: amount,
      hdr: z.string().describe("HDR histogram, V2 compressed, base64, integer µs"),
    })
    .optional()
    .describe("The distribution that p50 to p999 are of; absent where nothing was answered"),
  limitedBy: z
    .enum(["generator", "target", "unknown"])
    .optional()
    .describe("What set the pace of a closed loop; absent under an open model"),
  invalid: z
    .string()
    .optional()
    .describe("Why its numbers cannot be trusted: it is no evidence then; absent when they can"),
  source: z
    .string()
    .optional()
    .describe("The report that it was read from; absent where it was run for this one"),
});

const change = z
  .object({
    kind: z
      .enum(["ratio", "difference"])
      .describe("ratio: candidate / baseline; difference: candidate - baseline, of shares such as errorRate"),
    value: z.number().describe("Of the medians over blocks"),
    low: z.number().describe("Lower end of the interval"),
    high: z.number(),
  })
  .describe("Candidate against baseline, with a bootstrap interval over blocks");

const comparedRow = z.object({
  figure: figureName,
  title: z.string().describe("As people read it: `p99 latency`"),
  unit: z.enum(["us", "1/s", "ratio", "byte"]),
  better: z.enum(["lower", "higher"]),
  gates: z.boolean().describe("Whether the figure decides the verdict of the comparison"),
  baseline: z.number().optional().describe("Median over blocks, in `unit`; absent without one"),
  candidate: z.number().optional(),
  change: change.optional().describe("Absent where one side has no value, or a ratio to 0 would be needed"),
  p: z.number().min(0).max(1).optional().describe("Two-sided Mann-Whitney rank test over blocks"),
  pAdjusted: z.number().min(0).max(1).optional().describe("Holm, over the gating figures or over all others"),
  verdict: changeVerdict,
  reason: z.string().optional().describe("Why it is unclear, as a sentence"),
  needs: z
    .object({
      blocks: count.describe("More blocks a side"),
      effect: z.number().describe("The effect that so many would show: 0.06 is 6%"),
    })
    .optional()
    .describe("What would make an unclear figure clear, by the spread seen"),
});

/** Two sides held against each other. */
export const reportComparisonSchema = z.object({
  baseline: z.string().describe("Variant of the blocks on the one side"),
  candidate: z
    .string()
    .describe("Variant of the blocks on the other side; changes are of it against the baseline"),
  blocks: z.object({
    baseline: count.describe("Blocks that are evidence"),
    candidate: count,
    leftOut: count.describe("Blocks of both sides that are none, being invalid"),
  }),
  noise: z
    .number()
    .positive()
    .describe(
      "Noise threshold: by how much the larger side must be above the smaller one to mean anything; 0.03 is 3%",
    ),
  level: z.number().positive().describe("Of the rank test after Holm's correction: 0.01 is 1%"),
  confidence: z.number().positive().describe("Of the intervals: 0.95"),
  rows: z
    .array(comparedRow)
    .describe("In the order of the figures; those that neither side has are left out"),
  distance: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      "Kolmogorov-Smirnov: largest distance of the two latency distributions; an effect size, never a test",
    ),
  verdict: changeVerdict.describe(
    "worse when a gating figure is, else better when one is, same when all are, else unclear",
  ),
  isRed: z.literal(true).optional().describe("The comparison makes the run fail, by --fail-on"),
  sentence: z.string().describe("The verdict in words, for people who know nothing of the project"),
  caveats: z
    .array(z.string())
    .describe("What the verdict does not cover: `for these two processes`; differences passed by --force"),
});

export type ComparedFigure = z.infer<typeof figureName>;
export type ChangeVerdict = z.infer<typeof changeVerdict>;
export type ReportBlock = z.infer<typeof reportBlockSchema>;
export type ComparedRow = z.infer<typeof comparedRow>;
export type ReportComparison = z.infer<typeof reportComparisonSchema>;

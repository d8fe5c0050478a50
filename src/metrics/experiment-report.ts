// The part of the report document that an experiment fills: its variants, and the order of their blocks.

import { z } from "zod";

const count = z.number().int().nonnegative();

const variant = z.object({
  name: z.string(),
  description: z.string().describe("What its load does, as one sentence without its name"),
  url: z.string(),
  command: z.array(z.string()).optional().describe("What starts its target; absent where it runs already"),
  model: z.enum(["open", "closed"]),
  load: z.record(z.string(), z.unknown()).describe("Its load with every default resolved"),
});

/** What one more fragment costs. */
const cost = z.object({
  payloadBytes: count,
  model: z.enum(["open", "closed"]).describe("Under which it was measured"),
  figure: z
    .enum(["p50", "p99", "p999", "throughput", "cpuPerMessage", "bytesPerMessage"])
    .describe("throughput: of the time from one answer to the next at the ceiling"),
  unit: z.enum(["us", "byte"]),
  perFragment: z.number().describe("What each frame beyond the first adds, in `unit`"),
  low: z
    .number()
    .describe("Lower end of its 95% interval; of an exact cost that of the cheapest fragment size"),
  high: z.number(),
  method: z
    .enum(["theil-sen", "exact"])
    .describe(
      "theil-sen: median of the slopes between all pairs of sweep points, each point the median over its blocks, with a bootstrap " +
        "interval over blocks; exact: counted by RFC 6455 §5.2, towards the target, median over the fragment sizes",
    ),
  sentence: z.string().describe("The cost in words"),
});

/** A sweep over message sizes and fragment sizes, as `wsrig fragments` makes it. */
const sweep = z.object({
  points: z
    .array(
      z.object({
        variant: z.string().describe("Name of the variant"),
        payloadBytes: count,
        fragmentBytes: count.optional().describe("Payload bytes of a frame; absent for whole messages"),
        frames: count.describe("Of one message; under compression at most, as it is cut after that"),
        wireBytes: count
          .optional()
          .describe("Of one message as it is sent: payload, headers, mask keys; absent under compression"),
        model: z.enum(["open", "closed"]),
      }),
    )
    .describe("By message size, then by fragment size, the smallest first and whole messages last"),
  rates: z
    .array(
      z.object({
        payloadBytes: count,
        ratePerSecond: z.number().positive(),
        share: z
          .number()
          .positive()
          .optional()
          .describe(
            "Of the lowest median ceiling over the fragment sizes; absent where the user gave the rate",
          ),
      }),
    )
    .describe("Messages per second of the open model, for each message size that was measured so"),
  delivery: z
    .array(
      z.object({
        fact: z.enum(["answer-frames", "passes-fragments-on", "pong-between-fragments"]),
        value: z.union([z.boolean(), z.number()]),
        sentence: z.string().describe("The fact in words"),
      }),
    )
    .describe("How the target delivers a fragmented message; those that could not be learnt are left out"),
  notLearnt: z.array(z.string()).describe("Why facts are left out, as sentences"),
  costs: z.array(cost).describe("By message size, then by figure; those that were not measured are left out"),
});

/** What was varied, and in which order. */
export const reportExperimentSchema = z.object({
  baseline: z
    .string()
    .describe(
      "Name of the variant that the others are held against. A sweep has a baseline for each message size and model: this is the " +
        "first, and each comparison names its own",
    ),
  variants: z.array(variant).describe("The baseline first; in a sweep each baseline before its candidates"),
  varied: z
    .array(z.string())
    .describe("Fields of the load in which variants differ: `traffic.message.delivery.fragmentBytes`"),
  order: z.array(z.string()).describe("Names of variants, block by block, as planned"),
  isRestarted: z.boolean().describe("Whether every block had a target process of its own"),
  sweep: sweep.optional(),
});

export type ReportExperiment = z.infer<typeof reportExperimentSchema>;
export type ExperimentVariant = z.infer<typeof variant>;
export type ReportSweep = z.infer<typeof sweep>;
export type SweepPoint = ReportSweep["points"][number];
export type SweepCost = ReportSweep["costs"][number];
export type DeliveryFact = ReportSweep["delivery"][number];

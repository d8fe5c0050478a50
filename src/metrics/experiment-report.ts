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

/** A sweep over message sizes and fragment sizes, as `wsrig fragments` makes it. */
const sweep = z.object({
  points: z
    .array(
      z.object({
        variant: z.string().describe("Name of the variant"),
        payloadBytes: count,
        fragmentBytes: count.optional().describe("Payload bytes of a frame; absent for whole messages"),
        frames: count.describe("Of one message"),
        model: z.enum(["open", "closed"]),
      }),
    )
    .describe("By message size, then by fragment size, the smallest first and whole messages last"),
  delivery: z
    .array(
      z.object({
        fact: z.enum(["answer-frames", "passes-fragments-on", "pong-between-fragments"]),
        value: z.union([z.boolean(), z.number()]),
        sentence: z.string().describe("The fact in words"),
      }),
    )
    .describe("How the target delivers a fragmented message; those that could not be learnt are left out"),
});

/** What was varied, and in which order. */
export const reportExperimentSchema = z.object({
  baseline: z.string().describe("Name of the variant that the others are held against"),
  variants: z.array(variant).describe("The baseline first"),
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

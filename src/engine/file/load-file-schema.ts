// The parts of a scenario file that say loads and experiments, before any of it is planned.

import { z } from "zod";
import { metricKinds } from "../../metrics/catalogue.js";
import { comparedFigures } from "../../metrics/comparison-report.js";
import { declaredLoadSchema, declaredDuration as duration } from "./declared-load-schema.js";

const count = z.int().min(1);
const text = z.string();

const threshold = z.union([
  text,
  z.strictObject({
    threshold: text,
    abortOnFail: z.boolean().optional(),
    delayAbortEval: duration.optional(),
  }),
]);

// What a variant changes is a part of a load, and only together with the rest of it can it be told whether it is right.
const changes = z.record(text, z.unknown());
const variant = z.strictObject({
  name: z
    .string()
    .regex(
      /^[\w.-]([\w. -]{0,58}[\w.-])?$/,
      'must be 1 to 60 letters, digits, ".", "_", "-" or spaces within',
    ),
  command: z
    .union([text, z.array(text).min(1)])
    .optional()
    .describe(
      "Program that is its target, started anew for each block; {port} in it and in the url stands for a free port",
    ),
  url: z
    .string()
    .regex(/^wss?:\/\//, 'must begin with "ws://" or "wss://"')
    .optional(),
  path: z.string().startsWith("/", 'must begin with "/"').optional(),
  warmUp: duration.optional(),
  gracefulStop: duration.optional(),
  executor: changes.optional().describe("Keys of the executor, over those of the load"),
  traffic: changes.optional().describe("Keys of the traffic, over those of the load"),
  scenario: text.optional(),
  connect: changes.optional().describe("Keys of connect, over those of the load"),
});

const experiment = z.strictObject({
  load: declaredLoadSchema.describe("What all variants have in common"),
  variants: z.array(variant).min(2, "must be at least two").describe("The baseline first"),
  blocks: z.int().min(5).max(1_000).optional().describe("Of each variant. Default 10"),
  metrics: z
    .array(z.enum(comparedFigures))
    .min(1)
    .optional()
    .describe("Figures that decide the verdict. Default p50, p99, throughput"),
  noise: z.number().positive().lt(1).optional().describe("Changes within it mean nothing. Default 0.03"),
  level: z.number().positive().lt(1).optional().describe("Of the rank test. Default 0.01"),
  pause: duration.optional().describe("Between two blocks. Default 300ms"),
  startTimeout: duration.optional().describe("How long a command may take until it answers. Default 10s"),
});

/** Keys at the top of a scenario file, beside its scenarios. */
export const loadFileShape = {
  experiment: experiment
    .optional()
    .describe("Variants of one load, compared in interleaved blocks: wsrig experiment FILE"),
  loads: z
    .record(
      z.string().regex(/^[\w.-]{1,100}$/, 'must be 1 to 100 letters, digits, ".", "_" or "-"'),
      declaredLoadSchema,
    )
    .optional()
    .describe("Side by side, each by its name"),
  thresholds: z
    .record(text, z.array(threshold))
    .optional()
    .describe("What metrics must hold, else exit code 99"),
  metrics: z
    .record(text, z.enum(metricKinds))
    .optional()
    .describe("Kinds of the scenarios' own metrics, for thresholds"),
  workers: z
    .union([count, z.literal("auto")])
    .optional()
    .describe("Processes"),
  pacing: z.enum(["economical", "precise"]).optional(),
  limits: z
    .strictObject({
      lateness: duration.optional().describe("p99 above this makes an open-model run invalid. Default 10ms"),
      cpu: z.number().positive().max(1).optional().describe("Share of a core. Default 0.9"),
      cpuTime: duration.optional().describe("So long on end. Default 3s"),
    })
    .optional(),
};

const loadFile = z.strictObject(loadFileShape);

/** What a file says of an experiment. */
export type DeclaredExperiment = z.output<typeof experiment>;
export type DeclaredVariant = z.output<typeof variant>;
/** What a file says of loads. */
export type LoadFile = z.output<typeof loadFile>;

// What happens in a run, as events. Replayed from the first one they give the state of the page, so a tab that comes late gets a
// shortened list of them: the hub keeps the last of each kind and a coarsened series.

import { z } from "zod";
import type { ReportBlock } from "../metrics/comparison-report.js";
import type { ReportCheck, ReportMetric, RunReport, SeriesPoint } from "../metrics/run-report.js";
import { problem } from "./conversation.js";

/** Data of a report, whose own schema is applied where it was made: here only that it is an object, or a list of them. */
const dataOf = <T>() => z.custom<T>((value) => typeof value === "object" && value !== null);

const verdict = z.enum(["pass", "fail", "invalid", "interrupted"]);

/** The schema of {@link LiveEvent}. */
export const liveEvent = z.discriminatedUnion("kind", [
  /** First of all. What a report says before the run, as far as it is known. */
  z.object({
    kind: z.literal("began"),
    run: dataOf<
      Pick<RunReport, "kind" | "name" | "command" | "startedAt" | "plan" | "environment"> & {
        readonly target: RunReport["target"];
      }
    >(),
    /** Loads by the order of their flags or file; empty for scenarios and cases. */
    loads: z.array(dataOf<NonNullable<RunReport["loads"]>[number]>()),
  }),
  /** Replaces what it does. `startedAtMs`: of the wall clock (Date.now()). */
  z.object({
    kind: z.literal("activity"),
    activity: z.string(),
    startedAtMs: z.number(),
    totalMs: z.number().optional(),
  }),
  /** Replaces the figures of now; those of `ProgressFigures` in the command line. */
  z.object({
    kind: z.literal("figures"),
    figures: z.object({
      phase: z.string().optional(),
      open: z.number().optional(),
      clients: z.number().optional(),
      messagesPerSecond: z.number().optional(),
      p50Us: z.number().optional(),
      p99Us: z.number().optional(),
      correctedP99Us: z.number().optional(),
      errors: z.number().optional(),
      dropped: z.number().optional(),
      latenessP99Us: z.number().optional(),
      generatorCpu: z.number().optional(),
      done: z.number().optional(),
      failed: z.number().optional(),
      leftMs: z.number().optional(),
    }),
  }),
  /**
   * One second more: its points are added, the metrics so far (without `hdr`) replace those before. An experiment has the tag `variant`
   * in both; its metrics are those of the blocks that are done, and of a variant without any those of the block under way. The last one
   * has the metrics of the report.
   */
  z.object({
    kind: z.literal("second"),
    points: z.array(dataOf<SeriesPoint>()),
    metrics: z.array(dataOf<ReportMetric>()),
    /** Of the run so far. */
    durationMs: z.number(),
  }),
  /** Replaces the thresholds as they stand. */
  z.object({ kind: z.literal("thresholds"), thresholds: z.array(dataOf<RunReport["thresholds"][number]>()) }),
  /** One check or case more. Of passed cases only the count is told (`cases`). */
  z.object({ kind: z.literal("check"), check: dataOf<ReportCheck>() }),
  /**
   * Replaces the counts of all checks so far; each `check` after it counts one more. Told where not every check is: of many that
   * pass at once, and to a tab that comes late.
   */
  z.object({
    kind: z.literal("checkCounts"),
    pass: z.int(),
    fail: z.int(),
    notApplicable: z.int(),
  }),
  /** Replaces the counts of conformance cases, by peer and verdict. */
  z.object({
    kind: z.literal("cases"),
    agents: z.array(z.object({ agent: z.string(), total: z.int(), verdicts: z.record(z.string(), z.int()) })),
  }),
  /** One block of an experiment more, without its `latency`. */
  z.object({ kind: z.literal("block"), block: dataOf<ReportBlock>(), index: z.int(), of: z.int() }),
  /** A line that a person should read. */
  z.object({ kind: z.literal("note"), text: z.string() }),
  /**
   * The report is written, into `folder`: a path as --out has it, whose last part is the name of the run's own folder. Its documents
   * follow at once in `reportDocuments`, where the hub has them.
   */
  z.object({ kind: z.literal("ended"), verdict, exitCode: z.int(), folder: z.string() }),
  /** It ended without a report. */
  z.object({ kind: z.literal("failed"), problem, exitCode: z.int() }),
]);

/** See the file's first line. */
export type LiveEvent = z.infer<typeof liveEvent>;
export type LiveFigures = Extract<LiveEvent, { kind: "figures" }>["figures"];

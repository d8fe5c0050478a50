// The history document: what all runs of a folder showed over time, and where it changed.

import { z } from "zod";
import { comparedFigures } from "./comparison-report.js";

/** Version of the document; raised when a reader of the old shape would be misled. */
export const historySchemaVersion = 1;

/** Figures with a trend, in the order in which they are shown: those that can be compared, then what else a run counts. */
export const historyFigures = [...comparedFigures, "searchAnswer", "failedChecks", "failedCases"] as const;
const figureName = z.enum(historyFigures);

const count = z.number().int().nonnegative();
const amount = z.number().nonnegative();
const runIndex = count.describe("Index into `runs`");

const historyRun = z.object({
  folder: z.string().describe("Name of its folder, within `folder` of the document"),
  page: z
    .string()
    .optional()
    .describe("Its page as a link relative to `folder`, percent-encoded; absent where it has none"),
  startedAt: z.iso.datetime(),
  kind: z.enum(["run", "conformance", "experiment"]),
  name: z.string(),
  verdict: z.enum(["pass", "fail", "invalid", "interrupted"]),
  build: z.string().optional().describe("Value of the tag that names the build; absent without it"),
  wsrig: z.string().describe("Version of wsrig"),
  node: z.string(),
  target: z.string().describe("URL"),
  tags: z.record(z.string(), z.string()),
  leftOut: z
    .string()
    .optional()
    .describe("Why its figures are shown but are no evidence of a change; absent when they are"),
  series: count.describe("Index into `series`"),
  parts: z
    .array(
      z.object({
        name: z
          .string()
          .optional()
          .describe("Variant of an experiment, peer of a conformance run; absent for the run itself"),
        figures: z.partialRecord(figureName, z.number()),
      }),
    )
    .describe("Figures of a run; of an experiment the median over the blocks of each variant"),
});

const historySeries = z
  .object({
    name: z.string(),
    kind: historyRun.shape.kind,
    plan: z.string().describe("Hash of the plan without seed, tags and the address of the target"),
    machine: z.string().describe("Processor, cores and memory"),
    runs: z.array(runIndex).describe("In the order of their start"),
  })
  .describe("Runs that can be compared: of one name, kind, plan and machine");

const changePoint = z.object({
  before: runIndex.describe("Last run before the change"),
  after: runIndex.describe("First run after it"),
  from: z.number().describe("Median of the runs between the change before and this one"),
  to: z.number().describe("Median of the runs between this change and the next"),
  kind: z.enum(["ratio", "difference"]),
  value: z.number().describe("to / from; or to - from, of shares and counts"),
  p: z.number().min(0).max(1).describe("Of the permutation test"),
  verdict: z.enum(["better", "worse"]),
  isLast: z.literal(true).optional().describe("No change of the same figure came after it"),
  sentence: z.string().describe("The change in words"),
});

const historyTrend = z.object({
  series: count.describe("Index into `series`"),
  part: z.string().optional().describe("As in `runs[].parts[].name`"),
  figure: figureName,
  title: z.string().describe("As people read it: `p99 latency`"),
  unit: z.enum(["us", "1/s", "ratio", "byte", "1"]),
  better: z.enum(["lower", "higher"]),
  gates: z.boolean().describe("Whether its changes are told first"),
  points: z.array(z.object({ run: runIndex, value: z.number() })).describe("In the order of the runs"),
  median: z.number().describe("Of the runs that are evidence; of all where none is"),
  level: z
    .number()
    .positive()
    .describe("Of the permutation test: 1% shared by the figures that are tested together"),
  evidence: count.describe("Runs that are evidence"),
  needs: count.describe("Runs from which on a change can be seen at all at this level"),
  changes: z.array(changePoint).describe("In the order of time"),
});

/** Validates and types the document. */
export const historySchema = z.object({
  schemaVersion: z.literal(historySchemaVersion),
  kind: z.literal("history"),
  tool: z.object({ name: z.literal("wsrig"), version: z.string() }),
  madeAt: z.iso.datetime(),
  folder: z.string().describe("As the user wrote it"),
  pagesAt: z
    .string()
    .optional()
    .describe(
      "Way from the folder of this page to `folder`, ends with a slash; absent where they are the same",
    ),
  buildTag: z.string().optional().describe("Tag that names the build; absent where no run has one"),
  noise: amount.describe("Changes below it are left out: 0.03 is 3%"),
  level: amount.describe(
    "Of false alarms in a series without a change, for the figures that are told first: 0.01 is 1%",
  ),
  headline: z.string().describe("What changed last, for people who know nothing of the project"),
  sentences: z.array(z.string()).describe("What the history is of"),
  runs: z.array(historyRun).describe("In the order of their start"),
  skipped: z.array(z.object({ folder: z.string(), why: z.string() })).describe("Folders that are no run"),
  series: z.array(historySeries).describe("The one with the newest run first"),
  trends: z.array(historyTrend).describe("By series, part and figure"),
});

export type RunHistory = z.infer<typeof historySchema>;
export type HistoryFigure = z.infer<typeof figureName>;
export type HistoryRun = z.infer<typeof historyRun>;
export type HistorySeries = z.infer<typeof historySeries>;
export type HistoryTrend = z.infer<typeof historyTrend>;
export type HistoryChange = z.infer<typeof changePoint>;

// A baseline of a load: what its blocks showed on one machine, and the plan to run it again, as a small file fit for version control.

import { z } from "zod";
import { WsrigError } from "../errors.js";
import { comparedFigures, type ReportBlock, reportBlockSchema } from "./comparison-report.js";
import { documentKind, documentWords } from "./document-kind.js";
import { LatencyHistogram } from "./histogram.js";
import { runReportSchema } from "./run-report.js";
import { schemaProblems } from "./schema-problems.js";

const baselineVersion = 1;
/** As of an experiment: with fewer on a side no difference reaches the level of the tests. */
const leastBlocks = 5;

const schema = z.object({
  schemaVersion: z.literal(baselineVersion),
  kind: z.literal("performance-baseline"),
  tool: runReportSchema.shape.tool,
  environment: runReportSchema.shape.environment,
  madeAt: z.iso.datetime(),
  target: z
    .object({
      url: z.string().describe("Secrets replaced"),
      isRestarted: z.boolean().describe("Whether every block had a target process of its own"),
    })
    .describe("Of which it was made; a run names its own"),
  plan: z
    .record(z.string(), z.unknown())
    .describe("The load with every default resolved, as the engine stores it"),
  gates: z.array(z.enum(comparedFigures)).min(1).describe("Figures that decide"),
  noise: z.number().positive().lt(1).describe("Noise threshold: 0.03 is 3%"),
  blocks: z
    .array(reportBlockSchema.superRefine(checkHistogram))
    .min(leastBlocks)
    .describe("In the order run, all of them evidence"),
});

/** The content of a baseline file. */
export type GateBaseline = z.infer<typeof schema>;

/**
 * The text of a baseline file: keys in a fixed order, a line each, so that a change is a line in a diff. Figures have 7 digits, which is
 * far below what two runs differ by.
 */
export function renderGateBaseline(baseline: Omit<GateBaseline, "schemaVersion" | "kind">): string {
  const document = schema.parse({
    ...baseline,
    schemaVersion: baselineVersion,
    kind: "performance-baseline",
    blocks: baseline.blocks.map(rounded),
  });
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/**
 * Reads the text of a baseline file.
 *
 * @param path - The file, as the user wrote it.
 * @throws WsrigError `usage-invalid-baseline` that names every problem with its place, one per line; of a document of another kind only
 * what it seems to be.
 */
export function parseGateBaseline(text: string, path: string): GateBaseline {
  const json = parseJson(text, path);
  const kind = documentKind(json);
  if (kind !== "performance-baseline") throw invalid(path, `it seems to be ${documentWords[kind]}`);
  const { schemaVersion: version } = json as { readonly schemaVersion?: unknown };
  if (typeof version === "number" && version > baselineVersion) {
    throw invalid(path, `it has schemaVersion ${version}; this wsrig reads up to ${baselineVersion}`);
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const problems = schemaProblems(result.error, json);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  throw invalid(
    path,
    `it has ${count}:\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
    result.error,
  );
}

/** In the order of the catalogue, with 7 digits. */
function rounded(block: ReportBlock): ReportBlock {
  const figures = comparedFigures.flatMap((name) => {
    const value = block.figures[name];
    return value === undefined ? [] : [[name, Number(value.toPrecision(7))] as const];
  });
  return { ...block, durationMs: Math.round(block.durationMs), figures: Object.fromEntries(figures) };
}

/** A file that a merge has damaged must not end in a bug of ours. */
function checkHistogram({ latency }: ReportBlock, context: z.RefinementCtx<ReportBlock>): void {
  if (latency === undefined) return;
  const { hdr, count, min, max } = latency;
  const found = countOf(hdr, { minUs: min, maxUs: max });
  if (found === count) return;
  const message = found === undefined ? "is no HdrHistogram" : `has ${found} latencies; count is ${count}`;
  context.addIssue({ code: "custom", path: ["latency", "hdr"], message, input: hdr });
}

function countOf(hdr: string, exact: { readonly minUs: number; readonly maxUs: number }): number | undefined {
  try {
    return LatencyHistogram.fromBase64(hdr, exact).count;
  } catch {
    return undefined; // Told with its place.
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(path, `it is not JSON: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

function invalid(path: string, why: string, cause?: unknown): WsrigError {
  return new WsrigError("usage-invalid-baseline", `${path} is no baseline of a load: ${why}`, {
    path,
    hint: "Write it with wsrig gate URL --write-baseline FILE.",
    cause,
  });
}

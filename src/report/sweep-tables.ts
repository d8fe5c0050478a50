// What every rendering for people shows of a sweep over fragment sizes: a table for each message size, and one of the costs.

import { comparedLines } from "../figures/compared-rows.js";
import { quantityOrDash } from "../figures/quantity.js";
import { allCaveats } from "../figures/several-comparisons.js";
import { changeOf, linesBySize, rateOf, type SweepLine, sweepLines } from "../figures/sweep-lines.js";
import { changeWord, costTitles, cutText } from "../figures/sweep-words.js";
import type { ComparedFigure } from "../metrics/comparison-report.js";
import type { ReportSweep, SweepCost } from "../metrics/experiment-report.js";
import type { RunReport } from "../metrics/run-report.js";
import { formatBytes, formatCount, formatExactBytes, formatUs } from "../units.js";
import { gateNotes } from "./comparison-tables.js";
import type { SummaryTable } from "./summary.js";

/** One message size. */
export interface SweepTable extends SummaryTable {
  /** `4 KiB messages: latencies at 1,200 per second, 10 blocks`. */
  readonly title: string;
}

/** A table for each message size, in their order; columns that no line has are left out. */
export function sweepTables(report: RunReport): readonly SweepTable[] {
  const sweep = report.experiment?.sweep;
  if (sweep === undefined) return [];
  return linesBySize(sweepLines(report)).map(({ payloadBytes, lines }) => {
    const columns = allColumns.filter(({ text }) => lines.some((line) => !empty.has(text(line))));
    return {
      title: titleOf(sweep, payloadBytes, lines),
      columns: ["fragments of", ...columns.map(({ title }) => title)],
      rows: lines.map((line) => [cutText(line), ...columns.map(({ text }) => text(line))]),
    };
  });
}

/**
 * What else is told of a report with a sweep: its comparisons, loads and figures are in the tables of the sweep, by the dozen. Any
 * other report as it is.
 */
export function besideSweep(report: RunReport): RunReport {
  if (report.experiment?.sweep === undefined) return report;
  const metrics = report.metrics.filter(({ name }) => name === "ws_errors");
  return { ...report, comparisons: [], loads: [], metrics };
}

/** Why what decides is unclear, by fragment size, and what the verdicts do not cover; as sentences, each once. */
export function sweepRemarks({ comparisons = [] }: RunReport): readonly string[] {
  const unclear = comparisons.flatMap((comparison) =>
    gateNotes(comparedLines(comparison)).map(
      ([titles, note]) => `${comparison.candidate}, ${titles}: ${note}`,
    ),
  );
  return [...new Set([...unclear, ...allCaveats(comparisons)])];
}

/** What a further fragment costs: a column for each message size. */
export function costTable({ costs }: ReportSweep): SummaryTable {
  const figures = [...new Set(costs.map(({ figure }) => figure))];
  const sizes = [...new Set(costs.map(({ payloadBytes }) => payloadBytes))];
  const costOf = (figure: string, bytes: number): SweepCost | undefined =>
    costs.find((cost) => cost.payloadBytes === bytes && cost.figure === figure);
  return {
    columns: ["each further fragment adds", ...sizes.map((bytes) => `to ${formatExactBytes(bytes)}`)],
    rows: figures.map((figure) => [
      costTitles[figure],
      ...sizes.map((bytes) => costText(costOf(figure, bytes))),
    ]),
  };
}

/** `2 µs (1.76 µs to 2.22 µs)` */
function costText(cost: SweepCost | undefined): string {
  if (cost === undefined) return "–";
  const { unit, perFragment, low, high } = cost;
  const text = (value: number): string =>
    unit === "byte" ? `${formatCount(value)} B` : `${value < 0 ? "-" : ""}${formatUs(Math.abs(value))}`;
  const range = text(low) === text(high) ? "" : ` (${text(low)} to ${text(high)})`;
  return `${text(perFragment)}${range}`;
}

interface SweepColumn {
  readonly title: string;
  readonly text: (line: SweepLine) => string;
}

const empty: ReadonlySet<string> = new Set(["–", ""]);

const allColumns: readonly SweepColumn[] = [
  { title: "frames", text: ({ frames }) => formatCount(frames) },
  { title: "ceiling", text: ({ closed }) => perSecond(closed?.figures.throughput?.median) },
  changeColumn("vs whole", ({ closed }) => closed, "throughput"),
  { title: "p50", text: ({ open }) => quantityOrDash(open?.figures.p50?.median, "us") },
  changeColumn("p50 vs whole", ({ open }) => open, "p50"),
  { title: "p99", text: ({ open }) => quantityOrDash(open?.figures.p99?.median, "us") },
  changeColumn("p99 vs whole", ({ open }) => open, "p99"),
  { title: "p99.9", text: ({ open }) => quantityOrDash(open?.figures.p999?.median, "us") },
  { title: "CPU/message", text: ({ closed }) => quantityOrDash(closed?.figures.cpuPerMessage?.median, "us") },
  { title: "on the wire", text: ({ closed }) => wire(closed?.figures.bytesPerMessage?.median) },
];

function changeColumn(
  title: string,
  side: (line: SweepLine) => SweepLine["open"],
  figure: ComparedFigure,
): SweepColumn {
  return { title, text: (line) => changeWord(changeOf(side(line), figure)) };
}

function perSecond(value: number | undefined): string {
  return value === undefined ? "–" : `${formatCount(value)} /s`;
}

function wire(bytes: number | undefined): string {
  return bytes === undefined ? "–" : formatBytes(bytes);
}

function titleOf(sweep: ReportSweep, payloadBytes: number, lines: readonly SweepLine[]): string {
  const rate = rateOf(sweep, payloadBytes);
  const at = rate === undefined ? "" : `: latencies at ${formatCount(rate)} per second`;
  const counts = lines.flatMap(({ open, closed }) => [open, closed].flatMap((side) => side?.blocks ?? []));
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const blocks = fewest === most ? `${most}` : `${fewest} to ${most}`;
  return `${formatExactBytes(payloadBytes)} messages${at}, medians of ${blocks} blocks`;
}

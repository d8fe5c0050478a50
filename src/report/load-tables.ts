// What every rendering for people shows of loads: what each does, where its messages went, how well the generator kept up.

import { loadNames } from "../figures/load-names.js";
import { messageBalances } from "../figures/message-balance.js";
import { isLoad, isMeasured } from "../figures/tags.js";
import type { LatencyHistogram } from "../metrics/histogram.js";
import type { GaugeMetric, ReportLoad, RunReport } from "../metrics/run-report.js";
import { formatCount, formatUs } from "../units.js";
import { mergedHistogram } from "./merged-histogram.js";
import type { SummaryTable } from "./summary.js";

/** Name and sentence of each load; none in a report without loads. */
export function loadLines(report: RunReport): { readonly name: string; readonly sentence: string }[] {
  const { loads = [], metrics } = report;
  const nameOf = loadNames(report);
  const answered = metrics.filter(({ name, tags }) => name === "ws_msg_latency" && isLoad(tags));
  const timed = new Set(answered.map(nameOf));
  return loads.map((load) => ({
    name: load.name,
    sentence: [load.description, ...remarks(load, timed.has(load.name))].join("; "),
  }));
}

/** One row per load, see {@link messageBalances}; one-way messages only where there are any. */
export function balanceTable(report: RunReport): SummaryTable {
  const balances = messageBalances(report);
  const hasOneWay = balances.some(({ oneWay }) => oneWay > 0);
  const rows = balances.map(({ load, sent, answered, late, lost, oneWay, inFlight, unaccounted }) => [
    load,
    ...[sent, answered, late, lost, ...(hasOneWay ? [oneWay] : []), inFlight].map(formatCount),
    unaccounted === 0 ? "closes" : `off by ${formatCount(unaccounted)}`,
  ]);
  const terms = ["= answered", "+ late", "+ lost", ...(hasOneWay ? ["+ one-way"] : []), "+ in flight"];
  return { columns: ["Messages", "sent", ...terms, "balance"], rows };
}

/**
 * How well the generator kept its schedule, as one line; nothing where there was no schedule to keep and no doubt.
 * Lateness is merged over loads and phases; of CPU and event-loop delay the worst worker counts.
 */
export function generatorLine(report: RunReport): string | undefined {
  const lateness = latenessOf(report);
  if (lateness.count === 0 && report.verdict !== "invalid") return undefined;
  const [p50, p99] = [50, 99].map((percentile) => lateness.percentileUs(percentile) ?? 0);
  const parts = [
    lateness.count === 0
      ? []
      : `late by ${formatUs(p50 ?? 0)} (p50), ${formatUs(p99 ?? 0)} (p99), ${formatUs(lateness.maxUs ?? 0)} (max)`,
    worst(report, "generator_cpu", (gauge) => `CPU at most ${formatCount(gauge.max)} core`),
    worst(
      report,
      "generator_event_loop_delay",
      (gauge) => `event loop held up ${formatUs(gauge.max)} at most`,
    ),
  ].flat();
  return parts.length === 0 ? undefined : parts.join(", ");
}

/** @param isTimed - Whether answers were timed: connections that only wait or listen have no latency to speak of. */
function remarks({ model, hasDueTimes, limitedBy }: ReportLoad, isTimed: boolean): string[] {
  const pace = limitedBy === undefined || limitedBy === "unknown" ? [] : [`limited by the ${limitedBy}`];
  if (hasDueTimes || !isTimed) return pace;
  return [model === "closed" ? "closed loop, so no due time" : "no due times", ...pace];
}

function latenessOf({ metrics }: RunReport): LatencyHistogram {
  const measured = metrics
    .filter((metric) => metric.kind === "trend")
    .filter(({ name, tags }) => name === "generator_lateness" && isMeasured(tags));
  return mergedHistogram(measured);
}

function worst({ metrics }: RunReport, name: string, text: (gauge: GaugeMetric) => string): string[] {
  const [highest] = metrics
    .filter((metric) => metric.kind === "gauge")
    .filter((gauge) => gauge.name === name)
    .sort((a, b) => b.max - a.max);
  if (highest === undefined) return [];
  const { worker } = highest.tags;
  return [text(highest) + (worker === undefined ? "" : ` (worker ${worker})`)];
}

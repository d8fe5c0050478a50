// The history of a folder for a terminal: what changed, then a line for each figure of each series.

import { formatChange, formatFigure } from "../figures/figure-text.js";
import { fewRunsWords } from "../figures/runs-needed.js";
import { sparkline } from "../figures/sparkline.js";
import type { HistoryChange, HistorySeries, HistoryTrend, RunHistory } from "../metrics/history.js";
import { formatCount } from "../units.js";
import { type Colours, plainColours } from "./colours.js";
import type { SummaryTable } from "./summary.js";
import { table, visible } from "./text-table.js";

const maxSeries = 20;
const maxChanges = 10;
const maxAlone = 10;
const maxSkipped = 5;

/** Ends with a line end. */
export function renderHistoryText(
  history: RunHistory,
  { colour = plainColours }: { readonly colour?: Colours } = {},
): string {
  const sections = [
    `${colour.bold(`History of ${visible(history.folder)}`)}  ${visible(history.headline)}`,
    history.sentences.map((sentence) => `  ${visible(sentence)}`).join("\n"),
    ...firstOnes(comparedSeries(history), maxSeries, ({ series, index }) =>
      seriesText(history, series, index, colour),
    ),
    table(firstRows(aloneTable(history)), colour),
    skippedText(history, colour),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** The first `max`, and how many more the page has. */
export function firstOnes<T>(items: readonly T[], max: number, show: (item: T) => string): readonly string[] {
  const shown = items.slice(0, max).map(show);
  const more = items.length - max;
  return more > 0 ? [...shown, `... and ${formatCount(more)} more; the page has all of them`] : shown;
}

/** Figures that moved or that are told first; of those that are always 0 nothing can be learnt. */
export function shownTrends(trends: readonly HistoryTrend[]): readonly HistoryTrend[] {
  return trends.filter(({ figure, points }) => {
    const isCount = figure === "errorRate" || figure === "failedChecks" || figure === "failedCases";
    return !isCount || figure === "failedCases" || points.some(({ value }) => value !== 0);
  });
}

/** A row for each figure: bars, first, last, median. */
export function trendTable(trends: readonly HistoryTrend[], title: string): SummaryTable {
  return {
    columns: [title, "runs", "trend", "first", "last", "median"],
    rows: trends.map(({ part, title, points, unit, median }) => [
      part === undefined ? title : `${part}: ${title}`,
      formatCount(points.length),
      sparkline(points.map(({ value }) => value)),
      ...[points[0]?.value, points.at(-1)?.value, median].map((value) =>
        value === undefined ? "–" : formatFigure(value, unit),
      ),
    ]),
  };
}

/** Why a series shows no change, where it is for want of runs; else nothing. */
export function tooFew(trends: readonly HistoryTrend[]): string | undefined {
  const told = trends.some(({ gates }) => gates) ? trends.filter(({ gates }) => gates) : trends;
  const missing = ({ needs, evidence }: HistoryTrend): number => needs - evidence;
  const [nearest] = [...told].sort((a, b) => missing(a) - missing(b));
  return nearest && fewRunsWords(nearest);
}

/** A row for each run that no other can be compared with. */
export function aloneTable(history: RunHistory): SummaryTable {
  const alone = history.series.flatMap(({ runs: [index, ...others] }, series) => {
    const run = index === undefined || others.length > 0 ? undefined : history.runs[index];
    return run === undefined ? [] : [{ run, trends: history.trends.filter((one) => one.series === series) }];
  });
  return {
    columns: ["Runs that stand alone", "kind", "started (UTC)", "figures"],
    rows: alone.map(({ run, trends }) => [
      run.name,
      run.kind,
      run.startedAt.slice(0, 16).replace("T", " "),
      trends
        .filter(({ gates }) => gates)
        .slice(0, 3)
        .map(
          ({ part, title, median, unit }) =>
            `${part ?? ""}${part ? ": " : ""}${title} ${formatFigure(median, unit)}`,
        )
        .join(", "),
    ]),
  };
}

/** Series in which runs can be compared, with their place in the document. */
export function comparedSeries({
  series,
}: RunHistory): readonly { readonly series: HistorySeries; readonly index: number }[] {
  return series.map((one, index) => ({ series: one, index })).filter((one) => one.series.runs.length > 1);
}

/** The changes of a series, the newest first; of figures that changed between the same runs the first one in words. */
export function changeLines(
  trends: readonly HistoryTrend[],
): readonly { readonly verdict: HistoryChange["verdict"]; readonly text: string }[] {
  const groups = new Map<string, { readonly trend: HistoryTrend; readonly change: HistoryChange }[]>();
  for (const trend of [...trends].sort((a, b) => Number(b.gates) - Number(a.gates))) {
    for (const change of trend.changes) {
      const key = JSON.stringify([trend.part, change.after, change.verdict]);
      groups.set(key, [...(groups.get(key) ?? []), { trend, change }]);
    }
  }
  return [...groups.values()]
    .sort((a, b) => (b[0]?.change.after ?? 0) - (a[0]?.change.after ?? 0))
    .flatMap(([head, ...others]) => {
      if (head === undefined) return [];
      const also = others.map(({ trend, change }) => `${trend.title} ${formatChange(change, trend.unit)}`);
      const text = also.length === 0 ? "" : ` Also: ${also.join(", ")}.`;
      return [{ verdict: head.change.verdict, text: `${head.change.sentence}${text}` }];
    });
}

function seriesText(history: RunHistory, series: HistorySeries, index: number, colour: Colours): string {
  const trends = history.trends.filter((trend) => trend.series === index);
  const shown = shownTrends(trends);
  const few = tooFew(trends);
  const lines = firstOnes(
    changeLines(trends),
    maxChanges,
    ({ verdict, text }) =>
      `  ${verdict === "worse" ? colour.red("worse") : colour.green("better")}  ${visible(text)}`,
  );
  const facts = colour.dim(`${series.kind}, plan ${series.plan}, ${visible(series.machine)}`);
  return [
    `${colour.bold(visible(series.name))}  ${formatCount(series.runs.length)} runs  ${facts}`,
    shown.length === 0 ? "  No figure has a trend." : table(trendTable(shown, "Figure"), colour),
    ...lines,
    ...(few === undefined ? [] : [`  ${colour.dim(few)}`]),
  ].join("\n");
}

/** The first ones of a long table. */
export function firstRows({ columns, rows }: SummaryTable): SummaryTable {
  const more = rows.length - maxAlone;
  if (more <= 0) return { columns, rows };
  const rest = [
    `... and ${formatCount(more)} more; the page has all of them`,
    ...columns.slice(1).map(() => ""),
  ];
  return { columns, rows: [...rows.slice(0, maxAlone), rest] };
}

function skippedText({ skipped }: RunHistory, colour: Colours): string {
  if (skipped.length === 0) return "";
  const lines = firstOnes(skipped, maxSkipped, ({ folder, why }) => `  ${visible(folder)} ${visible(why)}`);
  return [colour.bold("Left out"), ...lines].join("\n");
}

// The history of a folder as Markdown, for a CI step summary.

import type { RunHistory } from "../metrics/history.js";
import { formatCount } from "../units.js";
import {
  aloneTable,
  changeLines,
  comparedSeries,
  firstOnes,
  firstRows,
  shownTrends,
  tooFew,
  trendTable,
} from "./history-text.js";
import { table } from "./markdown-table.js";
import { code, prose } from "./markdown-text.js";

const maxSeries = 20;
const maxChanges = 10;

/** Ends with a line end. */
export function renderHistoryMarkdown(history: RunHistory): string {
  const sections = [
    `## History of ${code(history.folder)}`,
    `**${prose(history.headline)}**`,
    history.sentences.map(prose).join(" "),
    ...firstOnes(comparedSeries(history), maxSeries, ({ series, index }) => {
      const own = history.trends.filter((trend) => trend.series === index);
      const few = tooFew(own);
      return [
        `### ${code(series.name)} – ${formatCount(series.runs.length)} runs`,
        table(trendTable(shownTrends(own), "Figure")),
        firstOnes(
          changeLines(own),
          maxChanges,
          ({ verdict, text }) => `- **${verdict}** ${prose(text)}`,
        ).join("\n"),
        few === undefined ? "" : prose(few),
      ]
        .filter((part) => part !== "")
        .join("\n\n");
    }),
    table(firstRows(aloneTable(history))),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

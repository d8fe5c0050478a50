// The history of a folder as Markdown, for a CI step summary.

import type { RunHistory } from "../metrics/history.js";
import { formatCount } from "../units.js";
import { changeLines, firstOnes, shownTrends, tooFew, trendTable } from "./history-text.js";
import { table } from "./markdown-table.js";
import { code, prose } from "./markdown-text.js";

const maxSeries = 20;
const maxChanges = 10;

/** Ends with a line end. */
export function renderHistoryMarkdown(history: RunHistory): string {
  const { series, trends } = history;
  const sections = [
    `## History of ${code(history.folder)}`,
    `**${prose(history.headline)}**`,
    history.sentences.map(prose).join(" "),
    ...firstOnes(
      series.map((one, index) => ({ one, own: trends.filter((trend) => trend.series === index) })),
      maxSeries,
      ({ one, own }) => {
        const few = tooFew(own);
        return [
          `### ${code(one.name)} – ${formatCount(one.runs.length)} ${one.runs.length === 1 ? "run" : "runs"}`,
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
      },
    ),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

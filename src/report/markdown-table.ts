// Tables in Markdown.

import { code, prose } from "./markdown-text.js";
import type { SummaryTable } from "./summary.js";

/** The first column is text, all others are figures. */
export function table({ columns, rows }: SummaryTable): string {
  if (rows.length === 0) return "";
  const cells = rows.map(([first = "", ...figures]) => [code(first), ...figures.map(prose)]);
  return tableOf(columns, cells, "--:");
}

/** Cells are Markdown already. @param align - Of every column but the first: `:--` or `--:`. */
export function tableOf(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  align: string,
): string {
  const lines = [columns, columns.map((_, index) => (index === 0 ? ":--" : align)), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

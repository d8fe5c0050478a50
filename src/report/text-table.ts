// Tables of text for a terminal, and foreign text in them made harmless.

import type { Colours } from "./colours.js";
import { printable, shorten } from "./printable.js";
import type { SummaryTable } from "./summary.js";

// Longer values are in the report file; a terminal line of them helps nobody.
const maxCharacters = 300;
const maxLabelCharacters = 80;

/** The first column to the left, figures to the right. */
export function table({ columns, rows }: SummaryTable, colour: Colours): string {
  if (rows.length === 0) return "";
  const shown = rows.map(([first = "", ...figures]) => [
    `  ${printable(shorten(first, maxLabelCharacters))}`,
    ...figures.map(visible),
  ]);
  const widths = columns.map((column, index) =>
    Math.max(widthOf(column), ...shown.map((cells) => widthOf(cells[index] ?? ""))),
  );
  const align = (cells: readonly string[]): string[] =>
    cells.map((cell, index) =>
      index === 0 ? pad(cell, widths[index] ?? 0) : padStart(cell, widths[index] ?? 0),
    );
  const [title = "", ...others] = align(columns);
  const head = [colour.bold(title), ...others.map((other) => colour.dim(other))].join("  ");
  return [head, ...shown.map((cells) => align(cells).join("  ").trimEnd())].join("\n");
}

/** Foreign text on one line of bounded length. */
export function visible(text: string): string {
  return printable(shorten(text, maxCharacters));
}

/** Filled up with spaces behind. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** Filled up with spaces before. */
export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** In code points: what we print in tables has no wide or joined characters of its own. */
export function widthOf(text: string): number {
  return [...text].length;
}

// Tables as CSV (RFC 4180), for the copy buttons.

/** One cell; `undefined` becomes an empty one. */
export type Cell = string | number | undefined;

/** Rows as CSV with CRLF line ends, the header first. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n");
}

/** The heading of a column of values in `unit`: `observed_us`; no unit is written for plain counts. */
export function csvTitleOf(name: string, unit: string): string {
  return unit === "1" || unit === "" ? name : `${name}_${unit}`;
}

function csvCell(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  // A spreadsheet would run a cell that begins like a formula, and cells may hold text from the target.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

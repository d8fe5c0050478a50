// The key figures as CSV, for the copy button.

import { toCsv } from "./csv.js";
import type { Tile } from "./run-tiles.js";

/** A row a number, bare with its unit beside it where it is one. */
export function tilesCsv(tiles: readonly Tile[]): string {
  return toCsv(
    ["figure", "of", "value", "unit", "note"],
    tiles.flatMap(({ label, entries, note }) =>
      entries.map(({ text, bare, lane }) => [label, lane?.label, bare?.value ?? text, bare?.unit, note]),
    ),
  );
}

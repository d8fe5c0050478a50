// The changes that decide, large, each with its interval and verdict.

import type { JSX } from "preact";
import type { ChangeTile } from "../data/comparison-tiles.js";
import { unbroken } from "../data/metric-words.js";
import { ChangeMark } from "./change-mark.js";
import { Swatch } from "./swatch.js";
import { VisibleTitle } from "./visible-text.js";

/** All tiles, in reading order. */
export function ComparisonTiles({ tiles }: { readonly tiles: readonly ChangeTile[] }): JSX.Element {
  return (
    <dl class="tiles">
      {tiles.map(({ label, entries, note }) => (
        <div key={label} class="tile">
          <dt>{label}</dt>
          {entries.map((entry, index) => (
            // Entries are plain data that never move.
            <dd key={index} class={entries.length > 1 ? "tile-change" : "tile-change tile-single"}>
              {entry.variant !== undefined && (
                <span class="tile-lane">
                  <Swatch colour={entry.variant.colour} />
                  <VisibleTitle text={entry.variant.name} />
                </span>
              )}
              <span class="tile-amount">
                <span class="tile-value">{entry.text}</span>
                {entry.verdict !== undefined && <ChangeMark verdict={entry.verdict} />}
              </span>
              {entry.note !== undefined && <span class="tile-interval">{entry.note}</span>}
            </dd>
          ))}
          {note !== undefined && <dd class="tile-note">{unbroken(note)}</dd>}
        </div>
      ))}
    </dl>
  );
}

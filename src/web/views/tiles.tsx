// The key numbers, large.

import type { JSX } from "preact";
import { unbroken } from "../data/metric-words.js";
import type { Tile } from "../data/run-tiles.js";
import { tilesCsv } from "../data/tiles-csv.js";
import { says } from "../words/report-words.js";
import { CopyButton } from "./copy-button.js";
import { Swatch } from "./swatch.js";
import { VisibleTitle } from "./visible-text.js";

/** All tiles, in reading order. */
export function Tiles({ tiles }: { readonly tiles: readonly Tile[] }): JSX.Element {
  return (
    <>
      <dl class="tiles">
        {tiles.map((tile) => (
          <div key={tile.label} class={`tile ${tile.tone ? `tile-${tile.tone}` : ""}`}>
            <dt>{tile.label}</dt>
            {tile.entries.map((entry) => (
              <dd
                key={entry.lane?.label ?? ""}
                class={tile.entries.length > 1 ? "tile-shared" : "tile-single"}
              >
                <Amount text={entry.text} />
                {entry.lane !== undefined && tile.entries.length > 1 && (
                  <span class="tile-lane">
                    <Swatch colour={entry.lane.colour} />
                    <VisibleTitle text={entry.lane.label} />
                  </span>
                )}
              </dd>
            ))}
            {tile.note !== undefined && <dd class="tile-note">{unbroken(tile.note)}</dd>}
          </div>
        ))}
      </dl>
      <div class="table-actions tile-actions">
        <CopyButton label={says.tiles.copy} text={() => tilesCsv(tiles)} />
      </div>
    </>
  );
}

/** A number with its unit small behind it. */
export function Amount({ text }: { readonly text: string }): JSX.Element {
  const cut = text.indexOf(" ");
  if (cut === -1) return <span class="tile-value">{text}</span>;
  return (
    <span class="tile-value">
      {text.slice(0, cut)}
      <span class="tile-unit">{text.slice(cut)}</span>
    </span>
  );
}

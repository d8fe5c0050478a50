// The figures of now, large, each with a line of its last minute.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Amount } from "../../views/tiles.js";
import { words } from "../../words/words.js";
import { liveFigures } from "../data/live-figures.js";
import { sparkPath } from "../data/spark-path.js";
import { isUnderWay, type LiveRun } from "../state/live-run.js";

/** See the file's first line. */
export function LiveFigures({ run }: { readonly run: LiveRun }): JSX.Element | null {
  const figures = useMemo(() => liveFigures(run), [run]);
  if (figures.length === 0) return null;
  const isLate = figures.some(({ name, tone }) => tone === "bad" && (name === "lateness" || name === "cpu"));
  return (
    <>
      <dl class="tiles live-figures" aria-label={words.live.now}>
        {figures.map(({ name, text, tone, recent }) => (
          <div key={name} class={`tile ${tone === undefined ? "" : `tile-${tone}`}`.trim()}>
            <dt>{words.live.figures[name]}</dt>
            <dd class="tile-single">
              <Amount text={text} />
            </dd>
            <dd class="tile-note">{words.live.figureNotes[name]}</dd>
            <dd class="live-spark">
              <Spark values={recent} />
            </dd>
          </div>
        ))}
      </dl>
      {isLate && isUnderWay(run) && <p class="live-late">{words.live.lateNote}</p>}
    </>
  );
}

/** Decoration: the plots below have the same seconds, with axes. */
function Spark({ values }: { readonly values: readonly number[] }): JSX.Element {
  return (
    <svg viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      {values.length > 1 && <path d={sparkPath(values)} />}
    </svg>
  );
}

// The blocks of an experiment so far: a median of each side.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { formatFigure } from "../../../figures/figure-text.js";
import { formatCount } from "../../../units.js";
import { unbroken } from "../../data/metric-words.js";
import { type Column, DataTable } from "../../views/data-table.js";
import { Section } from "../../views/section.js";
import { LaneName } from "../../views/trend-table.js";
import { words } from "../../words/words.js";
import { type SideSoFar, sidesSoFar } from "../data/live-standing.js";
import type { LiveRun } from "../state/live-run.js";

/** See the file's first line. Nothing before the first block has ended. */
export function LiveSides({ run }: { readonly run: LiveRun }): JSX.Element | null {
  const { blocks } = run;
  const sides = useMemo(() => sidesSoFar({ blocks }), [blocks]);
  const columns = useMemo(() => columnsFor(sides), [sides]);
  if (blocks.length === 0) return null;
  return (
    <Section id="live-sides" title={words.live.sides} note={words.live.sidesNote}>
      <DataTable label={words.live.sides} rows={sides} columns={columns} />
    </Section>
  );
}

function columnsFor(sides: readonly SideSoFar[]): readonly Column<SideSoFar>[] {
  const figures = [
    ...new Map(sides.flatMap(({ medians }) => medians).map((one) => [one.figure, one])).values(),
  ];
  const medianOf = ({ medians }: SideSoFar, figure: string): number | undefined =>
    medians.find((one) => one.figure === figure)?.median;
  return [
    {
      title: words.live.side,
      csvTitle: "variant",
      cell: ({ variant }) => (
        <LaneName lane={{ label: variant, colour: sides.findIndex((side) => side.variant === variant) }} />
      ),
      csv: ({ variant }) => variant,
    },
    {
      title: words.live.sideBlocks,
      csvTitle: "blocks",
      numeric: true,
      cell: ({ blocks }) => formatCount(blocks),
      csv: ({ blocks }) => blocks,
    },
    ...figures.map(
      ({ figure, title, unit, csvTitle }): Column<SideSoFar> => ({
        title: title.replace(/ latency$/, ""),
        csvTitle,
        numeric: true,
        cell: (side) => {
          const median = medianOf(side, figure);
          return median === undefined ? "–" : unbroken(formatFigure(median, unit));
        },
        csv: (side) => medianOf(side, figure),
      }),
    ),
  ];
}

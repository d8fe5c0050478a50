// Every block of an experiment or a comparison: a figure of each as a dot in the order run, and all figures as a table.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { formatFigure } from "../../figures/figure-text.js";
import { formatMs } from "../../units.js";
import { type BlockPlot, type BlockRow, blockPlot, blockRows, figuresOf } from "../data/block-rows.js";
import type { FigureWords } from "../data/figure-words.js";
import { unbroken } from "../data/metric-words.js";
import { Plot } from "../plots/plot.js";
import { says } from "../words/report-words.js";
import { type Column, DataTable } from "./data-table.js";
import { Section, type SectionViewProps } from "./section.js";
import { Select } from "./select.js";
import { LaneName } from "./trend-table.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. */
export function Blocks({ source: { report } }: SectionViewProps): JSX.Element {
  const rows = useMemo(() => blockRows(report), [report]);
  const figures = useMemo(() => figuresOf(rows), [rows]);
  const [name, setName] = useState<string>("p99");
  const figure = figures.find((one) => one.figure === name) ?? figures[0];
  const plot = useMemo(() => figure && blockPlot(rows, figure), [rows, figure]);
  const leftOut = rows.filter(({ block }) => block.invalid !== undefined);
  return (
    <Section
      id="blocks"
      title={says.blocks.title}
      note={says.blocks.note}
      controls={
        figure !== undefined && (
          <Select
            label={says.blocks.figure}
            options={figures.map((one) => ({ value: one.figure, label: one.title }))}
            value={figure.figure}
            onChange={setName}
          />
        )
      }
    >
      {plot !== undefined && figure !== undefined && (
        <Plot
          label={says.blocks.label(figure.title, rows.length)}
          made={madeText(plot, leftOut.length)}
          curves={plot.curves}
          x={plot.x}
          y={plot.y}
          height={300}
        />
      )}
      {leftOut.length > 0 && (
        <ul class="notices left-out">
          {leftOut.map(({ number, block }) => (
            <li key={number}>
              {says.blocks.leftOutBefore(number)}
              <VisibleTitle text={block.variant} />
              {says.blocks.leftOutAfter}
              <VisibleTitle text={block.invalid ?? ""} />
            </li>
          ))}
        </ul>
      )}
      <DataTable label={says.blocks.table} rows={rows} columns={columnsFor(rows, figures)} />
    </Section>
  );
}

function madeText({ hasMedians }: BlockPlot, leftOut: number): string {
  return [
    says.blocks.made,
    ...(hasMedians ? [says.blocks.medians] : []),
    ...(leftOut > 0 ? [says.blocks.hollow] : []),
  ].join(says.betweenSentences);
}

function columnsFor(rows: readonly BlockRow[], figures: readonly FigureWords[]): readonly Column<BlockRow>[] {
  const has = (isThere: (block: BlockRow["block"]) => boolean): boolean =>
    rows.some(({ block }) => isThere(block));
  return [
    {
      title: says.blocks.block,
      csvTitle: "block",
      cell: ({ number, block, variant }) => (
        <span class="block-name">
          {number} <LaneName lane={{ label: block.variant, colour: variant }} />
        </span>
      ),
      csv: ({ number }) => number,
    },
    { title: says.blocks.variant, csvTitle: "variant", csv: ({ block }) => block.variant },
    {
      title: says.blocks.started,
      csvTitle: "started_at",
      cell: ({ block }) => <time dateTime={block.startedAt}>{timeText(block.startedAt)}</time>,
      csv: ({ block }) => block.startedAt,
    },
    {
      title: says.blocks.measured,
      csvTitle: "duration_ms",
      numeric: true,
      cell: ({ block }) => unbroken(formatMs(block.durationMs)),
      csv: ({ block }) => block.durationMs,
    },
    ...figures.map(figureColumn),
    ...(has(({ limitedBy }) => limitedBy !== undefined) ? [paceColumn] : []),
    ...(has(({ invalid }) => invalid !== undefined) ? [invalidColumn] : []),
    ...(has(({ source }) => source !== undefined) ? [sourceColumn] : []),
  ];
}

function figureColumn({ figure, unit, csvTitle }: FigureWords): Column<BlockRow> {
  return {
    title: says.comparison.shortFigures[figure],
    csvTitle,
    numeric: true,
    cell: ({ block }) => {
      const value = block.figures[figure];
      return value === undefined ? "–" : unbroken(formatFigure(value, unit));
    },
    csv: ({ block }) => block.figures[figure],
  };
}

const paceColumn: Column<BlockRow> = {
  title: says.blocks.pace,
  csvTitle: "limited_by",
  cell: ({ block }) => says.blocks.paces[block.limitedBy ?? "plan"],
  csv: ({ block }) => block.limitedBy,
};

const invalidColumn: Column<BlockRow> = {
  title: says.blocks.leftOut,
  csvTitle: "left_out",
  cell: ({ block }) => <VisibleTitle text={block.invalid === undefined ? "" : says.blocks.isLeftOut} />,
  csv: ({ block }) => block.invalid,
};

const sourceColumn: Column<BlockRow> = {
  title: says.blocks.source,
  csvTitle: "source",
  cell: ({ block }) => <VisibleTitle text={block.source ?? ""} />,
  csv: ({ block }) => block.source,
};

function timeText(iso: string): string {
  return new Date(iso).toLocaleTimeString("en-GB");
}

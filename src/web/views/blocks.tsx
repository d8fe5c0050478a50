// Every block of an experiment or a comparison: a figure of each as a dot in the order run, and all figures as a table.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { formatFigure } from "../../figures/figure-text.js";
import { formatMs } from "../../units.js";
import { type BlockPlot, type BlockRow, blockPlot, blockRows, figuresOf } from "../data/block-rows.js";
import type { FigureWords } from "../data/figure-words.js";
import { unbroken } from "../data/metric-words.js";
import { Plot } from "../plots/plot.js";
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
      title="Blocks"
      note="A block is one run with its own warm-up. It is what the statistics count: messages of one block share its luck, blocks do not."
      controls={
        figure !== undefined && (
          <Select
            label="Figure of the blocks to draw"
            options={figures.map((one) => ({ value: one.figure, label: one.title }))}
            value={figure.figure}
            onChange={setName}
          />
        )
      }
    >
      {plot !== undefined && figure !== undefined && (
        <Plot
          label={`${figure.title} of ${rows.length} blocks in the order run, a dot each. The table below has the figures.`}
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
              Block {number} (<VisibleTitle text={block.variant} />) is left out:{" "}
              <VisibleTitle text={block.invalid ?? ""} />
            </li>
          ))}
        </ul>
      )}
      <DataTable label="Blocks in the order run" rows={rows} columns={columnsFor(rows, figures)} />
    </Section>
  );
}

function madeText({ hasMedians }: BlockPlot, leftOut: number): string {
  const medians = hasMedians ? " Dashed: the median of its blocks." : "";
  const hollow = leftOut > 0 ? " Hollow: blocks that are no evidence, and count in no median." : "";
  return (
    "A dot a block, from left to right in the order run; each variant has its colour and its shape. " +
    `The axis does not begin at 0.${medians}${hollow}`
  );
}

function columnsFor(rows: readonly BlockRow[], figures: readonly FigureWords[]): readonly Column<BlockRow>[] {
  const has = (isThere: (block: BlockRow["block"]) => boolean): boolean =>
    rows.some(({ block }) => isThere(block));
  return [
    {
      title: "Block",
      csvTitle: "block",
      cell: ({ number, block, variant }) => (
        <span class="block-name">
          {number} <LaneName lane={{ label: block.variant, colour: variant }} />
        </span>
      ),
      csv: ({ number }) => number,
    },
    { title: "Variant", csvTitle: "variant", csv: ({ block }) => block.variant },
    {
      title: "Started",
      csvTitle: "started_at",
      cell: ({ block }) => <time dateTime={block.startedAt}>{timeText(block.startedAt)}</time>,
      csv: ({ block }) => block.startedAt,
    },
    {
      title: "Measured",
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

function figureColumn({ figure, title, unit, csvTitle }: FigureWords): Column<BlockRow> {
  return {
    title: title.replace(/ latency$/, ""),
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
  title: "Pace set by",
  csvTitle: "limited_by",
  cell: ({ block }) => block.limitedBy ?? "the plan",
  csv: ({ block }) => block.limitedBy,
};

const invalidColumn: Column<BlockRow> = {
  title: "Left out",
  csvTitle: "left_out",
  cell: ({ block }) => <VisibleTitle text={block.invalid === undefined ? "" : "left out"} />,
  csv: ({ block }) => block.invalid,
};

const sourceColumn: Column<BlockRow> = {
  title: "Read from",
  csvTitle: "source",
  cell: ({ block }) => <VisibleTitle text={block.source ?? ""} />,
  csv: ({ block }) => block.source,
};

function timeText(iso: string): string {
  return new Date(iso).toLocaleTimeString("en-GB");
}

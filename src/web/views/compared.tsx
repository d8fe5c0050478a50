// What was compared: the variants, the fields in which they differ, and the order of their blocks.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { shellCommand } from "../../figures/shell-command.js";
import type { ExperimentVariant, ReportExperiment } from "../../metrics/experiment-report.js";
import { formatCount } from "../../units.js";
import { type VariedField, variantMark, variedFields } from "../data/variant-fields.js";
import { counted } from "../words/counted.js";
import { type Column, DataTable } from "./data-table.js";
import { Section, type SectionViewProps } from "./section.js";
import { Swatch } from "./swatch.js";
import { LaneName } from "./trend-table.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. Nothing where no experiment was run. */
export function Compared({ source: { report } }: SectionViewProps): JSX.Element | null {
  const { experiment, blocks = [] } = report;
  const fields = useMemo(() => experiment && variedFields(experiment), [experiment]);
  if (experiment === undefined || fields === undefined) return null;
  const names = experiment.variants.map(({ name }) => name);
  const [first] = experiment.variants;
  const isOneTarget =
    new Set(experiment.variants.map(({ url, command }) => JSON.stringify([url, command]))).size === 1;
  const note = (
    <>
      {noteText(experiment)}
      {isOneTarget && first !== undefined && (
        <>
          {" "}
          All on <Target variant={first} />.
        </>
      )}
    </>
  );
  return (
    <Section id="compared" title="What was compared" note={note}>
      <dl class="loads">
        {experiment.variants.map((variant, index) => (
          <div key={variant.name}>
            <dt class="lane">
              <Swatch colour={index} />
              <span>
                <span class="muted">{variantMark(index)}</span> <VisibleTitle text={variant.name} />
              </span>
            </dt>
            <dd>
              <VisibleTitle text={variant.description} />
              <span class="muted">
                {" "}
                {index === 0 ? "The baseline. " : ""}
                {variant.model === "open" ? "Open" : "Closed"}
                {isOneTarget ? (
                  "."
                ) : (
                  <>
                    , on <Target variant={variant} />
                  </>
                )}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {fields.length > 0 && (
        <DataTable
          label="Fields in which the variants differ"
          rows={experiment.variants.map((variant, index) => ({ variant, index }))}
          columns={[variantColumn, ...fields.map(fieldColumn)]}
        />
      )}
      <h3 class="sub-heading">Order of the blocks</h3>
      <p class="note">{orderNote(experiment, blocks.length)}</p>
      <ol class="block-order" aria-label="Order of the blocks">
        {experiment.order.map((name, place) => {
          const index = names.indexOf(name);
          const state = place < blocks.length ? "" : " block-not-run";
          return (
            // Blocks are plain data that never move.
            <li key={place} class={`curve-${Math.max(0, index) % 8}${state}`}>
              {variantMark(Math.max(0, index))}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

function Target({ variant: { url, command } }: { readonly variant: ExperimentVariant }): JSX.Element {
  return (
    <>
      <code>
        <VisibleTitle text={url} />
      </code>
      {command !== undefined && (
        <>
          , started by{" "}
          <code>
            <VisibleTitle text={shellCommand(command)} />
          </code>
        </>
      )}
    </>
  );
}

function noteText({ variants, isRestarted }: ReportExperiment): string {
  const targets = isRestarted
    ? "Every block had a target process of its own."
    : "The targets ran all the time: their blocks share the luck of these processes.";
  return `${counted(variants.length, "variant")} of one load. ${targets}`;
}

function orderNote({ order, variants }: ReportExperiment, run: number): string {
  const missing = order.length - run;
  const left =
    missing > 0 ? ` The last ${formatCount(missing)} ${missing === 1 ? "was" : "were"} not run.` : "";
  const turns =
    variants.length > 1 ? "Variants take turns, every second round the other way round, so that" : "So";
  return `${turns} whatever drifts on the machine falls on all alike.${left}`;
}

interface VariantRow {
  readonly variant: ExperimentVariant;
  readonly index: number;
}

const variantColumn: Column<VariantRow> = {
  title: "Variant",
  csvTitle: "variant",
  cell: ({ variant, index }) => <LaneName lane={{ label: variant.name, colour: index }} />,
  csv: ({ variant }) => variant.name,
};

function fieldColumn({ path, title, values }: VariedField): Column<VariantRow> {
  return {
    title,
    csvTitle: path,
    cell: ({ index }) => <VisibleTitle text={values[index] ?? "–"} />,
    csv: ({ index }) => values[index],
  };
}

// What was compared: the variants, the fields in which they differ, and the order of their blocks.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { shellCommand } from "../../figures/shell-command.js";
import type { ExperimentVariant, ReportExperiment } from "../../metrics/experiment-report.js";
import { type VariedField, variantMark, variedFields } from "../data/variant-fields.js";
import { says } from "../words/report-words.js";
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
          {says.compared.allOn[0]}
          <Target variant={first} />
          {says.compared.allOn[1]}
        </>
      )}
    </>
  );
  return (
    <Section id="compared" title={says.compared.title} note={note}>
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
                {index === 0 ? says.compared.isBaseline : ""}
                {variant.model === "open" ? says.compared.open : says.compared.closed}
                {isOneTarget ? (
                  says.compared.end
                ) : (
                  <>
                    {says.compared.on}
                    <Target variant={variant} />
                  </>
                )}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {fields.length > 0 && (
        <DataTable
          label={says.compared.fields}
          rows={experiment.variants.map((variant, index) => ({ variant, index }))}
          columns={[variantColumn, ...fields.map(fieldColumn)]}
        />
      )}
      <h3 class="sub-heading">{says.compared.order}</h3>
      <p class="note">{orderNote(experiment, blocks.length)}</p>
      <ol class="block-order" aria-label={says.compared.order}>
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
          {says.compared.startedBy}
          <code>
            <VisibleTitle text={shellCommand(command)} />
          </code>
        </>
      )}
    </>
  );
}

function noteText({ variants, isRestarted }: ReportExperiment): string {
  const targets = isRestarted ? says.compared.ownTargets : says.compared.sharedTargets;
  return [says.compared.variants(variants.length), targets].join(says.betweenSentences);
}

function orderNote({ order, variants }: ReportExperiment, run: number): string {
  const missing = order.length - run;
  return [
    variants.length > 1 ? says.compared.turns : says.compared.noTurns,
    ...(missing > 0 ? [says.compared.notRun(missing)] : []),
  ].join(says.betweenSentences);
}

interface VariantRow {
  readonly variant: ExperimentVariant;
  readonly index: number;
}

const variantColumn: Column<VariantRow> = {
  title: says.compared.variant,
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

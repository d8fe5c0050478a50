// The loads of the run: what each did, and its figures side by side.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ReportLoad } from "../../metrics/run-report.js";
import { groupFigures, loadGroups } from "../data/figure-groups.js";
import { FigureTable } from "./figure-table.js";
import { Section, type SectionViewProps } from "./section.js";
import { Swatch } from "./swatch.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line */
export function Loads({ source }: SectionViewProps): JSX.Element {
  const { report } = source;
  const rows = useMemo(() => loadGroups(report).map((group) => groupFigures(source, group)), [source]);
  const loads = report.loads ?? [];
  // Connections that only wait or listen have no answers, and no latency to speak of.
  const timed = loads.filter((_, index) => rows[index]?.isTimed === true);
  // What the variants of an experiment do stands where they are compared.
  if (report.experiment !== undefined) {
    return (
      <Section
        id="loads"
        title="Totals of the variants"
        note={`All blocks of a variant together, as if they were one run. ${modelNote(timed)} Warm-up left out, but for errors.`}
      >
        <FigureTable label="Totals of the variants" title="Variant" csvTitle="variant" rows={rows} />
      </Section>
    );
  }
  return (
    <Section
      id="loads"
      title={rows.length === 1 ? "The load" : "Loads"}
      note={`${modelNote(timed)} Warm-up left out, but for errors.`.trim()}
    >
      <dl class="loads">
        {loads.map((load, colour) => (
          <div key={load.name}>
            <dt class="lane">
              <Swatch colour={colour} />
              <VisibleTitle text={load.name} />
            </dt>
            <dd>
              <VisibleTitle text={load.description} />
              <span class="muted"> {paceWords(load, timed.includes(load))}</span>
            </dd>
          </div>
        ))}
      </dl>
      <FigureTable label="Loads" title="Load" csvTitle="load" rows={rows} />
    </Section>
  );
}

function modelNote(loads: readonly ReportLoad[]): string {
  const open = loads.some(({ model }) => model === "open");
  const closed = loads.some(({ model }) => model === "closed");
  return [
    open ? "An open load sends when its plan says, whatever the answers do." : "",
    closed
      ? "A closed load sends again only after an answer: there is no due time, so waiting is not counted and no latency is corrected."
      : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

function paceWords({ model, hasDueTimes, limitedBy }: ReportLoad, isTimed: boolean): string {
  const words = [
    model === "open" ? "Open" : isTimed ? "Closed" : "",
    hasDueTimes || !isTimed ? "" : "no due times",
    limitedBy === "generator" ? "wsrig set the pace" : "",
    limitedBy === "target" ? "the target set the pace" : "",
    limitedBy === "unknown" ? "what set the pace cannot be told" : "",
  ];
  const said = words.filter((part) => part !== "");
  return said.length === 0 ? "" : `${said.join("; ")}.`;
}

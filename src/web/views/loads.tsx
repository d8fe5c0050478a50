// The loads of the run: what each did, and its figures side by side.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ReportLoad } from "../../metrics/run-report.js";
import { groupFigures, loadGroups } from "../data/figure-groups.js";
import { says } from "../words/report-words.js";
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
        title={says.loads.totals}
        note={joined([says.loads.totalsNote, modelNote(timed), says.loads.warmUpNote])}
      >
        <FigureTable label={says.loads.totals} title={says.loads.variant} csvTitle="variant" rows={rows} />
      </Section>
    );
  }
  return (
    <Section
      id="loads"
      title={rows.length === 1 ? says.loads.one : says.loads.several}
      note={joined([modelNote(timed), says.loads.warmUpNote])}
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
      <FigureTable label={says.loads.several} title={says.loads.load} csvTitle="load" rows={rows} />
    </Section>
  );
}

function modelNote(loads: readonly ReportLoad[]): string {
  const open = loads.some(({ model }) => model === "open");
  const closed = loads.some(({ model }) => model === "closed");
  return joined([open ? says.loads.openNote : "", closed ? says.loads.closedNote : ""]);
}

function joined(sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(says.betweenSentences);
}

function paceWords({ model, hasDueTimes, limitedBy }: ReportLoad, isTimed: boolean): string {
  const words = [
    model === "open" ? says.loads.open : isTimed ? says.loads.closed : "",
    hasDueTimes || !isTimed ? "" : says.loads.noDueTimes,
    limitedBy === undefined ? "" : says.loads.paces[limitedBy],
  ];
  const said = words.filter((part) => part !== "");
  return said.length === 0 ? "" : says.loads.parts(said);
}

// One series of runs: a figure over time with its changes, and every run.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { type RunsAxis, trendPlot } from "../data/history-plot.js";
import { figureTitle, firstTrend, pageLink, type SeriesView } from "../data/history-view.js";
import type { FoundHistory } from "../data/report-source.js";
import { RunsPlot } from "../plots/runs-plot.js";
import { says } from "../words/report-words.js";
import { HistoryRuns } from "./history-runs.js";
import { Icon } from "./icon.js";
import { Section } from "./section.js";
import { SegmentedControl } from "./segmented-control.js";
import { Select } from "./select.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link HistorySeriesSection} shows. */
export interface HistorySeriesProps {
  readonly found: FoundHistory;
  readonly view: SeriesView;
}

type Trend = SeriesView["trends"][number];

/** See the file's first line. */
export function HistorySeriesSection({ found, view }: HistorySeriesProps): JSX.Element {
  const { history } = found;
  const { id, series, trends, runs } = view;
  const [chosen, setChosen] = useState(() => firstTrend(trends));
  const [axis, setAxis] = useState<RunsAxis>("run");
  const trend = trends[chosen];
  const plot = useMemo(() => trend && trendPlot(history, trend, axis), [history, trend, axis]);
  const controls = trends.length > 0 && (
    <div class="toolbar">
      <Select
        label={says.history.figureOf(series.name)}
        options={trends.map(({ figure, title, part, changes }, index) => ({
          value: String(index),
          label: choiceLabel(partTitle(part, figureTitle({ figure, title })), changes.length > 0),
        }))}
        value={String(chosen)}
        onChange={(value) => setChosen(Number(value))}
      />
      <SegmentedControl<RunsAxis>
        legend={says.history.orderOf(series.name)}
        options={[
          { value: "run", label: says.history.runByRun },
          { value: "time", label: says.history.byTime },
        ]}
        value={axis}
        onChange={setAxis}
      />
    </div>
  );
  return (
    <Section id={id} title={series.name} note={<Note view={view} />} controls={controls}>
      {trend !== undefined && plot !== undefined && (
        <>
          <RunsPlot
            label={says.history.plotLabel(figureTitle(trend), plot.dots.length, series.name)}
            plot={plot}
            made={madeWords(trend, series.kind)}
            linkOf={({ run }) => (found.isInPage ? pageLink(history, run) : undefined)}
          />
          <ul class="notices">
            {[...trend.changes].reverse().map(({ sentence, verdict, after }) => (
              <li key={after} class={`change-${verdict}`}>
                <Icon name={verdict === "worse" ? "fail" : "pass"} label={says.history.verdicts[verdict]} />{" "}
                <VisibleTitle text={sentence} />
              </li>
            ))}
          </ul>
          {trend.changes.length === 0 && <p class="note">{nothingFound(trend)}</p>}
        </>
      )}
      <HistoryRuns found={found} runs={runs} trends={trends} part={trend?.part} />
    </Section>
  );
}

function Note({ view: { series, runs } }: { readonly view: SeriesView }): JSX.Element {
  const text = says.history.seriesNote(runs.length, series.kind, series.plan, series.machine);
  return <VisibleTitle text={text} />;
}

function partTitle(part: string | undefined, title: string): string {
  return part === undefined ? title : says.history.part(part, title);
}

function choiceLabel(figure: string, isChanged: boolean): string {
  return isChanged ? says.history.changed(figure) : figure;
}

function nothingFound(trend: Trend): string {
  const { evidence, needs, points } = trend;
  return evidence < needs
    ? says.history.fewRuns(evidence, evidence < points.length, needs)
    : says.history.noChange(figureTitle(trend));
}

function madeWords({ figure, level, evidence }: Trend, kind: SeriesView["series"]["kind"]): string {
  const dot =
    kind === "experiment"
      ? says.history.dots.experiment
      : kind === "conformance"
        ? says.history.dots.conformance
        : figure === "searchAnswer"
          ? says.history.dots.search
          : says.history.dots.run;
  const looked = says.history.looked(evidence, Number((level * 100).toPrecision(2)));
  return [dot, looked].join(says.betweenSentences);
}

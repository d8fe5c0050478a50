// One series of runs: a figure over time with its changes, and every run.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { fewRunsWords } from "../../figures/runs-needed.js";
import { formatCount } from "../../units.js";
import { type RunsAxis, trendPlot } from "../data/history-plot.js";
import { firstTrend, pageLink, type SeriesView } from "../data/history-view.js";
import type { FoundHistory } from "../data/report-source.js";
import { RunsPlot } from "../plots/runs-plot.js";
import { counted } from "../words/counted.js";
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
        label={`Figure of ${series.name}`}
        options={trends.map(({ title, part, changes }, index) => ({
          value: String(index),
          label: `${part === undefined ? title : `${part}: ${title}`}${changes.length > 0 ? " (changed)" : ""}`,
        }))}
        value={String(chosen)}
        onChange={(value) => setChosen(Number(value))}
      />
      <SegmentedControl<RunsAxis>
        legend={`Order of the runs of ${series.name}`}
        options={[
          { value: "run", label: "Run by run" },
          { value: "time", label: "By time" },
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
            label={`${trend.title} of ${formatCount(plot.dots.length)} runs of ${series.name}. The table below has every run.`}
            plot={plot}
            made={madeWords(trend, series.kind)}
            linkOf={({ run }) => (found.isInPage ? pageLink(history, run) : undefined)}
          />
          <ul class="notices">
            {[...trend.changes].reverse().map(({ sentence, verdict, after }) => (
              <li key={after} class={`change-${verdict}`}>
                <Icon name={verdict === "worse" ? "fail" : "pass"} label={verdict} />{" "}
                <VisibleTitle text={sentence} />
              </li>
            ))}
          </ul>
          {trend.changes.length === 0 && (
            <p class="note">{fewRunsWords(trend) ?? `No change of ${trend.title} was found.`}</p>
          )}
        </>
      )}
      <HistoryRuns found={found} runs={runs} trends={trends} part={trend?.part} />
    </Section>
  );
}

function Note({ view: { series, runs } }: { readonly view: SeriesView }): JSX.Element {
  const text = `${formatCount(runs.length)} ${kindWords[series.kind]} of the same plan (${series.plan}) on the same kind of machine: ${series.machine}.`;
  return <VisibleTitle text={text} />;
}

const kindWords = { run: "runs", experiment: "experiments", conformance: "conformance runs" } as const;

function madeWords({ figure, level, evidence }: Trend, kind: SeriesView["series"]["kind"]): string {
  const dot =
    kind === "experiment"
      ? "Each dot is the median over the valid blocks of the variant in one experiment."
      : kind === "conformance"
        ? "Each dot is the number of failed cases of the peer in one run."
        : figure === "searchAnswer"
          ? "Each dot is what one search found."
          : "Each dot is one run, of its measured phases; warm-up is left out.";
  return `${dot} Changes were looked for in ${counted(evidence, "run")}, at a level of ${Number((level * 100).toPrecision(2))}%.`;
}

// Latency over time as a heat map: not a few percentiles of each second but all of its samples.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { heatLowestUs } from "../../figures/heat-text.js";
import { formatUs } from "../../units.js";
import { type HeatChoice, type HeatGrid, heatGrid, heatOptions } from "../data/heat-grid.js";
import { madeOfHeat } from "../data/made-words.js";
import { decimalTicks } from "../data/percentile-curves.js";
import { runTimeAxis, warmUpShades } from "../data/time-curves.js";
import { HeatPlot } from "../plots/heat-plot.js";
import type { PlotAxis } from "../plots/plot-options.js";
import { says } from "../words/report-words.js";
import { Section, type SectionViewProps } from "./section.js";
import { SegmentedControl } from "./segmented-control.js";
import { Select } from "./select.js";

/** See the file's first line. Nothing where the report has no heat, as those of older versions. */
export function HeatMap({ source: { report } }: SectionViewProps): JSX.Element | null {
  const options = useMemo(() => heatOptions(report), [report]);
  const [name, setName] = useState<string | undefined>(undefined);
  const [load, setLoad] = useState("all");
  const [phase, setPhase] = useState("measured");
  const shown = options.times.find((one) => one.name === name) ?? options.times[0];
  const grid = useMemo(() => {
    if (shown === undefined) return undefined;
    const group = options.loads.find(({ label }) => `load ${label}` === load);
    return heatGrid(report.series, { name: shown.name, load: group, phase: phaseChoice(phase) });
  }, [report, shown, load, phase]);
  const x = useMemo(() => runTimeAxis(report.series), [report]);
  const shades = useMemo(() => warmUpShades(report.series), [report]);
  const title = [shown?.title, chosenName(load), chosenName(phase)]
    .filter((part) => part !== undefined)
    .join(", ");
  const y = useMemo(() => timeAxisOf(title, grid), [title, grid]);
  if (shown === undefined) return null;
  return (
    <Section
      id="heat"
      title={
        options.times.some(({ name: one }) => one !== "generator_lateness")
          ? says.heat.latencyTitle
          : says.heat.latenessTitle
      }
      note={noteOf(grid)}
    >
      <div class="toolbar">
        {options.times.length > 1 && (
          <SegmentedControl
            legend={says.heat.which}
            options={options.times.map((one) => ({ value: one.name, label: one.label }))}
            value={shown.name}
            onChange={setName}
          />
        )}
        {options.loads.length > 0 && (
          <Select
            label={says.heat.load}
            options={[
              {
                value: "all",
                label: report.experiment === undefined ? says.heat.allLoads : says.heat.allVariants,
              },
              ...options.loads.map(({ label }) => ({ value: `load ${label}`, label })),
            ]}
            value={load}
            onChange={setLoad}
          />
        )}
        {options.phases.length > 1 && (
          <Select
            label={says.heat.phase}
            options={phaseOptions(options.phases)}
            value={phase}
            onChange={setPhase}
          />
        )}
      </div>
      {grid === undefined ? (
        <p class="empty">{says.heat.nothing}</p>
      ) : (
        <HeatPlot
          label={labelOf(title, grid)}
          made={madeOfHeat(shown.name, grid)}
          grid={grid}
          x={x}
          y={y}
          shades={shades}
        />
      )}
    </Section>
  );
}

function noteOf(grid: HeatGrid | undefined): string {
  const longest = Math.max(
    ...(grid?.columns ?? []).map(({ fromSeconds, toSeconds }) => toSeconds - fromSeconds),
    0,
  );
  return says.heat.note(longest > 1.5 ? longest : undefined);
}

function phaseOptions(
  phases: readonly string[],
): readonly { readonly value: string; readonly label: string }[] {
  return [
    { value: "measured", label: says.heat.withoutWarmUp },
    { value: "all", label: says.heat.allPhases },
    ...phases.map((name) => ({ value: `phase ${name}`, label: name })),
  ];
}

/** `orders` of the chosen value `load orders`; undefined of one that stands for several. */
function chosenName(value: string): string | undefined {
  const [, name] = /^(?:load|phase) (.*)$/s.exec(value) ?? [];
  return name;
}

function phaseChoice(value: string): HeatChoice["phase"] {
  if (value === "measured" || value === "all") return value;
  return { name: value.slice("phase ".length) };
}

function timeAxisOf(title: string, grid: HeatGrid | undefined): PlotAxis {
  const low = Math.max(1, heatLowestUs(grid?.lowestBucket ?? 0));
  const high = Math.max(low * 2, heatLowestUs((grid?.highestBucket ?? 0) + 1));
  return {
    title: says.plots.logScale(title),
    csvTitle: "latency_us",
    logarithmic: true,
    format: formatUs,
    range: [low, high],
    ticks: decimalTicks.filter((us) => us >= low && us <= high),
  };
}

function labelOf(title: string, { columns, lowestBucket, highestBucket }: HeatGrid): string {
  const [low, high] = [heatLowestUs(lowestBucket), heatLowestUs(highestBucket + 1)];
  return says.heat.label(title, columns.length, formatUs(low), formatUs(high));
}

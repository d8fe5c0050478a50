// A search as curves: what was observed over the value, where the bound lies, and what the answer is.

import { formatQuantity } from "../../figures/quantity.js";
import { type Probe, type ProbeVerdict, probeVerdict } from "../../figures/search-words.js";
import type { ReportSearch } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import type { Curve } from "../plots/curve.js";
import type { PlotAxis, PlotShade } from "../plots/plot-options.js";
import { says } from "../words/report-words.js";
import { csvTitleOf } from "./csv.js";

/** One probe with its place in the search. */
export interface ProbeRow {
  /** From 1, in the order made. */
  readonly number: number;
  readonly probe: Probe;
}

/** What {@link searchPlot} gives. */
export interface SearchPlot {
  readonly curves: readonly Curve[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** From the lowest value to the answer: there the bound holds. */
  readonly shades: readonly PlotShade[];
}

/** By value, those of one value in the order made. */
export function probeRows({ probes }: ReportSearch): readonly ProbeRow[] {
  return probes
    .map((probe, index) => ({ probe, number: index + 1 }))
    .sort((a, b) => a.probe.value - b.probe.value || a.number - b.number);
}

/** Of a value that was probed more than once the last probe is drawn: it decided. */
export function searchPlot(search: ReportSearch): SearchPlot {
  const last = new Map(probeRows(search).map(({ probe }) => [probe.value, probe]));
  const drawn = [...last.values()].flatMap((probe) =>
    probe.observed === undefined ? [] : [{ probe, point: [probe.value, probe.observed] as const }],
  );
  const values = drawn.map(({ probe }) => probe.value);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const dots = (verdict: ProbeVerdict, colour: number): Curve => ({
    label: says.search.verdicts[verdict],
    colour,
    dots: { px: 8 },
    points: drawn.filter(({ probe }) => probeVerdict(probe) === verdict).map(({ point }) => point),
  });
  const curves: readonly Curve[] = [
    {
      label: says.search.observed,
      colour: 0,
      points: drawn.filter(({ probe }) => probe.invalid === undefined).map(({ point }) => point),
    },
    {
      label: says.search.bound,
      colour: 7,
      dash: [6, 4],
      points: [...new Set([lowest, highest])].map((value) => [value, search.bound] as const),
    },
    // Below the dot of its own verdict, as a ring around it.
    {
      label: says.search.answer,
      colour: 6,
      dots: { px: 14 },
      points: drawn.filter(({ probe }) => probe.value === search.answer).map(({ point }) => point),
    },
    dots("holds", 2),
    dots("fails", 1),
    dots("invalid", 3),
  ];
  return {
    curves: curves.filter(({ points }) => points.length > 0),
    x: {
      title: says.search.values[search.vary],
      csvTitle: search.vary === "rate" ? "messages_per_second" : "connections",
      format: formatCount,
    },
    y: yAxis(search, [...drawn.map(({ point }) => point[1]), search.bound]),
    shades: search.answer === undefined ? [] : [{ from: lowest, to: search.answer }],
  };
}

/** Far above its limit a target is slower by powers of ten. */
function yAxis({ until, unit }: ReportSearch, figures: readonly number[]): PlotAxis {
  const least = Math.min(...figures);
  const logarithmic = least > 0 && Math.max(...figures) > 20 * least;
  const title = says.search.observedAxis(until);
  return {
    title: logarithmic ? says.plots.logScale(title) : title,
    csvTitle: csvTitleOf("observed", unit),
    logarithmic,
    format: (figure) => formatQuantity(figure, unit),
  };
}

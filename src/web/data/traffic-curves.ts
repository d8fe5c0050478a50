// Messages, connections and errors over the seconds of the run.

import type { RunReport, SeriesPoint } from "../../metrics/run-report.js";
import type { Curve } from "../plots/curve.js";
import { says } from "../words/report-words.js";
import { pointSpanMs } from "./lane-seconds.js";
import { describeTags, type Lane } from "./lanes.js";
import { gaugeOverTime, rateOverTime, secondsCurve } from "./time-curves.js";

/** The counters that {@link messagesOverTime} draws. */
export const messageCounters: readonly string[] = ["ws_msgs_received", "ws_msgs_sent", "ws_msgs_dropped"];

/** The counters that {@link troubleOverTime} draws. */
export const troubleCounters: readonly string[] = [
  "ws_errors",
  "ws_msgs_lost",
  "ws_msgs_late",
  "ws_stream_stalls",
];

/**
 * Messages received per second of each lane; sent ones beside them in an open model, where they need not follow, and
 * those that were due and never sent, where there were any.
 */
export function messagesOverTime(
  { series, loads = [] }: RunReport,
  lanes: readonly Lane[],
): readonly Curve[] {
  const received = rateOverTime(series, "ws_msgs_received", lanes);
  const sent = loads.some(({ model }) => model === "open") ? rateOverTime(series, "ws_msgs_sent", lanes) : [];
  const dropped = rateOverTime(series, "ws_msgs_dropped", lanes).filter(({ points }) =>
    points.some(([, perSecond = 0]) => perSecond > 0),
  );
  if (sent.length === 0 && dropped.length === 0) return received;
  const named = (curves: readonly Curve[], words: string, dash?: readonly number[]): readonly Curve[] =>
    curves.map((curve) => ({
      ...curve,
      label: lanes.length > 1 ? `${curve.label}, ${words}` : words,
      ...(dash ? { dash } : {}),
    }));
  return [
    ...named(received, says.time.received),
    ...named(sent, says.time.sent, [6, 4]),
    ...named(dropped, says.time.dropped, [1.5, 3.5]),
  ];
}

/** Connections open and virtual clients running, load by load. */
export function connectionsOverTime(report: Pick<RunReport, "series" | "loads">): readonly Curve[] {
  const open = gaugeOverTime(report, "ws_open_connections");
  const clients = gaugeOverTime(report, "ws_clients");
  const name = (label: string, several: boolean, words: string): string =>
    several ? `${label}, ${words}` : words;
  return [
    ...open.map((curve) => ({ ...curve, label: name(curve.label, open.length > 1, says.time.connections) })),
    ...clients.map((curve) => ({
      ...curve,
      label: name(curve.label, clients.length > 1, says.time.clients),
      dash: [6, 4],
    })),
  ];
}

/** What went wrong per second: each kind of error, messages lost or late, stalls of streams; only what happened, 0 where it did not. */
export function troubleOverTime(series: readonly SeriesPoint[]): readonly Curve[] {
  const totals = new Map<string, number>();
  for (const point of series) {
    for (const [kind, count] of troubleOf(point)) totals.set(kind, (totals.get(kind) ?? 0) + count);
  }
  const kinds = [...totals].filter(([, total]) => total > 0).sort((a, b) => b[1] - a[1]);
  return kinds.map(([kind], colour) => ({
    label: kind,
    colour,
    points: secondsCurve(
      series,
      (point) => ((troubleOf(point).get(kind) ?? 0) * 1_000) / pointSpanMs(point),
      (a, b) => a + b,
    ),
  }));
}

const noTrouble: ReadonlyMap<string, number> = new Map();

/** Increase within the point, by kind. Errors of all loads together. */
function troubleOf({ counters, tags }: SeriesPoint): ReadonlyMap<string, number> {
  // Most points have none, and there may be ten thousands of them.
  if (!troubleCounters.some((name) => counters[name])) return noTrouble;
  const { step, code } = tags;
  const told = [step, code].filter((part) => part !== undefined).join(" ");
  const { ws_errors = 0, ws_msgs_lost = 0, ws_msgs_late = 0, ws_stream_stalls = 0 } = counters;
  return new Map([
    [told === "" ? says.time.errorsOf(describeTags(tags)) : says.time.errors(told), ws_errors],
    [says.time.lost, ws_msgs_lost],
    [says.time.late, ws_msgs_late],
    [says.time.stalls, ws_stream_stalls],
  ]);
}

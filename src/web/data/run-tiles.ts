// Which tiles a run has: only those that it measured.

import { formatQuantity } from "../../figures/quantity.js";
import type { RunReport, TrendMetric } from "../../metrics/run-report.js";
import { formatBytes, formatCount, formatMs, formatUs } from "../../units.js";
import { says } from "../words/report-words.js";
import { inLoadOrder, type Lane, laneKey, lanesOf } from "./lanes.js";
import type { LaneFacts, RunFacts } from "./run-facts.js";

/** One number with its unit: `"412 µs"`, written small after the last space. */
export interface TileEntry {
  readonly text: string;
  /** The same for a spreadsheet; absent where the text is no single number. */
  readonly bare?: { readonly value: number; readonly unit: string };
  /** Whose number it is, where a tile has several. */
  readonly lane?: Pick<Lane, "label" | "colour" | "load">;
}

/** One tile. */
export interface Tile {
  readonly label: string;
  readonly entries: readonly TileEntry[];
  readonly note?: string;
  readonly tone?: "good" | "bad";
}

/** So many share a tile; its note says how many more the tables and plots below have. */
const lanesInTile = 3;

/** The tiles of a run, in reading order. */
export function runTiles(report: RunReport, facts: RunFacts): readonly Tile[] {
  return [
    checksTile(facts),
    connectionsTile(facts),
    errorsTile(facts),
    rateTile(facts),
    latencyTile(says.tiles.medianLatency, facts, (latency) => latency?.p50),
    latencyTile(says.tiles.answeredWithin, facts, (latency) => latency?.p99),
    serviceTile(facts),
    p99Tile(says.tiles.lastReceiver, { trends: facts.fanOut, report }, says.tiles.ofBroadcasts),
    ...unansweredTiles(report, facts),
    latenessTile(facts),
    dataTile(facts),
    {
      label: says.tiles.duration,
      entries: [{ text: formatMs(report.durationMs), bare: { value: report.durationMs, unit: "ms" } }],
      note: report.search === undefined ? says.tiles.wholeRun : says.tiles.wholeSearch,
    },
  ].filter((tile) => tile !== undefined);
}

function checksTile({ checks }: RunFacts): Tile | undefined {
  if (checks.total === 0) return undefined;
  const rest = [
    says.tiles.failed(checks.failed),
    checks.notApplicable > 0 ? says.tiles.notApplicable(checks.notApplicable) : "",
  ];
  return {
    label: says.tiles.checksPassed,
    entries: [
      {
        text: says.tiles.someOfAll(checks.passed, checks.total),
        bare: { value: checks.passed, unit: `of ${checks.total}` },
      },
    ],
    note: says.commas(rest.filter((part) => part !== "")),
    tone: checks.failed > 0 ? "bad" : "good",
  };
}

function connectionsTile({ connections, connectionsPeak }: RunFacts): Tile | undefined {
  if (connections === undefined) return undefined;
  // A run may be over before a level was read, or have opened nothing by then.
  if (connectionsPeak !== undefined && connectionsPeak > 0) {
    return {
      label: says.tiles.connectionsAtOnce,
      entries: [amount(connectionsPeak, "1")],
      note: says.tiles.atEndOfSecond(connections),
    };
  }
  return {
    label: says.tiles.connections,
    entries: [amount(connections, "1")],
    note: says.tiles.openedInRun,
  };
}

function rateTile({ received, messagesReceived }: RunFacts): Tile | undefined {
  if (messagesReceived === undefined) return undefined;
  const entries = received.map(({ lane, perSecond }) => ({
    text: `${formatCount(perSecond)} /s`,
    bare: { value: perSecond, unit: "1/s" },
    lane,
  }));
  return (
    sharedTile(says.tiles.messagesReceived, entries, says.tiles.messagesInAll(messagesReceived)) ?? {
      label: says.tiles.messagesReceived,
      entries: [amount(messagesReceived, "1")],
    }
  );
}

function latencyTile(
  label: string,
  { lanes, corrected }: RunFacts,
  value: (latency: LaneFacts["latency"]) => number | undefined,
): Tile | undefined {
  const entries = laneEntries(lanes, ({ latency }) => value(latency));
  return sharedTile(label, entries, says.tiles.latencyNotes[corrected]);
}

/** What the corrected latency of the tile before it adds to. */
function serviceTile({ lanes }: RunFacts): Tile | undefined {
  const entries = laneEntries(lanes, ({ service }) => service?.p99);
  return sharedTile(says.tiles.serviceAlone, entries, says.tiles.latencyNotes.none);
}

interface LoadTrends {
  readonly trends: readonly TrendMetric[];
  readonly report: RunReport;
}

/** The 99th percentile of each lane. */
function p99Tile(label: string, { trends, report }: LoadTrends, note: string): Tile | undefined {
  const lanes = inLoadOrder(lanesOf(trends.map(({ tags }) => tags)), report);
  const entries = lanes.flatMap((lane) => {
    const p99 = trends.find(({ tags }) => laneKey(tags) === lane.key)?.p99;
    return p99 === undefined ? [] : [{ ...amount(p99, "us"), lane }];
  });
  return sharedTile(label, entries, note);
}

/** What a run is about that waits for no answers: idle connections, streams, connections that come and go. */
function unansweredTiles(
  report: RunReport,
  { lanes, gaps, stalls, reconnects, pings, opening }: RunFacts,
): readonly (Tile | undefined)[] {
  const gapTile = p99Tile(says.tiles.gap, { trends: gaps, report }, says.tiles.gapNote(stalls));
  const againTile = p99Tile(
    says.tiles.connectedAgain,
    { trends: reconnects, report },
    says.tiles.connectedAgainNote,
  );
  if (lanes.length > 0) return [gapTile, againTile];
  return [
    gapTile,
    againTile,
    p99Tile(says.tiles.ping, { trends: pings, report }, says.tiles.pingNote),
    p99Tile(says.tiles.opens, { trends: opening, report }, says.tiles.opensNote),
  ];
}

function latenessTile({ lateness }: RunFacts): Tile | undefined {
  if (lateness?.p99 === undefined || lateness.max === undefined) return undefined;
  return {
    label: says.tiles.lateBy,
    entries: [amount(lateness.p99, "us")],
    note: says.tiles.lateByNote(formatUs(lateness.max)),
  };
}

function errorsTile({
  errors,
  lost,
  late,
  dropped,
  messagesReceived,
  connections,
}: RunFacts): Tile | undefined {
  if (messagesReceived === undefined && connections === undefined) return undefined;
  const tone = errors + lost + late + dropped > 0 ? "bad" : "good";
  const note = says.tiles.errorsNote(lost, late, dropped);
  return { label: says.tiles.errors, entries: [amount(errors, "1")], note, tone };
}

function dataTile({ bytesSent, bytesReceived }: RunFacts): Tile | undefined {
  if (bytesSent === undefined || bytesReceived === undefined) return undefined;
  return {
    label: says.tiles.dataReceived,
    entries: [amount(bytesReceived, "byte")],
    note: says.tiles.sent(formatBytes(bytesSent)),
  };
}

function laneEntries(
  lanes: readonly LaneFacts[],
  latencyUs: (facts: LaneFacts) => number | undefined,
): readonly TileEntry[] {
  return lanes.flatMap((facts) => {
    const us = latencyUs(facts);
    return us === undefined ? [] : [{ ...amount(us, "us"), lane: facts.lane }];
  });
}

function amount(value: number, unit: "us" | "byte" | "1"): TileEntry {
  return { text: formatQuantity(value, unit), bare: { value, unit } };
}

/** Undefined without an entry. */
function sharedTile(label: string, entries: readonly TileEntry[], note: string): Tile | undefined {
  if (entries.length === 0) return undefined;
  const [more, shown] = [entries.length - lanesInTile, entries.slice(0, lanesInTile)];
  if (more <= 0) return { label, entries: shown, note };
  // Lanes need not be loads: without any, checks are told apart.
  const areLoads = entries.every(({ lane }) => lane?.load !== undefined);
  const rest = areLoads ? says.tiles.moreLoads(note, more) : says.tiles.more(note, more);
  return { label, entries: shown, note: rest };
}

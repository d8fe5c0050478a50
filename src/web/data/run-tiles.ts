// Which tiles a run has: only those that it measured.

import type { RunReport } from "../../metrics/run-report.js";
import { formatBytes, formatCount, formatMs, formatUs } from "../../units.js";
import type { Tile, TileEntry } from "../views/tiles.js";
import { counted } from "./metric-words.js";
import type { LaneFacts, RunFacts } from "./run-facts.js";

/** More than these share no tile: the tables and plots below have them all. */
const lanesInTile = 3;

/** The tiles of a run, in reading order. */
export function runTiles(report: RunReport, facts: RunFacts): readonly Tile[] {
  return [
    checksTile(facts),
    connectionsTile(facts),
    errorsTile(facts),
    rateTile(facts),
    latencyTile("Median latency", facts, (latency) => latency?.p50),
    latencyTile("99% answered within", facts, (latency) => latency?.p99),
    dataTile(facts),
    {
      label: "Duration",
      entries: [{ text: formatMs(report.durationMs) }],
      note: "whole run, warm-up included",
    },
  ].filter((tile) => tile !== undefined);
}

function checksTile({ checks }: RunFacts): Tile | undefined {
  if (checks.total === 0) return undefined;
  const rest = [
    checks.failed > 0 ? `${formatCount(checks.failed)} failed` : "none failed",
    checks.notApplicable > 0 ? `${formatCount(checks.notApplicable)} not applicable` : "",
  ];
  return {
    label: "Checks passed",
    entries: [{ text: `${formatCount(checks.passed)} of ${formatCount(checks.total)}` }],
    note: rest.filter((part) => part !== "").join(", "),
    tone: checks.failed > 0 ? "bad" : "good",
  };
}

function connectionsTile({ connections }: RunFacts): Tile | undefined {
  if (connections === undefined) return undefined;
  return {
    label: "Connections",
    entries: [{ text: formatCount(connections) }],
    note: "opened in the whole run",
  };
}

function rateTile({ lanes, messagesReceived }: RunFacts): Tile | undefined {
  const entries = laneEntries(lanes, ({ receivedPerSecond }) =>
    receivedPerSecond === undefined ? undefined : `${formatCount(receivedPerSecond)} /s`,
  );
  if (messagesReceived === undefined) return undefined;
  const total = counted(messagesReceived, "message");
  if (entries.length === 0) {
    return { label: "Messages received", entries: [{ text: formatCount(messagesReceived) }] };
  }
  return { label: "Messages received", entries, note: `${total} in all` };
}

function latencyTile(
  label: string,
  { lanes, corrected }: RunFacts,
  value: (latency: LaneFacts["latency"]) => number | undefined,
): Tile | undefined {
  const entries = laneEntries(lanes, ({ latency }) => {
    const us = value(latency);
    return us === undefined ? undefined : formatUs(us);
  });
  if (entries.length === 0) return undefined;
  return { label, entries, note: corrected ? "from due to answered" : "from sent to answered" };
}

function errorsTile({ errors, lost, late, messagesReceived, connections }: RunFacts): Tile | undefined {
  if (messagesReceived === undefined && connections === undefined) return undefined;
  const tone = errors + lost + late > 0 ? "bad" : "good";
  const note = `${formatCount(lost)} lost, ${formatCount(late)} late`;
  return { label: "Errors", entries: [{ text: formatCount(errors) }], note, tone };
}

function dataTile({ bytesSent, bytesReceived }: RunFacts): Tile | undefined {
  if (bytesSent === undefined || bytesReceived === undefined) return undefined;
  return {
    label: "Data received",
    entries: [{ text: formatBytes(bytesReceived) }],
    note: `${formatBytes(bytesSent)} sent`,
  };
}

function laneEntries(
  lanes: readonly LaneFacts[],
  text: (facts: LaneFacts) => string | undefined,
): readonly TileEntry[] {
  return lanes.slice(0, lanesInTile).flatMap((facts) => {
    const shown = text(facts);
    return shown === undefined ? [] : [{ text: shown, lane: facts.lane }];
  });
}

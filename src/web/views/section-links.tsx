// The sections of a long page, to jump to.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { groupingTags } from "../data/figure-groups.js";
import { hasHealth } from "../data/generator-health.js";
import { isTrend } from "../data/measured-trends.js";
import { balanceRows } from "../data/message-balance.js";
import type { ReportSource } from "../data/report-source.js";
import { connectionsOverTime, troubleOverTime } from "../data/traffic-curves.js";
import { trendChoices } from "../data/trend-choices.js";
import { hasFanOut } from "./fan-out.js";
import { hasHeat } from "./heat-map.js";
import { hasLoads } from "./loads.js";

/** Links to the sections that this report has. */
export function SectionLinks({ source }: { readonly source: ReportSource }): JSX.Element {
  const links = useMemo(() => linksOf(source), [source]);
  return (
    <nav class="section-links" aria-label="On this page">
      <ul>
        {links.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function linksOf(source: ReportSource): readonly { readonly id: string; readonly title: string }[] {
  const { report } = source;
  const { series, metrics } = report;
  const hasTimes = trendChoices(source).length > 0;
  const hasHandshake = metrics
    .filter(isTrend)
    .some(({ name, count }) => count > 0 && name.startsWith("ws_handshake_"));
  return [
    { id: "search", title: "Search", shown: report.search !== undefined },
    { id: "thresholds", title: "Thresholds", shown: report.thresholds.length > 0 },
    { id: "checks", title: "Checks", shown: report.checks.length > 0 },
    { id: "loads", title: "Loads", shown: hasLoads(report) },
    { id: "tags", title: "By tag", shown: groupingTags(report).length > 0 },
    { id: "latency", title: "Latency", shown: hasTimes },
    { id: "time", title: "Over time", shown: hasTimes && series.length > 0 },
    { id: "heat", title: "Heat map", shown: hasHeat(report) },
    { id: "fan-out", title: "Fan-out", shown: hasFanOut(report) },
    {
      id: "connections",
      title: "Connections and errors",
      shown: connectionsOverTime(report).length + troubleOverTime(series).length > 0,
    },
    { id: "balance", title: "Balance", shown: balanceRows(report).length > 0 },
    { id: "generator", title: "Generator", shown: hasHealth(report) },
    { id: "handshake", title: "Opening a connection", shown: hasHandshake },
    { id: "metrics", title: "All metrics", shown: metrics.length > 0 },
    { id: "repeat", title: "Repeat this run", shown: true },
  ].filter(({ shown }) => shown);
}

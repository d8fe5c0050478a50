// The sections of a long page, to jump to.

import type { JSX } from "preact";
import type { RunReport } from "../../metrics/run-report.js";
import { isTrend } from "../data/run-facts.js";

/** Links to the sections that this report has. */
export function SectionLinks({ report }: { readonly report: RunReport }): JSX.Element {
  const measured = report.metrics.filter(isTrend).filter((trend) => trend.count > 0);
  const links = [
    { id: "thresholds", title: "Thresholds", shown: report.thresholds.length > 0 },
    { id: "checks", title: "Checks", shown: report.checks.length > 0 },
    { id: "latency", title: "Latency", shown: measured.length > 0 },
    { id: "time", title: "Over time", shown: measured.length > 0 && report.series.length > 0 },
    {
      id: "handshake",
      title: "Opening a connection",
      shown: measured.some(({ name }) => name.startsWith("ws_handshake_")),
    },
    { id: "metrics", title: "All metrics", shown: report.metrics.length > 0 },
    { id: "repeat", title: "Repeat this run", shown: true },
  ];
  return (
    <nav class="section-links" aria-label="On this page">
      <ul>
        {links
          .filter(({ shown }) => shown)
          .map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

// The limits that the user set, and whether they held.

import type { JSX } from "preact";
import { formatAsBound, unitOfBound } from "../../units.js";
import { says } from "../words/report-words.js";
import { DataTable } from "./data-table.js";
import { Icon } from "./icon.js";
import { Section, type SectionViewProps } from "./section.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. */
export function Thresholds({ source: { report } }: SectionViewProps): JSX.Element {
  return (
    <Section id="thresholds" title={says.thresholds.title} note={says.thresholds.note}>
      <DataTable
        label={says.thresholds.title}
        rows={report.thresholds}
        columns={[
          {
            title: says.thresholds.metric,
            csvTitle: "metric",
            cell: ({ metric, ok }) => (
              <span class="lane">
                <Icon
                  name={ok ? "pass" : "fail"}
                  label={ok ? says.thresholds.held : says.thresholds.missed}
                />
                <code>
                  <VisibleTitle text={metric} />
                </code>
              </span>
            ),
            csv: ({ metric }) => metric,
          },
          {
            title: says.thresholds.limit,
            csvTitle: "expression",
            cell: ({ expression }) => (
              <code>
                <VisibleTitle text={expression} />
              </code>
            ),
            csv: ({ expression }) => expression,
          },
          {
            title: says.thresholds.observed,
            csvTitle: "observed",
            numeric: true,
            cell: ({ observed, expression }) =>
              observed === undefined ? says.thresholds.noSample : formatAsBound(observed, expression),
            csv: ({ observed }) => observed,
          },
          {
            title: says.thresholds.unit,
            csvTitle: "observed_unit",
            csv: ({ expression }) => unitOfBound(expression),
          },
          {
            title: says.thresholds.result,
            csvTitle: "ok",
            csv: ({ ok }) => String(ok),
          },
        ]}
      />
    </Section>
  );
}

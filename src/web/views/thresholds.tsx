// The limits that the user set, and whether they held.

import type { JSX } from "preact";
import { formatAsBound, unitOfBound } from "../../units.js";
import { DataTable } from "./data-table.js";
import { Icon } from "./icon.js";
import { Section, type SectionViewProps } from "./section.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. */
export function Thresholds({ source: { report } }: SectionViewProps): JSX.Element {
  return (
    <Section id="thresholds" title="Thresholds" note="Limits given with the run; a missed one fails it.">
      <DataTable
        label="Thresholds"
        rows={report.thresholds}
        columns={[
          {
            title: "Metric",
            csvTitle: "metric",
            cell: ({ metric, ok }) => (
              <span class="lane">
                <Icon name={ok ? "pass" : "fail"} label={ok ? "held" : "missed"} />
                <code>
                  <VisibleTitle text={metric} />
                </code>
              </span>
            ),
            csv: ({ metric }) => metric,
          },
          {
            title: "Limit",
            csvTitle: "expression",
            cell: ({ expression }) => (
              <code>
                <VisibleTitle text={expression} />
              </code>
            ),
            csv: ({ expression }) => expression,
          },
          {
            title: "Observed",
            csvTitle: "observed",
            numeric: true,
            cell: ({ observed, expression }) =>
              observed === undefined ? "no sample" : formatAsBound(observed, expression),
            csv: ({ observed }) => observed,
          },
          {
            title: "Unit",
            csvTitle: "observed_unit",
            csv: ({ expression }) => unitOfBound(expression),
          },
          {
            title: "Result",
            csvTitle: "ok",
            csv: ({ ok }) => String(ok),
          },
        ]}
      />
    </Section>
  );
}

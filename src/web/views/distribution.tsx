// Latency by percentile and over time, of a metric that the reader can choose.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { RunReport } from "../../metrics/run-report.js";
import type { PercentileCurve } from "../data/report-source.js";
import { type TrendChoice, trendChoices } from "../data/trend-choices.js";
import { Latency } from "./latency.js";
import { OverTime } from "./over-time.js";

/** What {@link Distribution} shows. */
export interface DistributionProps {
  readonly report: RunReport;
  readonly curves: readonly PercentileCurve[];
}

/** See the file's first line. Nothing where no time was measured. */
export function Distribution({ report, curves }: DistributionProps): JSX.Element | null {
  const choices = useMemo(() => trendChoices(report), [report]);
  const [key, setKey] = useState("");
  const choice = choices.find((one) => one.key === key) ?? choices[0];
  if (!choice) return null;
  return (
    <>
      <Latency
        report={report}
        curves={curves}
        name={choice.name}
        lanes={choice.lanes}
        controls={<TrendSelect choices={choices} value={choice.key} onChange={setKey} />}
      />
      {choice.lanesLeftOut > 0 && (
        <p class="note">
          Drawn are the {choice.lanes.length} curves with the most samples; the table of all metrics has{" "}
          {choice.lanesLeftOut} more.
        </p>
      )}
      {report.series.length > 0 && <OverTime report={report} name={choice.name} lanes={choice.lanes} />}
    </>
  );
}

function TrendSelect(props: {
  readonly choices: readonly TrendChoice[];
  readonly value: string;
  readonly onChange: (key: string) => void;
}): JSX.Element | undefined {
  if (props.choices.length < 2) return undefined;
  return (
    <label class="select">
      <span class="visually-hidden">Which time to draw</span>
      <select value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.choices.map(({ key, title }) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

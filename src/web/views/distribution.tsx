// Latency by percentile and over time, of a metric that the reader can choose.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { trendChoices } from "../data/trend-choices.js";
import { says } from "../words/report-words.js";
import { Latency } from "./latency.js";
import { OverTime } from "./over-time.js";
import type { SectionViewProps } from "./section.js";
import { Select } from "./select.js";

/** See the file's first line. Nothing where no time was measured. */
export function Distribution({ source }: SectionViewProps): JSX.Element | null {
  const { report } = source;
  const choices = useMemo(() => trendChoices(source), [source]);
  const [key, setKey] = useState("");
  const choice = choices.find((one) => one.key === key) ?? choices[0];
  if (!choice) return null;
  return (
    <>
      <Latency
        report={report}
        choice={choice}
        controls={
          choices.length < 2 ? undefined : (
            <Select
              label={says.latency.which}
              options={choices.map((one) => ({ value: one.key, label: one.title }))}
              value={choice.key}
              onChange={setKey}
            />
          )
        }
      />
      {choice.lanesLeftOut > 0 && (
        <p class="note">{says.latency.drawn(choice.lanes.length, choice.lanesLeftOut)}</p>
      )}
      {report.series.length > 0 && <OverTime report={report} choice={choice} />}
    </>
  );
}

// How to repeat the run, what exactly it did, and on what machine.

import type { JSX } from "preact";
import type { RunReport } from "../../metrics/run-report.js";
import { formatBytes } from "../../units.js";
import { toCsv } from "../data/csv.js";
import { flatPlan } from "../data/flat-plan.js";
import { says } from "../words/report-words.js";
import { CommandLine, lacksSecrets, secretsNote } from "./command-line.js";
import { CopyButton } from "./copy-button.js";
import { Section, type SectionViewProps } from "./section.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. */
export function RunDetails({ source: { report } }: SectionViewProps): JSX.Element {
  return (
    <Section
      id="repeat"
      title={says.details.title}
      {...(lacksSecrets(report.command) && { note: secretsNote })}
    >
      <CommandLine words={report.command} />
      <div class="details-grid">
        <Facts title={says.details.plan} entries={flatPlan(report.plan)} />
        <div>
          <Facts title={says.details.target} entries={flatPlan(report.target)} />
          <Facts title={says.details.environment} entries={environmentEntries(report)} />
        </div>
      </div>
    </Section>
  );
}

function Facts(props: {
  readonly title: string;
  readonly entries: readonly (readonly [string, string])[];
}): JSX.Element | null {
  if (props.entries.length === 0) return null;
  return (
    <div class="facts-block">
      <h3>{props.title}</h3>
      <dl class="facts">
        {props.entries.map(([name, value]) => (
          <div key={name}>
            <dt>
              <VisibleTitle text={name} />
            </dt>
            <dd>
              <VisibleTitle text={value} />
            </dd>
          </div>
        ))}
      </dl>
      <div class="table-actions">
        <CopyButton label={says.tables.copy} text={() => toCsv(["name", "value"], props.entries)} />
      </div>
    </div>
  );
}

function environmentEntries({
  environment,
  tool,
  startedAt,
}: RunReport): readonly (readonly [string, string])[] {
  return [
    [says.details.started, startedAt],
    ["wsrig", tool.version],
    ["Node.js", environment.node],
    [says.details.system, `${environment.os}, ${environment.arch}`],
    ["CPU", `${environment.cpu}, ${says.details.cores(environment.cores)}`],
    [says.details.memory, formatBytes(environment.memoryBytes)],
    [says.details.inCi, environment.ci ? says.details.yes : says.details.no],
  ];
}

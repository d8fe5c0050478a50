// How the connection of a case was opened and ended.

import type { JSX } from "preact";
import type { CaseDetail } from "../../metrics/conformance-details.js";
import type { ReportAgent, ReportCase } from "../../metrics/conformance-report.js";
import { formatMs } from "../../units.js";
import { closeFacts, type Fact } from "../data/close-facts.js";
import { toCsv } from "../data/csv.js";
import { says } from "../words/report-words.js";
import { CopyButton } from "./copy-button.js";
import { Section } from "./section.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link CaseClose} shows. */
export interface CaseCloseProps {
  readonly detail: CaseDetail;
  readonly result: ReportCase;
  /** Of the peer. */
  readonly role: ReportAgent["role"];
}

/** See the file's first line. */
export function CaseClose({ detail, result, role }: CaseCloseProps): JSX.Element {
  const facts: readonly Fact[] = [
    ...closeFacts(detail, role),
    [says.casePage.took, says.casePage.tookTime(formatMs(result.durationMs))],
    [says.casePage.began, detail.startedAt],
  ];
  return (
    <Section id="case-close" title={says.casePage.end}>
      <dl class="expectation case-close">
        {facts.map(([name, value]) => (
          <>
            <dt key={name}>{name}</dt>
            <dd>
              <VisibleTitle text={value} />
            </dd>
          </>
        ))}
      </dl>
      <div class="table-actions">
        <CopyButton
          label={says.tables.copy}
          text={() =>
            toCsv(
              ["name", "value"],
              facts.map(([name, value]) => [name, value]),
            )
          }
        />
      </div>
    </Section>
  );
}

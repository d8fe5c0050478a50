// How the connection of a case was opened and ended.

import type { JSX } from "preact";
import type { CaseDetail } from "../../metrics/conformance-details.js";
import type { ReportAgent } from "../../metrics/conformance-report.js";
import { closeFacts } from "../data/close-facts.js";
import { Section } from "./section.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link CaseClose} shows. */
export interface CaseCloseProps {
  readonly detail: CaseDetail;
  /** Of the peer. */
  readonly role: ReportAgent["role"];
}

/** See the file's first line. */
export function CaseClose({ detail, role }: CaseCloseProps): JSX.Element {
  return (
    <Section id="case-close" title="The connection's end">
      <dl class="expectation case-close">
        {closeFacts(detail, role).map(([name, value]) => (
          <>
            <dt key={name}>{name}</dt>
            <dd>
              <VisibleTitle text={value} />
            </dd>
          </>
        ))}
      </dl>
    </Section>
  );
}

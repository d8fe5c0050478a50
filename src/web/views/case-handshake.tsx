// The opening handshake of a case as text.

import type { JSX } from "preact";
import type { CaseDetail } from "../../metrics/conformance-details.js";
import type { ReportAgent } from "../../metrics/conformance-report.js";
import { says } from "../words/report-words.js";
import { CopyButton } from "./copy-button.js";
import { Section } from "./section.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link CaseHandshake} shows. */
export interface CaseHandshakeProps {
  readonly detail: CaseDetail;
  /** Of the peer. */
  readonly role: ReportAgent["role"];
}

/** See the file's first line. */
export function CaseHandshake({ detail, role }: CaseHandshakeProps): JSX.Element | null {
  const { request, response } = detail;
  if (request === undefined && response === undefined) return null;
  const [asking, answering] =
    role === "server" ? ["wsrig", says.casePage.thePeer] : [says.casePage.thePeer, "wsrig"];
  return (
    <Section id="case-handshake" title={says.casePage.handshake}>
      <div class="details-grid">
        <Head title={says.casePage.requestOf(asking)} text={request} />
        <Head title={says.casePage.answerOf(answering)} text={response} />
      </div>
    </Section>
  );
}

function Head({ title, text }: { readonly title: string; readonly text: string | undefined }): JSX.Element {
  return (
    <div class="facts-block">
      <h3>{title}</h3>
      {text === undefined ? (
        <p class="events-none">{says.casePage.nothingCame}</p>
      ) : (
        <div class="command">
          <pre>
            {linesOf(text).map((line, index) => (
              <span key={index} class="head-line">
                <VisibleTitle text={line} />
              </span>
            ))}
          </pre>
          <CopyButton label={says.details.copy} text={() => text} />
        </div>
      )}
    </div>
  );
}

/** A line ends with CR LF; any other line end stays to be seen. */
function linesOf(text: string): readonly string[] {
  return text.replace(/(\r\n)+$/, "").split("\r\n");
}

// The first thing on the page: did it pass, in words that need no knowledge of the project.

import type { JSX } from "preact";
import type { Notice, RunReport } from "../../metrics/run-report.js";
import { unbroken } from "../data/metric-words.js";
import { says } from "../words/report-words.js";
import { Icon, type IconName } from "./icon.js";
import { VisibleTitle } from "./visible-text.js";

type Verdict = RunReport["verdict"];

const icons: Readonly<Record<Verdict, IconName>> = {
  pass: "pass",
  fail: "fail",
  invalid: "warning",
  interrupted: "interrupted",
};

/** The verdict in one word, for the title of the window. */
export function verdictLabel(verdict: Verdict): string {
  return says.verdict.labels[verdict];
}

/** What {@link VerdictBanner} shows. */
export interface VerdictBannerProps {
  readonly verdict: Verdict;
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly reasons: readonly Notice[];
}

/** The verdict with its reasons. */
export function VerdictBanner({ verdict, headline, sentences, reasons }: VerdictBannerProps): JSX.Element {
  return (
    <section class={`verdict verdict-${verdict}`} aria-label={says.verdict.title}>
      <Icon name={icons[verdict]} />
      <div class="verdict-body">
        <p class="verdict-label">{verdictLabel(verdict)}</p>
        <h1>{headline}</h1>
        <p class="verdict-text">
          <VisibleTitle text={unbroken(says.paragraph(sentences))} />
        </p>
        {reasons.length > 0 && <NoticeList notices={reasons} />}
      </div>
    </section>
  );
}

/** Reasons or warnings, each with what to try. */
export function NoticeList({ notices }: { readonly notices: readonly Notice[] }): JSX.Element {
  return (
    <ul class="notices">
      {notices.map((notice) => (
        <li key={`${notice.code} ${notice.message}`}>
          <VisibleTitle text={unbroken(notice.message)} />
          {notice.hint !== undefined && (
            <span class="hint">
              <VisibleTitle text={unbroken(notice.hint)} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

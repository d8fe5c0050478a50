// How a case was judged: both verdicts of the reference suite, what else was wrong, what a baseline expected.

import type { JSX } from "preact";
import type { CaseDetail } from "../../metrics/conformance-details.js";
import type { ReportCase } from "../../metrics/conformance-report.js";
import { says } from "../words/report-words.js";
import { CaseSentence } from "./case-sentence.js";
import { Section } from "./section.js";

/** What {@link CaseOutcome} shows. */
export interface CaseOutcomeProps {
  readonly result: ReportCase;
  readonly detail: CaseDetail | undefined;
}

/** See the file's first line. */
export function CaseOutcome({ result, detail }: CaseOutcomeProps): JSX.Element {
  return (
    <Section id="case-outcome" title={says.casePage.judged} note={says.casePage.judgedNote}>
      <dl class="expectation case-judged">
        <Judged term={says.casePage.behavior} verdict={result.behavior} reason={detail?.behaviorReason} />
        <Judged term={says.casePage.close} verdict={result.behaviorClose} reason={detail?.closeReason} />
        {detail?.complaints.map((complaint, index) => (
          <Judged key={index} term={says.casePage.alsoWrong} verdict={undefined} reason={complaint} />
        ))}
        {result.expected !== undefined && (
          <Judged term={says.casePage.baseline} verdict={undefined} reason={baselineWords(result)} />
        )}
      </dl>
    </Section>
  );
}

interface JudgedProps {
  readonly term: string;
  readonly verdict: string | undefined;
  readonly reason: string | undefined;
}

function Judged({ term, verdict, reason }: JudgedProps): JSX.Element {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        {verdict !== undefined && (
          <strong class={goodVerdicts.includes(verdict) ? "suite-verdict" : "suite-verdict suite-bad"}>
            {verdict}
          </strong>
        )}{" "}
        {reason !== undefined && <CaseSentence text={reason} />}
      </dd>
    </>
  );
}

const goodVerdicts: readonly string[] = ["OK", "NON-STRICT", "INFORMATIONAL", "UNIMPLEMENTED"];

function baselineWords({ expected, change }: ReportCase): string {
  const now = says.casePage.changes[change === undefined || change === "new" ? "same" : change];
  return [says.casePage.baselineHas(expected ?? ""), now].join(says.betweenSentences);
}

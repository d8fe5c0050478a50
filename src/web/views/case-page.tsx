// The page of one case on one peer: what it is about, what happened, what to change.

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { RunReport } from "../../metrics/run-report.js";
import type { CaseMatrix } from "../data/case-matrix.js";
import { verdictMeanings, verdictWords } from "../data/case-verdicts.js";
import type { CaseView } from "../data/case-view.js";
import { CaseClose } from "./case-close.js";
import { CaseEvents } from "./case-events.js";
import { CaseHandshake } from "./case-handshake.js";
import { CaseNavigation } from "./case-navigation.js";
import { CaseOnAgents } from "./case-on-agents.js";
import { CaseOutcome } from "./case-outcome.js";
import { CaseRepeat } from "./case-repeat.js";
import { CaseSentence } from "./case-sentence.js";
import { CaseWire } from "./case-wire.js";
import { RuleText } from "./rule-text.js";
import { Section } from "./section.js";
import { VerdictMark } from "./verdict-mark.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link CasePage} shows. */
export interface CasePageProps {
  readonly view: CaseView;
  readonly matrix: CaseMatrix;
  readonly run: RunReport;
}

/** See the file's first line. */
export function CasePage({ view, matrix, run }: CasePageProps): JSX.Element {
  const { row, agent, cell, detail } = view;
  return (
    <>
      <CaseNavigation view={view} />
      <CaseHead view={view} />
      <Section id="case-about" title="What the case is about">
        <dl class="expectation case-about">
          {row.text !== undefined && (
            <>
              <dt>Sent</dt>
              <dd>
                <CaseSentence text={row.text.description} />
              </dd>
              <dt>A right peer</dt>
              <dd>
                <CaseSentence text={row.text.expectation} />
              </dd>
            </>
          )}
          {row.section !== undefined && (
            <>
              <dt>The rule</dt>
              <dd>
                <RuleText text={row.section} />
              </dd>
            </>
          )}
          {row.text?.isHostile === true && (
            <>
              <dt>Hostile</dt>
              <dd>It may hurt the peer, so it is run only with --hostile.</dd>
            </>
          )}
        </dl>
      </Section>
      {cell.result !== undefined && <CaseOutcome result={cell.result} detail={detail} />}
      <CaseRepeat view={view} run={run} />
      {matrix.agents.length > 1 && <CaseOnAgents view={view} matrix={matrix} />}
      {detail === undefined && cell.result !== undefined && (
        <p class="empty">
          What was sent and received is in the report.html of the run; this page was opened from a report.json
          alone.
        </p>
      )}
      {detail !== undefined && cell.result !== undefined && (
        <>
          {/* Before the log, which may be long. */}
          <CaseClose detail={detail} result={cell.result} role={agent.role} />
          <CaseEvents expected={row.text?.outcomes} received={detail.received} />
          <CaseWire wire={detail.wire} />
          <CaseHandshake detail={detail} role={agent.role} />
        </>
      )}
    </>
  );
}

/** The verdict, and what to change. */
function CaseHead({ view: { row, agent, cell } }: { readonly view: CaseView }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  // So that a screen reader begins with the case.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [row.id, agent.agent]);
  const { verdict, result } = cell;
  const fix = result?.fix ?? (verdict === "fail" ? row.text?.fix : undefined);
  return (
    <section class={`verdict case-verdict tone-${verdict}`} aria-label="Outcome">
      <VerdictMark verdict={verdict} />
      <div class="verdict-body">
        <p class="verdict-label">{verdictWords[verdict]}</p>
        <h1 ref={heading} tabIndex={-1}>
          Case <VisibleTitle text={row.id} /> on <VisibleTitle text={agent.agent} />
        </h1>
        <p class="verdict-text">
          <CaseSentence text={result?.reason ?? verdictMeanings[verdict]} />
        </p>
        {fix !== undefined && (
          <div class="case-fix">
            <h2>What to change</h2>
            <p>
              <CaseSentence text={fix} />
            </p>
          </div>
        )}
      </div>
    </section>
  );
}

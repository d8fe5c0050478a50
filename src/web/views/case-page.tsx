// The page of one case on one peer: what it is about, what happened, what to change.

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { RunReport } from "../../metrics/run-report.js";
import type { CaseMatrix } from "../data/case-matrix.js";
import { verdictMeanings, verdictWords } from "../data/case-verdicts.js";
import type { CaseView } from "../data/case-view.js";
import { says } from "../words/report-words.js";
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
      <Section id="case-about" title={says.casePage.about}>
        <dl class="expectation case-about">
          {row.text !== undefined && (
            <>
              <dt>{says.casePage.sent}</dt>
              <dd>
                <CaseSentence text={row.text.description} />
              </dd>
              <dt>{says.casePage.rightPeer}</dt>
              <dd>
                <CaseSentence text={row.text.expectation} />
              </dd>
            </>
          )}
          {row.section !== undefined && (
            <>
              <dt>{says.casePage.rule}</dt>
              <dd>
                <RuleText text={row.section} />
              </dd>
            </>
          )}
          {row.text?.isHostile === true && (
            <>
              <dt>{says.casePage.hostile}</dt>
              <dd>{says.casePage.hostileNote}</dd>
            </>
          )}
        </dl>
      </Section>
      {cell.result !== undefined && <CaseOutcome result={cell.result} detail={detail} />}
      <CaseRepeat view={view} run={run} />
      {matrix.agents.length > 1 && <CaseOnAgents view={view} matrix={matrix} />}
      {detail === undefined && cell.result !== undefined && <p class="empty">{says.casePage.noDetails}</p>}
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
    <section class={`verdict case-verdict tone-${verdict}`} aria-label={says.casePage.outcome}>
      <VerdictMark verdict={verdict} />
      <div class="verdict-body">
        <p class="verdict-label">{verdictWords[verdict]}</p>
        <h1 ref={heading} tabIndex={-1}>
          {says.casePage.heading[0]}
          <VisibleTitle text={row.id} />
          {says.casePage.heading[1]}
          <VisibleTitle text={agent.agent} />
          {says.casePage.heading[2]}
        </h1>
        <p class="verdict-text">
          <CaseSentence text={result?.reason ?? verdictMeanings[verdict]} />
        </p>
        {fix !== undefined && (
          <div class="case-fix">
            <h2>{says.casePage.whatToChange}</h2>
            <p>
              <CaseSentence text={fix} />
            </p>
          </div>
        )}
      </div>
    </section>
  );
}

// The first thing on the page of an experiment or a comparison: its answer, in words that need no knowledge of the project.

import type { JSX } from "preact";
import type { RunReport } from "../../metrics/run-report.js";
import type { Answer } from "../data/comparison-words.js";
import { unbroken } from "../data/metric-words.js";
import { says } from "../words/report-words.js";
import { ChangeMark } from "./change-mark.js";
import { Icon } from "./icon.js";
import { NoticeList } from "./verdict.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link AnswerBanner} shows. */
export interface AnswerBannerProps {
  readonly report: RunReport;
  readonly answer: Answer;
}

/** More lines would push the rest of the first screen away; the section of all variants has them. */
const mostLines = 5;
const linesOfMany = 3;

/** A longer sentence is set smaller, so that the tiles still stand on the first screen. */
const longHeadline = 110;

/** An experiment is a question: the answer's word stands where a run says whether it passed. */
export function AnswerBanner({ report, answer }: AnswerBannerProps): JSX.Element {
  const { label, tone, headline, lines, sentences, caveats } = answer;
  const shown = lines.slice(0, lines.length > mostLines ? linesOfMany : mostLines);
  // The sentence of a red comparison stands here already.
  const said = new Set([headline, ...shown.map(({ sentence }) => sentence)]);
  const reasons = report.reasons.filter(({ message }) => !said.has(message));
  return (
    <section class={`verdict verdict-${tone}`} aria-label={says.verdict.title}>
      <Icon name={tone} />
      <div class="verdict-body">
        <p class="verdict-label">
          {label}
          {endWords(report)}
        </p>
        <h1 class={headline.length > longHeadline ? "headline-long" : undefined}>
          <VisibleTitle text={unbroken(headline)} />
        </h1>
        {shown.length > 0 && (
          <ul class="answer-lines">
            {shown.map(({ candidate, verdict, sentence }) => (
              <li key={candidate}>
                <ChangeMark verdict={verdict} />
                <span>
                  <VisibleTitle text={unbroken(sentence)} />
                </span>
              </li>
            ))}
            {lines.length > shown.length && (
              <li>
                <a href="#all-variants">{says.comparison.moreLines(lines.length - shown.length)}</a>
              </li>
            )}
          </ul>
        )}
        <p class="verdict-text">
          <VisibleTitle text={unbroken(says.paragraph(sentences))} />
        </p>
        {reasons.length > 0 && <NoticeList notices={reasons} />}
        {caveats.length > 0 && (
          <ul class="caveats" aria-label={says.comparison.notCovered}>
            {caveats.map((caveat) => (
              <li key={caveat}>
                <Icon name="warning" label={says.comparison.caveat} />
                <span>
                  <VisibleTitle text={unbroken(caveat)} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function endWords({ verdict }: RunReport): string {
  if (verdict === "fail") return says.comparison.runFailed;
  return verdict === "interrupted" ? says.comparison.interrupted : "";
}

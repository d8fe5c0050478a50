// The way back to all cases, and to the failed ones before and after.

import type { JSX } from "preact";
import { caseHref } from "../data/case-address.js";
import type { CaseView } from "../data/case-view.js";
import { says } from "../words/report-words.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. */
export function CaseNavigation({ view: { agent, failed } }: { readonly view: CaseView }): JSX.Element {
  const { previous, next, place, count } = failed;
  return (
    <nav class="case-navigation" aria-label={says.casePage.navigation}>
      <a class="button" href="#cases">
        {says.casePage.allCases}
      </a>
      {count > 0 && (
        <span class="muted">
          {place === undefined ? says.casePage.failedOn(count) : says.casePage.failedPlace(place, count)}
          <VisibleTitle text={agent.agent} />
        </span>
      )}
      {previous !== undefined && (
        <a class="button" href={caseHref(previous, agent.agent)}>
          {says.casePage.previousFailed}
          <VisibleTitle text={previous} />
        </a>
      )}
      {next !== undefined && (
        <a class="button" href={caseHref(next, agent.agent)}>
          {says.casePage.nextFailed}
          <VisibleTitle text={next} />
        </a>
      )}
    </nav>
  );
}

// The way back to all cases, and to the failed ones before and after.

import type { JSX } from "preact";
import { formatCount } from "../../units.js";
import { caseHref } from "../data/case-address.js";
import type { CaseView } from "../data/case-view.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. */
export function CaseNavigation({ view: { agent, failed } }: { readonly view: CaseView }): JSX.Element {
  const { previous, next, place, count } = failed;
  return (
    <nav class="case-navigation" aria-label="Cases">
      <a class="button" href="#cases">
        ← All cases
      </a>
      {count > 0 && (
        <span class="muted">
          {place === undefined
            ? `${formatCount(count)} failed on `
            : `Failed ${formatCount(place)} of ${formatCount(count)} on `}
          <VisibleTitle text={agent.agent} />
        </span>
      )}
      {previous !== undefined && (
        <a class="button" href={caseHref(previous, agent.agent)}>
          Previous failed: <VisibleTitle text={previous} />
        </a>
      )}
      {next !== undefined && (
        <a class="button" href={caseHref(next, agent.agent)}>
          Next failed: <VisibleTitle text={next} />
        </a>
      )}
    </nav>
  );
}

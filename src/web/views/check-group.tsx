// The checks of one scenario: a heading with counts that opens and closes the list.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ReportCheck } from "../../metrics/run-report.js";
import { formatMs } from "../../units.js";
import type { CheckGroup } from "../data/check-filter.js";
import { describeTags } from "../data/lanes.js";
import { says } from "../words/report-words.js";
import { Icon } from "./icon.js";
import { VisibleTitle, VisibleValue } from "./visible-text.js";

/** A scenario of thousands of checks is drawn in steps, so that the page stays quick. */
const rowsPerStep = 200;

/** `open` is how the group starts; the reader may change it. */
export function CheckGroupView({
  group,
  open,
}: {
  readonly group: CheckGroup;
  readonly open: boolean;
}): JSX.Element {
  const [shown, setShown] = useState(rowsPerStep);
  const [isOpen, setOpen] = useState(open);
  const left = group.checks.length - shown;
  const worst = group.failed > 0 ? "fail" : group.passed > 0 ? "pass" : "notApplicable";
  return (
    <details class="check-group" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name={worst} />
        <span class="check-scenario">
          <VisibleTitle text={group.scenario} />
        </span>
        <span class="check-counts">{countsText(group)}</span>
      </summary>
      {isOpen && (
        <ul class="check-list">
          {group.checks.slice(0, shown).map((check, index) => (
            // Ids repeat where a scenario ran under several sets of tags.
            <CheckRow key={`${check.id} ${index}`} check={check} />
          ))}
        </ul>
      )}
      {isOpen && left > 0 && (
        <button type="button" class="button check-more" onClick={() => setShown(shown + rowsPerStep)}>
          {says.checks.showMore(Math.min(left, rowsPerStep), left)}
        </button>
      )}
    </details>
  );
}

function CheckRow({ check }: { readonly check: ReportCheck }): JSX.Element {
  const hasDetail =
    check.expected !== undefined || check.received !== undefined || check.reason !== undefined;
  const head = (
    <>
      <Icon name={check.status} label={says.checks.statuses[check.status]} />
      <span class="check-title">
        <VisibleTitle text={check.title} />
        <CheckTags check={check} />
      </span>
      <span class="check-time">{check.status === "notApplicable" ? "" : formatMs(check.durationMs)}</span>
    </>
  );
  if (!hasDetail) return <li class="check check-plain">{head}</li>;
  return (
    <li class={`check check-${check.status}`}>
      <details open={check.status !== "pass"}>
        <summary>{head}</summary>
        <CheckDetail check={check} />
      </details>
    </li>
  );
}

function CheckDetail({ check }: { readonly check: ReportCheck }): JSX.Element {
  return (
    <div class="check-detail">
      {check.reason !== undefined && (
        <p>
          <VisibleTitle text={check.reason} />
        </p>
      )}
      {(check.expected !== undefined || check.received !== undefined) && (
        <dl class="expectation">
          {check.expected !== undefined && <Expectation term={says.checks.expected} text={check.expected} />}
          {check.received !== undefined && <Expectation term={says.checks.received} text={check.received} />}
        </dl>
      )}
    </div>
  );
}

function Expectation({ term, text }: { readonly term: string; readonly text: string }): JSX.Element {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        <VisibleValue text={text} />
      </dd>
    </>
  );
}

function CheckTags({ check }: { readonly check: ReportCheck }): JSX.Element | null {
  const parts = [describeTags(check.tags), timesText(check)].filter((part) => part !== "");
  if (parts.length === 0) return null;
  return (
    <span class="check-tags">
      <VisibleTitle text={parts.join(" · ")} />
    </span>
  );
}

function timesText({ passes = 0, fails = 0 }: ReportCheck): string {
  if (passes + fails <= 1) return "";
  return fails === 0 ? says.checks.times(passes) : says.checks.failedOf(fails, passes + fails);
}

function countsText({ passed, failed, notApplicable }: CheckGroup): string {
  return says.commas(
    [
      failed > 0 ? says.checks.countFailed(failed) : "",
      passed > 0 ? says.checks.countPassed(passed) : "",
      notApplicable > 0 ? says.checks.countNotApplicable(notApplicable) : "",
    ].filter((part) => part !== ""),
  );
}

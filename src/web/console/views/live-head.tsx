// What runs, how it stands, and how far it has come.

import type { JSX } from "preact";
import { formatCount, formatMs } from "../../../units.js";
import { CommandLine } from "../../views/command-line.js";
import { Icon, type IconName } from "../../views/icon.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import { liveStanding } from "../data/live-standing.js";
import { isUnderWay, type LiveRun } from "../state/live-run.js";
import { useNowMs } from "../use-live-run.js";

/** What {@link LiveHead} shows. */
export interface LiveHeadProps {
  readonly run: LiveRun;
  /** Whether its report answers a question: then it is not for its verdict to say how the run came out. */
  readonly isAnswered: boolean;
}

/** See the file's first line. */
export function LiveHead({ run, isAnswered }: LiveHeadProps): JSX.Element {
  const isRunning = isUnderWay(run);
  const { began } = run;
  return (
    <header class="section live-head">
      <div class="live-subject">
        <h2>{began === undefined ? nameless(run) : <VisibleTitle text={began.run.name} />}</h2>
        {began !== undefined && (
          <code class="live-target">
            <VisibleTitle text={began.run.target.url} />
          </code>
        )}
        <Status run={run} isAnswered={isAnswered} />
      </div>
      {isRunning && <Progress run={run} />}
      {isRunning && <Trouble run={run} />}
      {began !== undefined && began.run.command.length > 0 && (
        <details class="live-command">
          <summary>{words.live.command}</summary>
          <CommandLine words={began.run.command} />
        </details>
      )}
    </header>
  );
}

function nameless({ failed }: LiveRun): string {
  return failed === undefined ? words.live.notBegun : words.live.title;
}

const icons: Readonly<Record<string, IconName>> = {
  pass: "pass",
  fail: "fail",
  invalid: "warning",
  interrupted: "interrupted",
};

function Status({ run: { ended, failed }, isAnswered }: LiveHeadProps): JSX.Element {
  const verdict = ended?.verdict;
  if (verdict === "pass" && isAnswered) {
    return (
      <p class="live-status" role="status">
        {words.live.ended}
      </p>
    );
  }
  const text =
    verdict !== undefined
      ? words.live.verdicts[verdict]
      : failed !== undefined
        ? words.live.noReport
        : words.live.running;
  const icon = verdict === undefined ? (failed === undefined ? undefined : "fail") : icons[verdict];
  return (
    <p
      class={`live-status live-status-${verdict ?? (failed === undefined ? "running" : "failed")}`}
      role="status"
    >
      {icon === undefined ? <span class="under-way" aria-hidden="true" /> : <Icon name={icon} />}
      {text}
    </p>
  );
}

/** What has failed so far, with the way to it. In the page from the start on, so that it is read aloud when it comes. */
function Trouble({ run: { thresholds, checkCounts } }: { readonly run: LiveRun }): JSX.Element {
  const missed = thresholds.filter(({ ok }) => !ok).length;
  return (
    <div class="live-trouble" role="status">
      {missed > 0 && (
        <a href="#thresholds">
          <Icon name="fail" />
          {words.live.missed(missed)}
        </a>
      )}
      {checkCounts.fail > 0 && (
        <a href="#checks">
          <Icon name="fail" />
          {words.live.checksFailed(checkCounts.fail)}
        </a>
      )}
    </div>
  );
}

function Progress({ run }: { readonly run: LiveRun }): JSX.Element {
  const nowMs = useNowMs({ isRunning: true });
  const { elapsedMs, leftMs, share, counted } = liveStanding(run, nowMs);
  const { activity, figures } = run;
  const isEnding = share === 1 && counted === undefined;
  const told = [
    counted && words.live[counted.kind](formatCount(counted.done), formatCount(counted.total)),
    activity && words.live.elapsed(wholeSeconds(elapsedMs, Math.floor)),
    isEnding ? words.live.ending : leftMs !== undefined && words.live.left(wholeSeconds(leftMs, Math.ceil)),
  ].filter((part) => typeof part === "string");
  const percent = share === undefined ? undefined : Math.floor(share * 100);
  const { phase } = figures;
  // Of an experiment it is the block under way.
  const isBlock = run.began?.run.kind === "experiment";
  return (
    <div class="live-progress">
      <p class="live-activity">
        {activity !== undefined && (
          <strong aria-live="polite">
            <VisibleTitle text={activity.activity} />
          </strong>
        )}
        {phase !== undefined && phase !== "" && !activity?.activity.includes(phase) && (
          <span>
            <VisibleTitle text={isBlock ? phase : words.live.phase(phase)} />
          </span>
        )}
        <span class="live-times">{told.join(" · ")}</span>
      </p>
      <div
        class={`live-bar ${percent === undefined ? "live-bar-unknown" : ""}`.trim()}
        role="progressbar"
        aria-label={words.live.progress}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent === undefined ? {} : { "aria-valuenow": percent })}
        aria-valuetext={words.report.commas(told)}
      >
        <span style={{ width: `${(share ?? 0.3) * 100}%` }} />
      </div>
    </div>
  );
}

function wholeSeconds(ms: number, round: (seconds: number) => number): string {
  const seconds = round(ms / 1_000);
  return seconds === 0 ? "0 s" : formatMs(seconds * 1_000);
}

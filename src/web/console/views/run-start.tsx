// Start and Stop, why one cannot be pressed, and what went wrong that no field is to blame for.

import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import { useConsole } from "../page-context.js";
import type { ConsoleState } from "../state/console-state.js";
import type { RunFormState } from "../use-run-form.js";
import { useFocusKept } from "./use-focus-kept.js";

const linkOf = ({ link }: ConsoleState): ConsoleState["link"] => link;

/** See the file's first line. */
export function RunStart({ state }: { readonly state: RunFormState }): JSX.Element {
  const { isUnderWay, isStarting, isStopping, problem } = state;
  const isConnected = useConsole(linkOf) === "open";
  const reasonId = useId();
  const actions = useRef<HTMLDivElement>(null);
  // Start is disabled by its own press, and Stop goes when the run has ended.
  useFocusKept(actions, (all) => all.querySelector<HTMLElement>("button:enabled") ?? all);
  const reason = !isConnected
    ? words.run.notConnected
    : isUnderWay
      ? [words.run.underWay, isStopping ? words.run.draining : words.run.stopHint].join(
          words.report.betweenSentences,
        )
      : isStarting
        ? words.run.starting
        : "";
  return (
    <div ref={actions} class="run-actions" tabIndex={-1}>
      {problem !== undefined && problem.field === undefined && (
        <p class="problem" role="alert">
          <VisibleTitle text={problem.problem.message} />
          {problem.problem.hint !== undefined && (
            <>
              {" "}
              {words.run.hint} <VisibleTitle text={problem.problem.hint} />
            </>
          )}
        </p>
      )}
      <button
        type="submit"
        class="button button-primary"
        disabled={isUnderWay || isStarting || !isConnected}
        aria-describedby={reasonId}
      >
        {words.run.startButton}
      </button>
      {isUnderWay && (
        <button
          type="button"
          class={`button run-stop ${isStopping ? "run-kill" : ""}`.trim()}
          disabled={!isConnected}
          onClick={() => void state.stop()}
        >
          {isStopping ? words.run.killButton : words.run.stopButton}
        </button>
      )}
      <p class="run-reason" id={reasonId} role="status">
        {reason}
      </p>
    </div>
  );
}

// Why a run ended without a report.

import type { JSX } from "preact";
import type { LiveEvent } from "../../../link/live-event.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";

/** What {@link LiveFailed} shows. */
export interface LiveFailedProps {
  readonly failed: Extract<LiveEvent, { readonly kind: "failed" }>;
}

/** See the file's first line. A message of several lines has what the process wrote last. */
export function LiveFailed({ failed }: LiveFailedProps): JSX.Element {
  const { problem, exitCode } = failed;
  const [message = "", ...output] = problem.message.split("\n");
  return (
    <section class="section live-failed" role="alert">
      <h2>{words.live.problem}</h2>
      <p class="live-problem">
        <VisibleTitle text={message} />
      </p>
      {problem.hint !== undefined && (
        <p>
          {words.live.tryThis} <VisibleTitle text={problem.hint} />
        </p>
      )}
      {output.length > 0 && (
        <>
          <h3>{words.live.output}</h3>
          <pre class="live-output">
            {output.map((line, index) => (
              // Lines never move.
              <span key={index}>
                <VisibleTitle text={line} />
                {"\n"}
              </span>
            ))}
          </pre>
        </>
      )}
      <p class="muted">
        <code>
          <VisibleTitle text={problem.code} />
        </code>
        {problem.path !== undefined && problem.path !== "" && (
          <>
            {" · "}
            <code>
              <VisibleTitle text={problem.path} />
            </code>
          </>
        )}
        {" · "}
        {words.live.exitCode(exitCode)}
      </p>
    </section>
  );
}

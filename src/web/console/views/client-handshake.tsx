// The opening handshake of a client: where its time went, and both header blocks.

import type { JSX } from "preact";
import type { ShownHandshake } from "../../../link/conversation.js";
import { formatUs } from "../../../units.js";
import { CopyButton } from "../../views/copy-button.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import { betweenStepsUs, type StepRow, stepRows } from "../data/handshake-rows.js";

/** What {@link ClientHandshake} shows. */
export interface ClientHandshakeProps {
  readonly handshake: ShownHandshake;
  /** Kept outside: between two connections there is no handshake to show. */
  readonly isShown: boolean;
  readonly onToggle: (isShown: boolean) => void;
}

/** See the file's first line. */
export function ClientHandshake({ handshake, isShown, onToggle }: ClientHandshakeProps): JSX.Element {
  const rows = stepRows(handshake);
  const betweenUs = betweenStepsUs(handshake);
  const { request, response } = handshake;
  return (
    <details class="client-handshake" open={isShown} onToggle={(event) => onToggle(event.currentTarget.open)}>
      <summary>
        {words.client.handshake} <span class="muted">{formatUs(handshake.totalUs)}</span>
        <StepBar rows={rows} />
      </summary>
      <table class="handshake-table">
        <caption class="visually-hidden">{words.client.handshakeSteps}</caption>
        <thead>
          <tr>
            <th scope="col">{words.client.step}</th>
            <th scope="col" class="numeric">
              {words.client.time}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.step} class={row.isFailed ? "handshake-failed" : undefined}>
              <th scope="row">
                <span class={`step-mark step-${row.step}`} aria-hidden="true" />
                {words.client.steps[row.step]}
                {row.isFailed && <span class="handshake-failed-word"> {words.client.failedHere}</span>}
              </th>
              <td class="numeric">{formatUs(row.us)}</td>
            </tr>
          ))}
          {betweenUs > 0 && (
            <tr class="muted">
              <th scope="row">{words.client.betweenSteps}</th>
              <td class="numeric">{formatUs(betweenUs)}</td>
            </tr>
          )}
          <tr>
            <th scope="row">{words.client.total}</th>
            <td class="numeric">{formatUs(handshake.totalUs)}</td>
          </tr>
        </tbody>
      </table>
      <div class="header-blocks">
        <HeaderBlock title={words.client.request} lines={request} none={words.client.nothingSent} />
        <HeaderBlock title={words.client.response} lines={response} none={words.client.nothingCame} />
      </div>
    </details>
  );
}

function StepBar({ rows }: { readonly rows: readonly StepRow[] }): JSX.Element {
  return (
    <span class="handshake-bar" aria-hidden="true">
      {rows.map(({ step, share, isFailed }) => (
        <span
          key={step}
          class={`step-${step}${isFailed ? " handshake-part-failed" : ""}`}
          style={{ width: `${100 * share}%` }}
        />
      ))}
    </span>
  );
}

function HeaderBlock(props: {
  readonly title: string;
  readonly lines: readonly string[] | undefined;
  /** What is said without any. */
  readonly none: string;
}): JSX.Element {
  const { title, lines, none } = props;
  return (
    <section class="header-block" aria-label={title}>
      <div class="section-head">
        <h3>{title}</h3>
        {lines !== undefined && <CopyButton label={words.client.copy} text={() => lines.join("\r\n")} />}
      </div>
      {lines === undefined ? (
        <p class="muted">{none}</p>
      ) : (
        <pre>
          {lines.map((line, index) => (
            <span key={index} class="header-line">
              <VisibleTitle text={line} />
            </span>
          ))}
        </pre>
      )}
    </section>
  );
}

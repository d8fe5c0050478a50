// Where a connection stands between unconnected and closing, as a row of steps.

import type { JSX } from "preact";
import type { ClientState } from "../../../link/conversation.js";
import { words } from "../../words/words.js";

const steps = ["unconnected", "hostLookup", "connecting", "connected", "closing"] as const;

/** See the file's first line. The step is read aloud when it changes. */
export function ConnectionSteps({ state }: { readonly state: ClientState["state"] }): JSX.Element {
  const current = steps.indexOf(state);
  return (
    <>
      <ol class="connection-steps">
        {steps.map((step, index) => (
          <li
            key={step}
            class={
              index < current && current < 4 && index > 0
                ? "connection-step connection-step-done"
                : "connection-step"
            }
            aria-current={step === state ? "step" : undefined}
          >
            <span class={step === state ? `state-dot state-${state}` : "state-dot"} aria-hidden="true" />
            <span class="connection-step-name">{words.client.states[step]}</span>
          </li>
        ))}
      </ol>
      <p class="visually-hidden" role="status">
        {words.client.states[state]}
      </p>
    </>
  );
}

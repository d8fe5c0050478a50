// Where a connection stands between unconnected and closing, as a row of steps.

import type { JSX } from "preact";
import type { ClientState } from "../../../link/conversation.js";
import { words } from "../../words/words.js";

const steps = ["unconnected", "hostLookup", "connecting", "connected", "closing"] as const;

/** See the file's first line. The step is read aloud when it changes. */
export function ConnectionSteps({ client }: { readonly client: ClientState }): JSX.Element {
  const { state } = client;
  return (
    <>
      <ol class="connection-steps">
        {steps.map((step) => (
          <li
            key={step}
            class={isTaken(step, client) ? "connection-step connection-step-taken" : "connection-step"}
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

/** Whether a connection that is open came by this step. An address in numbers needs no lookup. */
function isTaken(step: ClientState["state"], { state, handshake }: ClientState): boolean {
  if (state !== "connected") return false;
  if (step === "hostLookup") return handshake?.steps.some((taken) => taken.step === "dns") ?? false;
  return step === "connecting";
}

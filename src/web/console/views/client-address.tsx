// Where a client connects to, and the button that begins, gives up or ends it.

import type { JSX } from "preact";
import type { ClientState, Problem } from "../../../link/conversation.js";
import { words } from "../../words/words.js";
import { problemLine } from "../data/problem-words.js";
import { Field } from "./field.js";

/** What {@link ClientAddress} shows. */
export interface ClientAddressProps {
  readonly address: string;
  readonly state: ClientState["state"];
  /** What is wrong with the address. */
  readonly mistake: Problem | undefined;
  readonly onInput: (address: string) => void;
}

/** See the file's first line. Its form is around it. */
export function ClientAddress({ address, state, mistake, onInput }: ClientAddressProps): JSX.Element {
  const told = mistake && problemLine(mistake, words);
  return (
    <div class="send-row">
      <Field
        label={words.client.address}
        className="send-field"
        mistake={told}
        input={(own) => (
          <input
            {...own}
            type="url"
            class="form-input form-code"
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            placeholder="ws://127.0.0.1:9001"
            disabled={state !== "unconnected"}
            value={address}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
        )}
      />
      <button
        type="submit"
        class={state === "unconnected" ? "button button-primary client-act" : "button client-act"}
        disabled={state === "unconnected" && address.trim() === ""}
      >
        {words.client.acts[state]}
      </button>
    </div>
  );
}

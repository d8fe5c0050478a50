// A text message: Enter sends it, Shift+Enter begins a line.

import type { JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { words } from "../../words/words.js";
import type { SendingTools } from "./use-sending.js";

/** What {@link SendText} is given. */
export interface SendTextProps {
  readonly sending: SendingTools;
  readonly isEnabled: boolean;
}

/** See the file's first line. */
export function SendText({ sending, isEnabled }: SendTextProps): JSX.Element {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const send = async (): Promise<void> => {
    if (!isEnabled) return;
    field.current?.focus();
    if (await sending.send({ kind: "text", text })) setText((now) => (now === text ? "" : now));
  };
  return (
    <form
      class="send-row"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label class="visually-hidden" for={id}>
        {words.sending.text}
      </label>
      <textarea
        id={id}
        ref={field}
        class="input"
        rows={1}
        placeholder={words.sending.textHint}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          sending.clearProblem();
        }}
        onKeyDown={(event) => {
          // isComposing: Enter ends the choice of a character, as Chinese is typed.
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          void send();
        }}
      />
      <button type="submit" class="button button-primary" disabled={!isEnabled}>
        {words.sending.send}
      </button>
      {sending.problem !== undefined && (
        <p class="problem" role="alert">
          {sending.problem.message}
        </p>
      )}
    </form>
  );
}

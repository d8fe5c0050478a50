// A text message: Enter sends it, Shift+Enter begins a line, the arrow keys call back what was sent.

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { maxSendingBytes } from "../../../link/sending.js";
import { words } from "../../words/words.js";
import { callsBack, historyAfter, newer, noHistory, older, shownOf } from "../data/send-history.js";
import { utf8Bytes } from "../data/utf8-bytes.js";
import { useKept } from "../use-kept.js";
import { Field } from "./field.js";
import { FragmentChoice, fragmentsOf } from "./fragment-choice.js";
import type { SendKindProps } from "./send-form.js";
import { SubmittedForm } from "./submitted-form.js";

/** See the file's first line. */
export function SendText({ draft, change, restore, sending, keptAs }: SendKindProps): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null);
  const [history, changeHistory] = useKept(`${keptAs}-history`, noHistory);
  const { text } = draft;
  const bytes = utf8Bytes(text);
  const fragments = fragmentsOf(draft);
  const mistake = bytes > maxSendingBytes ? words.sending.tooLarge : sending.mistakeOf("text");
  // What is called back is continued at its end.
  useEffect(() => {
    if (history.at !== undefined) field.current?.setSelectionRange(text.length, text.length);
  }, [history, text.length]);

  const send = async (): Promise<void> => {
    field.current?.focus();
    if (!sending.isEnabled || bytes > maxSendingBytes || fragments.kind === "mistake") return;
    // Emptied at once, so that the next one can be typed before the answer has come.
    change({ text: "" });
    changeHistory((now) => historyAfter(now, text));
    const isSent = await sending.send({ kind: "text", text, ...fragments.option });
    if (!isSent && field.current?.value === "") restore({ text });
  };
  const callBack = (key: "ArrowUp" | "ArrowDown"): void => {
    const next = key === "ArrowUp" ? older(history, text) : newer(history);
    changeHistory(() => next);
    if (next !== history) change({ text: shownOf(next) });
  };

  return (
    <SubmittedForm className="send-kind" onSubmit={() => void send()}>
      <div class="send-row">
        <Field
          label={words.sending.text}
          isLabelHidden
          className="send-field"
          mistake={mistake}
          input={(own) => (
            <textarea
              {...own}
              ref={field}
              rows={1}
              placeholder={words.sending.textHint}
              value={text}
              onInput={(event) => change({ text: event.currentTarget.value })}
              onKeyDown={(event) => {
                // An Enter or arrow that chooses a character, as Chinese is typed, is none of ours.
                if (event.isComposing) return;
                const { key, shiftKey, currentTarget } = event;
                const { selectionStart, selectionEnd } = currentTarget;
                if (key === "Enter" && !shiftKey) void send();
                else if (
                  (key === "ArrowUp" || key === "ArrowDown") &&
                  !shiftKey &&
                  callsBack(history, key, { text, selectionStart, selectionEnd })
                ) {
                  callBack(key);
                } else return;
                event.preventDefault();
              }}
            />
          )}
        />
        <button type="submit" class="button button-primary" disabled={!sending.isEnabled}>
          {words.sending.send}
        </button>
      </div>
      <FragmentChoice draft={draft} change={change} sending={sending} messageBytes={bytes} />
    </SubmittedForm>
  );
}

// The close frame: a code, known ones by name, and a reason.

import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { words } from "../../words/words.js";
import { type CloseCodeText, closeCodeKey, knownCloseCodes, readCloseCode } from "../data/close-codes.js";
import { maxReasonBytes } from "../data/sending-draft.js";
import { utf8Bytes } from "../data/utf8-bytes.js";
import { Field } from "./field.js";
import type { SendKindProps } from "./send-form.js";
import { SubmittedForm } from "./submitted-form.js";

/** See the file's first line. */
export function SendClose({ draft: { code, reason }, change, sending }: SendKindProps): JSX.Element {
  const suggestions = useId();
  const typed = readCloseCode(code);
  const reasonBytes = utf8Bytes(reason);
  const codeMistake = codeMistakeOf(typed);
  const reasonMistake = reasonMistakeOf(typed, reasonBytes);
  const send = async (): Promise<void> => {
    if (!sending.isEnabled || codeMistake !== undefined || reasonMistake !== undefined) return;
    await sending.send({
      kind: "close",
      ...(typed.kind === "code" && { code: typed.code }),
      ...(reason !== "" && { reason }),
    });
  };
  return (
    <SubmittedForm className="send-kind" onSubmit={() => void send()}>
      <div class="send-row">
        <Field
          label={words.sending.closeCode}
          className="send-code"
          hint={codeHintOf(typed)}
          mistake={codeMistake ?? sending.mistakeOf("code")}
          input={(own) => (
            <input
              {...own}
              inputMode="numeric"
              autocomplete="off"
              list={suggestions}
              value={code}
              onInput={(event) => change({ code: event.currentTarget.value })}
            />
          )}
        />
        <datalist id={suggestions}>
          {knownCloseCodes.map((known) => (
            <option key={known} value={known}>
              {words.sending.closeCodes[known]}
            </option>
          ))}
        </datalist>
        <Field
          label={words.sending.closeReason}
          className="send-field"
          hint={words.sending.bytesOf(reasonBytes, maxReasonBytes)}
          mistake={reasonMistake ?? sending.mistakeOf("reason")}
          input={(own) => (
            <input
              {...own}
              autocomplete="off"
              value={reason}
              onInput={(event) => change({ reason: event.currentTarget.value })}
            />
          )}
        />
        <button type="submit" class="button button-primary" disabled={!sending.isEnabled}>
          {words.sending.sendClose}
        </button>
      </div>
    </SubmittedForm>
  );
}

function codeHintOf(typed: CloseCodeText): string | undefined {
  switch (typed.kind) {
    case "none":
      return words.sending.noCloseCode;
    case "code":
    case "notOnWire":
      return words.sending.closeCodes[closeCodeKey(typed.code)];
    case "notANumber":
      return undefined;
    default:
      return typed satisfies never;
  }
}

function codeMistakeOf(typed: CloseCodeText): string | undefined {
  switch (typed.kind) {
    case "none":
    case "code":
      return undefined;
    case "notOnWire":
      return words.sending.codeNotOnWire;
    case "notANumber":
      return words.sending.codeNotANumber;
    default:
      return typed satisfies never;
  }
}

function reasonMistakeOf(typed: CloseCodeText, bytes: number): string | undefined {
  if (bytes > maxReasonBytes) return words.sending.reasonTooLong;
  return bytes > 0 && typed.kind === "none" ? words.sending.reasonWithoutCode : undefined;
}

// A ping, with or without a payload.

import type { JSX } from "preact";
import { words } from "../../words/words.js";
import { maxPingBytes } from "../data/sending-draft.js";
import { utf8Bytes } from "../data/utf8-bytes.js";
import { Field } from "./field.js";
import type { SendKindProps } from "./send-form.js";
import { SubmittedForm } from "./submitted-form.js";

/** See the file's first line. */
export function SendPing({ draft: { ping }, change, sending }: SendKindProps): JSX.Element {
  const bytes = utf8Bytes(ping);
  const isTooLong = bytes > maxPingBytes;
  const send = async (): Promise<void> => {
    if (!sending.isEnabled || isTooLong) return;
    await sending.send(ping === "" ? { kind: "ping" } : { kind: "ping", text: ping });
  };
  return (
    <SubmittedForm className="send-kind" onSubmit={() => void send()}>
      <div class="send-row">
        <Field
          label={words.sending.pingPayload}
          isLabelHidden
          className="send-field"
          hint={words.sending.bytesOf(bytes, maxPingBytes)}
          mistake={isTooLong ? words.sending.pingTooLong : sending.mistakeOf("text")}
          input={(own) => (
            <input
              {...own}
              autocomplete="off"
              placeholder={words.sending.pingPayload}
              value={ping}
              onInput={(event) => change({ ping: event.currentTarget.value })}
            />
          )}
        />
        <button type="submit" class="button button-primary" disabled={!sending.isEnabled}>
          {words.sending.sendPing}
        </button>
      </div>
    </SubmittedForm>
  );
}

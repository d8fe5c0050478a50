// The sending tools: what a person sends by hand, to one conversation or several.

import type { JSX } from "preact";
import { SendText } from "./send-text.js";
import { useSending } from "./use-sending.js";

/** What {@link SendForm} is given. */
export interface SendFormProps {
  /** Conversations, or all clients of the server window. */
  readonly to: readonly number[] | "allAccepted";
  readonly isEnabled: boolean;
  /** Why it is not, in a sentence. */
  readonly disabledReason?: string;
}

/** See the file's first line. */
export function SendForm({ to, isEnabled, disabledReason }: SendFormProps): JSX.Element {
  const sending = useSending(to);
  return (
    <section class="send-form">
      <SendText sending={sending} isEnabled={isEnabled} />
      {!isEnabled && disabledReason !== undefined && <p class="note">{disabledReason}</p>}
      <p class="send-status" role="status">
        {sending.status}
      </p>
    </section>
  );
}

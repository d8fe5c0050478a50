// The sending tools of the server window: to all clients, or to those that are selected.

import type { JSX } from "preact";
import { formatCount } from "../../../units.js";
import { SegmentedControl } from "../../views/segmented-control.js";
import { words } from "../../words/words.js";
import { SendForm } from "./send-form.js";

/** To whom. */
export type Recipients = "all" | "selected";

/** What {@link ServerSending} shows. */
export interface ServerSendingProps {
  readonly isListening: boolean;
  /** How many clients are connected. */
  readonly connected: number;
  /** Those of the selected that can be sent to. */
  readonly selected: readonly number[];
  readonly recipients: Recipients;
  readonly onRecipients: (recipients: Recipients) => void;
}

/** See the file's first line. */
export function ServerSending(props: ServerSendingProps): JSX.Element {
  const { connected, selected, recipients, onRecipients } = props;
  const disabledReason = reasonAgainst(props);
  return (
    <section class="server-sending" aria-label={words.server.sending}>
      <div class="server-recipients">
        <span aria-hidden="true">{words.server.sendTo}</span>
        <SegmentedControl
          legend={words.server.sendTo}
          options={[
            { value: "all", label: words.server.toAll(formatCount(connected)) },
            { value: "selected", label: words.server.toSelected(formatCount(selected.length)) },
          ]}
          value={recipients}
          onChange={onRecipients}
        />
      </div>
      <SendForm
        to={recipients === "all" ? "allAccepted" : selected}
        isEnabled={disabledReason === undefined}
        {...(disabledReason !== undefined && { disabledReason })}
      />
    </section>
  );
}

function reasonAgainst(props: ServerSendingProps): string | undefined {
  if (!props.isListening) return words.server.notListening;
  if (props.connected === 0) return words.server.nobody;
  if (props.recipients === "selected" && props.selected.length === 0) return words.server.noneSelected;
  return undefined;
}

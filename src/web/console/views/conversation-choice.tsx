// Which conversation of several the log shows.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Select } from "../../views/select.js";
import { words } from "../../words/words.js";

/** What {@link ConversationChoice} offers. */
export interface ConversationChoiceProps {
  readonly conversations: readonly number[];
  readonly nameOf: (conversation: number) => string;
  /** Undefined: all of them. */
  readonly value: number | undefined;
  readonly onChange: (conversation: number | undefined) => void;
}

/** A longer list is none to choose from; its last ones are offered. */
const mostOffered = 1_000;

/** See the file's first line. */
export function ConversationChoice(props: ConversationChoiceProps): JSX.Element {
  const { conversations, nameOf, value, onChange } = props;
  const last = conversations.slice(-mostOffered);
  const offered = value === undefined || last.includes(value) ? last : [value, ...last];
  const labels = offered.map(nameOf);
  const list = [offered.join(), ...labels].join("\n");
  // The log is drawn again with each batch, and a thousand options need not be.
  return useMemo(
    () => (
      <Select
        label={words.log.conversation}
        options={[
          { value: "", label: words.log.allConversations },
          ...offered.map((conversation, index) => ({ value: `${conversation}`, label: labels[index] ?? "" })),
        ]}
        value={value === undefined ? "" : `${value}`}
        onChange={(chosen) => onChange(chosen === "" ? undefined : Number(chosen))}
      />
    ),
    [list, value, onChange],
  );
}

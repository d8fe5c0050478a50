// The parts of the log's filter, and how its rows are shown.

import type { JSX } from "preact";
import { useCallback, useRef } from "preact/hooks";
import { SegmentedControl } from "../../views/segmented-control.js";
import { Select } from "../../views/select.js";
import { words } from "../../words/words.js";
import { type LogFilter, rowKinds } from "../data/log-filter.js";
import type { TimeMode } from "../data/row-time.js";
import { ConversationChoice } from "./conversation-choice.js";
import type { PayloadMode } from "./log-list.js";

/** How rows are shown. */
export interface LogLook {
  readonly time: TimeMode;
  readonly payload: PayloadMode;
}

/** What {@link LogFilterFields} shows. */
export interface LogFilterFieldsProps {
  readonly id: string;
  readonly filter: LogFilter;
  readonly onFilter: (filter: LogFilter) => void;
  readonly look: LogLook;
  readonly onLook: (look: LogLook) => void;
  /** Those that may be chosen; fewer than two are no choice. */
  readonly conversations: readonly number[];
  readonly nameOf: (conversation: number) => string;
}

const directions = ["both", "sent", "received"] as const;
const times = ["clock", "sinceFirst", "sinceBefore"] as const;
const payloads = ["auto", "text", "hex"] as const;

/** See the file's first line. */
export function LogFilterFields(props: LogFilterFieldsProps): JSX.Element {
  const { id, filter, onFilter, look, onLook, conversations, nameOf } = props;
  const now = useRef({ filter, onFilter });
  now.current = { filter, onFilter };
  const chooseConversation = useCallback((conversation: number | undefined) => {
    now.current.onFilter({ ...now.current.filter, conversation });
  }, []);
  return (
    <div id={id} class="log-fields">
      <SegmentedControl
        legend={words.log.direction}
        options={directions.map((value) => ({ value, label: words.log.directions[value] }))}
        value={filter.direction}
        onChange={(direction) => onFilter({ ...filter, direction })}
      />
      <fieldset class="log-kinds">
        <legend class="visually-hidden">{words.log.kinds}</legend>
        {rowKinds.map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={filter.kinds.has(kind)}
              onChange={({ currentTarget: { checked } }) => {
                const others = rowKinds.filter((one) => one !== kind && filter.kinds.has(one));
                onFilter({ ...filter, kinds: new Set(checked ? [...others, kind] : others) });
              }}
            />
            {words.log.kindNames[kind]}
          </label>
        ))}
      </fieldset>
      {conversations.length > 1 && (
        <ConversationChoice
          conversations={conversations}
          nameOf={nameOf}
          value={filter.conversation}
          onChange={chooseConversation}
        />
      )}
      <Select
        label={words.log.time}
        options={times.map((value) => ({ value, label: words.log.times[value] }))}
        value={look.time}
        onChange={(time) => onLook({ ...look, time })}
      />
      <Select
        label={words.log.payload}
        options={payloads.map((value) => ({ value, label: words.log.payloads[value] }))}
        value={look.payload}
        onChange={(payload) => onLook({ ...look, payload })}
      />
    </div>
  );
}

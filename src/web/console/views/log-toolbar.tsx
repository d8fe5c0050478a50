// What is done with the log of a window: searching, pausing, copying, saving, clearing.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { formatCount } from "../../../units.js";
import { words } from "../../words/words.js";
import { CopyChosen } from "./copy-chosen.js";
import { useFocusKept } from "./use-focus-kept.js";

/** What {@link LogToolbar} shows and does. */
export interface LogToolbarProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly filter: {
    readonly isOpen: boolean;
    /** How many of its parts leave rows out. */
    readonly narrowedBy: number;
    /** Of the fields that the button opens. */
    readonly id: string;
    readonly onToggle: () => void;
  };
  readonly isPaused: boolean;
  /** Rows that came since. */
  readonly waiting: number;
  readonly onPause: () => void;
  /** Whether lines are chosen. */
  readonly hasChosen: boolean;
  /** Whether it could. */
  readonly onCopy: () => Promise<boolean>;
  readonly isEmpty: boolean;
  readonly onSave: () => void;
  readonly onClear: () => void;
}

/** See the file's first line. */
export function LogToolbar(props: LogToolbarProps): JSX.Element {
  const {
    search,
    onSearch,
    filter,
    isPaused,
    waiting,
    onPause,
    hasChosen,
    onCopy,
    isEmpty,
    onSave,
    onClear,
  } = props;
  const tools = useRef<HTMLFieldSetElement>(null);
  useFocusKept(tools, (all) => all.querySelector("input"));
  return (
    <fieldset ref={tools} class="log-toolbar">
      <legend class="visually-hidden">{words.log.tools}</legend>
      <label class="search">
        <span class="visually-hidden">{words.log.search}</span>
        <input
          type="search"
          placeholder={words.log.searchHint}
          value={search}
          onInput={(event) => onSearch(event.currentTarget.value)}
        />
      </label>
      <button
        type="button"
        class={filter.narrowedBy > 0 ? "button log-filter-on" : "button"}
        aria-expanded={filter.isOpen}
        aria-controls={filter.id}
        onClick={filter.onToggle}
      >
        {filter.narrowedBy > 0 ? words.log.filterOn(filter.narrowedBy) : words.log.filter}
      </button>
      <button type="button" class="button" aria-pressed={isPaused} onClick={onPause}>
        {isPaused
          ? waiting > 0
            ? words.log.resumeWith(formatCount(waiting))
            : words.log.resume
          : words.log.pause}
      </button>
      <CopyChosen hasChosen={hasChosen} onCopy={onCopy} />
      <button type="button" class="button" disabled={isEmpty} title={words.log.saveHint} onClick={onSave}>
        {words.log.save}
      </button>
      <button type="button" class="button" disabled={isEmpty} title={words.log.clearHint} onClick={onClear}>
        {words.log.clear}
      </button>
    </fieldset>
  );
}

// The log of one window: frames and messages as they come, filtered, paused, copied and saved.

import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import { formatCount } from "../../../units.js";
import { copyText } from "../../views/copy-button.js";
import { words } from "../../words/words.js";
import type { ListPosition } from "../data/list-position.js";
import { type LogChoice, nothingChosen } from "../data/log-choice.js";
import { chosenLines } from "../data/log-chosen.js";
import { copiedText } from "../data/log-copied.js";
import { narrowedBy } from "../data/log-filter.js";
import { logFileName, logJsonLines } from "../data/log-json-lines.js";
import { useConsole, usePage } from "../page-context.js";
import { saveFile } from "../save-file.js";
import type { ConsoleState } from "../state/console-state.js";
import { useInPage } from "../use-in-page.js";
import { LogFilterFields, type LogLook } from "./log-filter-fields.js";
import { LogList } from "./log-list.js";
import { LogToolbar } from "./log-toolbar.js";
import { useLogFilter } from "./use-log-filter.js";
import { useLogView } from "./use-log-view.js";

/** What {@link FrameLogView} shows. */
export interface FrameLogViewProps {
  readonly side: "server" | "client";
  /** `accepted`: all of the server window. */
  readonly conversations: readonly number[] | "accepted";
  readonly nameOf: (conversation: number) => string;
}

const acceptedOf = ({ accepted }: ConsoleState): ConsoleState["accepted"] => accepted;

/** See the file's first line. */
export function FrameLogView({ side, conversations, nameOf }: FrameLogViewProps): JSX.Element {
  const { log } = usePage();
  const accepted = useConsole(acceptedOf);
  // What was chosen stays while another view or another tab is open.
  const keptAs = side === "server" ? "server-log" : `client-log-${conversations}`;
  const { filter, setFilter, search, setSearch, includes, options } = useLogFilter(
    conversations === "accepted" ? conversations : conversations.join(),
    keptAs,
  );
  const { view, togglePause } = useLogView(options, keptAs);
  const position = useRef<ListPosition>({ kind: "end" });
  const [choice, setChoice] = useInPage<LogChoice>(`${keptAs}-choice`, () => nothingChosen);
  const [look, setLook] = useInPage<LogLook>(`${keptAs}-look`, () => ({ time: "clock", payload: "auto" }));
  const [isFilterOpen, setFilterOpen] = useInPage(`${keptAs}-filter-open`, () => false);
  const fieldsId = useId();
  const name = conversations === "accepted" || conversations.length > 1 ? nameOf : undefined;
  const copy = (): Promise<boolean> => {
    const lines = chosenLines(view.rows, choice).map((line) => ({
      ...line,
      name: name?.(line.row.conversation),
    }));
    return copyText(copiedText(lines, { as: look.payload === "hex" ? "hex" : "auto", said: words }));
  };
  const pause = (): void => {
    if (view.pausedAfter !== undefined) position.current = { kind: "end" };
    togglePause();
  };
  return (
    <section class="frame-log" aria-label={words.log.titleOf[side]}>
      <LogToolbar
        search={search}
        onSearch={setSearch}
        filter={{
          isOpen: isFilterOpen,
          narrowedBy: narrowedBy(filter),
          id: fieldsId,
          onToggle: () => setFilterOpen(!isFilterOpen),
        }}
        isPaused={view.pausedAfter !== undefined}
        waiting={view.waiting}
        onPause={pause}
        hasChosen={choice.current !== undefined}
        onCopy={copy}
        isEmpty={view.rows.length === 0}
        onSave={() => {
          view.catchUp(() => false);
          const parts = logJsonLines(view.all(), nameOf);
          saveFile({ name: logFileName(Date.now()), parts, type: "application/x-ndjson" });
        }}
        onClear={() => log.clear(includes)}
      />
      {isFilterOpen && (
        <LogFilterFields
          id={fieldsId}
          filter={filter}
          onFilter={setFilter}
          look={look}
          onLook={setLook}
          conversations={conversations === "accepted" ? [...accepted.keys()] : conversations}
          nameOf={nameOf}
        />
      )}
      <LogList
        label={words.log.titleOf[side]}
        view={view}
        nameOf={name}
        time={look.time}
        payload={look.payload}
        position={position}
        choice={choice}
        onChoose={setChoice}
        onCopy={() => void copy()}
        empty={search === "" && narrowedBy(filter) === 0 ? words.log.empty : words.log.emptyFiltered}
      />
      <p class="log-status">{statusWords(view.rows.length, log.droppedOf(includes))}</p>
    </section>
  );
}

function statusWords(rows: number, dropped: number): string {
  const shown = rows === 1 ? words.log.oneRow : words.log.rows(formatCount(rows));
  return dropped === 0 ? shown : `${shown} · ${words.log.dropped(formatCount(dropped))}`;
}

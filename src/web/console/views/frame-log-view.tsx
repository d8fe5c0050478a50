// The log of one window: frames and messages as they come.

import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { words } from "../../words/words.js";
import type { ListPosition } from "../data/list-position.js";
import { nothingChosen } from "../data/log-choice.js";
import { usePage } from "../page-context.js";
import type { LogViewOptions } from "../state/log-view.js";
import { LogList } from "./log-list.js";
import { useLogView } from "./use-log-view.js";

/** What {@link FrameLogView} shows. */
export interface FrameLogViewProps {
  readonly side: "server" | "client";
  /** `accepted`: all of the server window. */
  readonly conversations: readonly number[] | "accepted";
  readonly nameOf: (conversation: number) => string;
}

/** See the file's first line. */
export function FrameLogView({ side, conversations, nameOf }: FrameLogViewProps): JSX.Element {
  const { log } = usePage();
  const chosen = conversations === "accepted" ? conversations : conversations.join();
  const options = useMemo<LogViewOptions>(() => {
    const own = new Set(chosen === "accepted" ? [] : chosen.split(",").map(Number));
    return {
      includes: (conversation) =>
        chosen === "accepted" ? !log.isOfClient(conversation) : own.has(conversation),
      passes: () => true,
    };
  }, [log, chosen]);
  const { view } = useLogView(options);
  const position = useRef<ListPosition>({ kind: "end" });
  const [choice, setChoice] = useState(nothingChosen);
  return (
    <section class="frame-log" aria-label={words.log.titleOf[side]}>
      <LogList
        label={words.log.titleOf[side]}
        view={view}
        nameOf={chosen === "accepted" || chosen.includes(",") ? nameOf : undefined}
        time="clock"
        payload="auto"
        position={position}
        choice={choice}
        onChoose={setChoice}
        onCopy={() => {}}
      />
    </section>
  );
}

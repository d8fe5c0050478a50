// The log of the server window: of all clients, or of those that are selected.

import type { JSX } from "preact";
import { useCallback } from "preact/hooks";
import type { Accepted } from "../../../link/conversation.js";
import { words } from "../../words/words.js";
import { useConsole } from "../page-context.js";
import type { ConsoleState } from "../state/console-state.js";
import { useInPage } from "../use-in-page.js";
import { FrameLogView } from "./frame-log-view.js";

/** What {@link ServerLog} shows. */
export interface ServerLogProps {
  readonly accepted: ReadonlyMap<number, Accepted>;
  readonly selected: ReadonlySet<number>;
}

const pastOf = ({ past }: ConsoleState): ConsoleState["past"] => past;

/** See the file's first line. With none selected it is that of all. */
export function ServerLog({ accepted, selected }: ServerLogProps): JSX.Element {
  const past = useConsole(pastOf);
  const [isOfSelected, setOfSelected] = useInPage("server-log-of-selected", () => false);
  const nameOf = useCallback(
    (conversation: number): string => {
      const number = accepted.get(conversation)?.number;
      if (number !== undefined) return words.server.clientName(String(number));
      // Numbers begin anew when the server listens anew.
      const before = past.get(conversation);
      return before === undefined
        ? words.server.pastName(String(conversation))
        : words.server.earlierName(String(before));
    },
    [accepted, past],
  );
  const some = [...selected].sort((a, b) => a - b);
  return (
    <section class="server-log" aria-label={words.server.log}>
      <label class="check-field">
        <input
          type="checkbox"
          checked={isOfSelected}
          onChange={(event) => setOfSelected(event.currentTarget.checked)}
        />
        {words.server.onlySelected(String(some.length))}
      </label>
      <FrameLogView
        side="server"
        conversations={isOfSelected && some.length > 0 ? some : "accepted"}
        nameOf={nameOf}
      />
    </section>
  );
}

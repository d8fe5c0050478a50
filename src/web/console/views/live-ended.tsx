// Where the report of a run was written, and whether its process is still there.

import type { JSX } from "preact";
import type { LiveEvent } from "../../../link/live-event.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import { useConsole } from "../page-context.js";
import { openRoute, routeHref } from "../route.js";
import type { ConsoleState } from "../state/console-state.js";

const modeOf = ({ hello }: ConsoleState): "console" | "watch" | undefined => hello?.mode;
const linkOf = ({ link }: ConsoleState): ConsoleState["link"] => link;

/** What {@link LiveEnded} shows. */
export interface LiveEndedProps {
  readonly ended: Extract<LiveEvent, { readonly kind: "ended" }>;
  /** Why the report cannot be shown. */
  readonly problem: string | undefined;
  readonly isComing: boolean;
}

/** See the file's first line. */
export function LiveEnded({ ended, problem, isComing }: LiveEndedProps): JSX.Element {
  const isConsole = useConsole(modeOf) === "console";
  const isGone = useConsole(linkOf) === "ended";
  const { folder, exitCode } = ended;
  const route = { view: "reports", detail: lastPart(folder) } as const;
  return (
    <div class="live-ended">
      <p role="status">
        {isGone ? words.live.gone : words.live.written}{" "}
        <code>
          <VisibleTitle text={`${folder.replace(/\/$/, "")}/report.html`} />
        </code>{" "}
        <span class="muted">({words.live.exitCode(exitCode)})</span>
      </p>
      {isConsole && !isGone && (
        <a
          class="button"
          href={routeHref(route)}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
            event.preventDefault();
            openRoute(route);
          }}
        >
          {words.live.inReports}
        </a>
      )}
      {isComing && !isGone && <p class="muted">{words.live.reportComing}</p>}
      {problem !== undefined && (
        <p class="problem" role="alert">
          {words.live.reportUnreadable}: {problem}
        </p>
      )}
    </div>
  );
}

function lastPart(folder: string): string {
  return (
    folder
      .split(/[\\/]/)
      .filter((part) => part !== "")
      .at(-1) ?? ""
  );
}

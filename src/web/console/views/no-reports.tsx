// What stands in the place of an empty list.

import type { JSX } from "preact";
import { CommandLine } from "../../views/command-line.js";
import { words } from "../../words/words.js";
import { useConsole } from "../page-context.js";
import { openRoute, routeHref } from "../route.js";
import type { ConsoleState } from "../state/console-state.js";

const folderOf = ({ hello }: ConsoleState): string => hello?.folder ?? "";

/** See the file's first line. */
export function NoReports(): JSX.Element {
  const folder = useConsole(folderOf);
  const command = ["wsrig", "load", "ws://127.0.0.1:9001/echo", "--duration", "10s"];
  return (
    <div class="reports-empty">
      <h3>{words.reports.empty}</h3>
      <p>{words.reports.emptyHint(folder)}</p>
      <a
        class="button button-primary"
        href={routeHref({ view: "run", detail: "" })}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          openRoute({ view: "run", detail: "" });
        }}
      >
        {words.reports.startRun}
      </a>
      <p>{words.reports.orCommand}</p>
      <CommandLine words={folder === "reports" ? command : [...command, "--out", folder]} />
    </div>
  );
}

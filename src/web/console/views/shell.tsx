// The frame of the console: the views, the state of the link, and what is open.

import type { JSX } from "preact";
import { words } from "../../words/words.js";
import { useConsole } from "../page-context.js";
import { openRoute, type Route, routeHref, useRoute } from "../route.js";
import type { ConsoleState } from "../state/console-state.js";
import { ClientWindow } from "./client-window.js";
import { ReportsView } from "./reports-view.js";
import { RunView } from "./run-view.js";
import { ServerWindow } from "./server-window.js";

const modeOf = ({ hello }: ConsoleState): "console" | "watch" | undefined => hello?.mode;
const linkOf = ({ link }: ConsoleState): ConsoleState["link"] => link;

/** See the file's first line. A command with --ui has the view of its run alone. */
export function Shell(): JSX.Element {
  const mode = useConsole(modeOf);
  const link = useConsole(linkOf);
  const route = useRoute();
  return (
    <>
      {mode === "console" && <Views open={route.view} />}
      <p role="status">{link === "open" ? "" : words.shell[link]}</p>
      {mode !== undefined && <main id="content">{viewOf(mode, route)}</main>}
    </>
  );
}

function viewOf(mode: "console" | "watch", { view }: Route): JSX.Element {
  if (mode === "watch" || view === "run") return <RunView />;
  if (view === "reports") return <ReportsView />;
  return (
    <div class="windows">
      <ServerWindow />
      <ClientWindow />
    </div>
  );
}

function Views({ open }: { readonly open: Route["view"] }): JSX.Element {
  return (
    <nav aria-label={words.shell.views}>
      {(["windows", "run", "reports"] as const).map((view) => (
        <a
          key={view}
          href={routeHref({ view, detail: "" })}
          aria-current={view === open ? "page" : undefined}
          onClick={(event) => {
            event.preventDefault();
            openRoute({ view, detail: "" });
          }}
        >
          {words.shell[view]}
        </a>
      ))}
    </nav>
  );
}

// The frame of the console: the views, the state of the link, and what is open.

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { words } from "../../words/words.js";
import { useConsole } from "../page-context.js";
import { type Route, useRoute } from "../route.js";
import type { ConsoleState } from "../state/console-state.js";
import { ConsoleHeader } from "./console-header.js";
import { LinkBanner } from "./link-banner.js";
import { ReportsView } from "./reports-view.js";
import { RunView } from "./run-view.js";
import { ViewGuard } from "./view-guard.js";
import { WindowsView } from "./windows-view.js";

const modeOf = ({ hello }: ConsoleState): "console" | "watch" | undefined => hello?.mode;
/** As it is to be told: of a command with --ui its run says itself that it is over. */
const toldLinkOf = ({ link, hello, live }: ConsoleState): ConsoleState["link"] =>
  link === "ended" && hello?.mode === "watch" && live?.ended !== undefined ? "open" : link;

/** See the file's first line. A command with --ui has the view of its run alone. */
export function Shell({ onRetry }: { readonly onRetry: () => void }): JSX.Element {
  const mode = useConsole(modeOf);
  const link = useConsole(toldLinkOf);
  const { view: asked, detail } = useRoute();
  const view = mode === "watch" ? "run" : asked;
  useEffect(() => {
    document.title = `${words.shell[view]} · wsrig`;
  }, [view]);
  return (
    <>
      <ConsoleHeader open={mode === "console" ? view : undefined} />
      <LinkBanner link={link} onRetry={onRetry} />
      <main id="content" tabIndex={-1} class={`view-${view}`}>
        {mode !== undefined && (
          <ViewGuard key={view}>
            <View view={view} detail={detail} />
          </ViewGuard>
        )}
      </main>
    </>
  );
}

function View({ view, detail }: Route): JSX.Element {
  switch (view) {
    case "windows":
      return <WindowsView detail={detail} />;
    case "run":
      return <RunView />;
    case "reports":
      return <ReportsView />;
    default:
      return view satisfies never;
  }
}

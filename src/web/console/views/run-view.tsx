// The Run tab: what can be started, and the run under way or the last one. A command with --ui has the run alone.

import type { JSX } from "preact";
import { words } from "../../words/words.js";
import { useConsole } from "../page-context.js";
import type { ConsoleState } from "../state/console-state.js";
import { LiveView } from "./live-view.js";

const modeOf = ({ hello }: ConsoleState): "console" | "watch" | undefined => hello?.mode;

/** See the file's first line. */
export function RunView(): JSX.Element {
  const mode = useConsole(modeOf);
  return (
    <>
      <h1 class="visually-hidden">{mode === "watch" ? words.live.title : words.run.title}</h1>
      <LiveView />
    </>
  );
}

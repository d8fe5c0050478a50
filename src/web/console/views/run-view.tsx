// The Run tab: what can be started, and the run under way or the last one. A command with --ui has the run alone.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { FormCommand } from "../../../link/run-form.js";
import { words } from "../../words/words.js";
import { translatedCommands } from "../data/translated-commands.js";
import { useConsole } from "../page-context.js";
import type { ConsoleState } from "../state/console-state.js";
import { LiveView } from "./live-view.js";
import { RunForm } from "./run-form.js";

const helloOf = ({ hello }: ConsoleState): ConsoleState["hello"] => hello;

const noCommands: readonly FormCommand[] = [];

/** See the file's first line. */
export function RunView(): JSX.Element {
  const hello = useConsole(helloOf);
  const isWatch = hello?.mode === "watch";
  return (
    <>
      <h1 class="visually-hidden">{isWatch ? words.live.title : words.run.title}</h1>
      {!isWatch && <Form commands={hello?.commands ?? noCommands} />}
      <LiveView />
    </>
  );
}

function Form({ commands }: { readonly commands: readonly FormCommand[] }): JSX.Element {
  const [first, ...others] = useMemo(() => translatedCommands(commands, words), [commands]);
  if (first === undefined) return <p class="empty">{words.run.noCommands}</p>;
  return <RunForm commands={[first, ...others]} />;
}

// The form of a run: a command, its options, the command line that does the same, Start and Stop.

import type { JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import type { FormCommand } from "../../../link/run-form.js";
import { Select } from "../../views/select.js";
import { words } from "../../words/words.js";
import { fieldId } from "../data/run-request.js";
import { useConsole } from "../page-context.js";
import type { ConsoleState } from "../state/console-state.js";
import { useRunForm } from "../use-run-form.js";
import { RunCommandLine } from "./run-command-line.js";
import { RunOptions } from "./run-options.js";
import { RunStart } from "./run-start.js";

/** What {@link RunForm} offers. */
export interface RunFormProps {
  readonly commands: readonly [FormCommand, ...FormCommand[]];
}

const hasRunOf = ({ live }: ConsoleState): boolean => live !== undefined;

/** See the file's first line. Its options make room for a run, and for what came of it. */
export function RunForm({ commands }: RunFormProps): JSX.Element {
  const state = useRunForm(commands);
  const { command, problem, isUnderWay } = state;
  const hasRun = useConsole(hasRunOf);
  const [isOpen, setIsOpen] = useState(!hasRun);
  const titleId = useId();
  useEffect(() => {
    if (isUnderWay) setIsOpen(false);
  }, [isUnderWay]);
  useEffect(() => {
    if (problem === undefined) return;
    setIsOpen(true);
    if (problem.field === undefined) return;
    const id = fieldId(problem.field);
    // After its group has opened.
    const timer = setTimeout(() => document.getElementById(id)?.focus());
    return () => clearTimeout(timer);
  }, [problem]);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!isUnderWay && !state.isStarting) void state.start();
  };
  return (
    <form class="section run-form" aria-labelledby={titleId} onSubmit={submit} noValidate autocomplete="off">
      <div class="section-head">
        <h2 id={titleId}>{words.run.start}</h2>
        <Select
          label={words.run.command}
          options={commands.map(({ name }) => ({ value: name, label: `wsrig ${name}` }))}
          value={command.name}
          onChange={state.choose}
        />
      </div>
      <p class="note">{command.summary}</p>
      <details class="run-details" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{words.run.options}</summary>
        <RunOptions key={command.name} state={state} />
      </details>
      <div class="run-foot">
        <RunCommandLine state={state} commands={commands} />
        <RunStart state={state} />
      </div>
    </form>
  );
}

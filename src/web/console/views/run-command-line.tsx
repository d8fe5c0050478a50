// The command line that does what the form says, to copy; and the other way round, a command line that fills the form.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { argumentsOf, type FormCommand } from "../../../link/run-form.js";
import { CommandLine } from "../../views/command-line.js";
import { words } from "../../words/words.js";
import { readCommand } from "../data/command-text.js";
import type { RunFormState } from "../use-run-form.js";

/** What {@link RunCommandLine} shows. */
export interface RunCommandLineProps {
  readonly state: RunFormState;
  readonly commands: readonly FormCommand[];
}

/** See the file's first line. */
export function RunCommandLine({ state, commands }: RunCommandLineProps): JSX.Element {
  return (
    <div class="run-line">
      <h3>{words.run.line}</h3>
      <CommandLine words={["wsrig", ...argumentsOf(state.request, state.command)]} />
      <FromCommandLine state={state} commands={commands} />
    </div>
  );
}

function FromCommandLine({ state, commands }: RunCommandLineProps): JSX.Element {
  const [text, setText] = useState("");
  const [said, setSaid] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const fill = (): void => {
    const read = readCommand(text, commands);
    if (read.kind === "read") {
      state.fill(read.request);
      setIsOpen(false);
    }
    setSaid(wordsFor(read, commands));
  };
  return (
    <>
      <details class="run-paste" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{words.run.paste}</summary>
        <div class="run-row">
          <input
            class="run-input"
            type="text"
            aria-label={words.run.pasteLabel}
            placeholder="wsrig load ws://127.0.0.1:8080 -c 100 -d 30s"
            value={text}
            spellcheck={false}
            autocomplete="off"
            autocapitalize="off"
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              // Not the start of a run: what was filled in is to be looked at first.
              event.preventDefault();
              fill();
            }}
          />
          <button type="button" class="button" onClick={fill}>
            {words.run.fillIn}
          </button>
        </div>
      </details>
      <p class="run-said" role="status">
        {said}
      </p>
    </>
  );
}

function wordsFor(read: ReturnType<typeof readCommand>, commands: readonly FormCommand[]): string {
  switch (read.kind) {
    case "read":
      return read.leftOut.length === 0 ? words.run.filledIn : words.run.leftOut(read.leftOut.join(" "));
    case "noCommand":
      return words.run.noCommandInText(commands.map(({ name }) => `wsrig ${name}`).join(", "));
    case "openQuote":
      return words.run.openQuote;
    default:
      return read satisfies never;
  }
}

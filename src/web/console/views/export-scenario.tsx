// A conversation as a scenario file: saved by the browser, with what could not be kept and the command that plays it.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { shellCommand } from "../../../figures/shell-command.js";
import type { Problem } from "../../../link/conversation.js";
import type { ExportedScenario } from "../../../link/page-request.js";
import { CopyButton } from "../../views/copy-button.js";
import { VisibleTitle } from "../../views/visible-text.js";
import { words } from "../../words/words.js";
import { AskFailed } from "../link/process-link.js";
import { usePage } from "../page-context.js";
import { saveFile } from "../save-file.js";
import { ProblemNote } from "./problem-note.js";

/** What {@link ExportScenario} exports. */
export interface ExportScenarioProps {
  readonly conversation: number;
}

/** See the file's first line. */
export function ExportScenario({ conversation }: ExportScenarioProps): JSX.Element {
  const { link } = usePage();
  const [exported, setExported] = useState<ExportedScenario>();
  const [problem, setProblem] = useState<Problem>();
  const save = async (): Promise<void> => {
    try {
      const answer = (await link.ask({ kind: "exportScenario", conversation })) as ExportedScenario;
      saveFile({ name: answer.fileName, parts: [answer.text], type: "application/yaml" });
      setExported(answer);
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof AskFailed)) throw error;
      setExported(undefined);
      setProblem(error.problem);
    }
  };
  return (
    <div class="export-scenario">
      <button type="button" class="button" onClick={() => void save()}>
        {words.client.exportScenario}
      </button>
      <div role="status">
        {problem !== undefined && <ProblemNote problem={problem} />}
        {exported !== undefined && <Exported exported={exported} />}
      </div>
    </div>
  );
}

function Exported({ exported }: { readonly exported: ExportedScenario }): JSX.Element {
  const { fileName, url, notes } = exported;
  const command = shellCommand(["wsrig", "run", fileName, "--url", url]);
  return (
    <>
      <p class="note">{words.client.exported(fileName)}</p>
      <div class="client-command">
        <code>
          <VisibleTitle text={command} />
        </code>
        <CopyButton label={words.client.copyCommand} text={() => command} />
      </div>
      {notes.length > 0 && (
        <ul class="export-notes">
          {notes.map((note) => (
            <li key={note}>
              <VisibleTitle text={note} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

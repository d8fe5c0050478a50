// How to run just this case again, and to read what it is about.

import type { JSX } from "preact";
import type { RunReport } from "../../metrics/run-report.js";
import { explainCaseCommand, repeatCaseCommand } from "../data/case-commands.js";
import type { CaseView } from "../data/case-view.js";
import { says } from "../words/report-words.js";
import { CommandLine, lacksSecrets, secretsNote } from "./command-line.js";
import { Section } from "./section.js";

/** What {@link CaseRepeat} shows. */
export interface CaseRepeatProps {
  readonly view: CaseView;
  readonly run: RunReport;
}

/** See the file's first line. */
export function CaseRepeat({ view: { row, agent, cell }, run }: CaseRepeatProps): JSX.Element {
  const isHostile = row.text?.isHostile === true || cell.why === "hostile";
  const words = repeatCaseCommand(run, { id: row.id, isHostile, agent });
  return (
    <Section
      id="case-repeat"
      title={says.casePage.repeat}
      {...(words !== undefined && lacksSecrets(words) && { note: secretsNote })}
    >
      {words !== undefined && <CommandLine words={words} />}
      <CommandLine words={explainCaseCommand(row.id)} />
    </Section>
  );
}

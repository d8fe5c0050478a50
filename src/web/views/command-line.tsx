// A command to paste into a shell, with a button that copies it.

import type { JSX } from "preact";
import { shellCommand } from "../../figures/shell-command.js";
import { says } from "../words/report-words.js";
import { CopyButton } from "./copy-button.js";
import { VisibleTitle } from "./visible-text.js";

// What src/metrics/redact.ts writes where a secret stood.
const redacted = "***";

/** Told beside a command that lacks its secrets. */
export const secretsNote = says.details.secrets;

/** Whether `words` lack a secret. */
export function lacksSecrets(words: readonly string[]): boolean {
  return words.some((word) => word.includes(redacted));
}

/** See the file's first line. */
export function CommandLine({ words }: { readonly words: readonly string[] }): JSX.Element {
  const command = shellCommand(words);
  return (
    <div class="command">
      <pre>
        <code>
          <VisibleTitle text={command} />
        </code>
      </pre>
      <CopyButton label={says.details.copy} text={() => command} />
    </div>
  );
}

// A target that is started for a command: its words as one flag, and the place of its port in the URL.

import { WsrigError } from "../errors.js";
import type { FlagValues } from "./flag-values.js";
import { readWords } from "./shell-words.js";
import { requireTargetUrl } from "./target-url.js";

/** Stands for a free port, in the command and in the URL. */
const portPlace = "{port}";

/**
 * The URL as typed, checked with any port in place of `{port}`.
 *
 * @throws WsrigError `usage-invalid-url`
 */
export function requireStartedUrl(text: string, { isStarted }: { readonly isStarted: boolean }): string {
  if (!text.includes(portPlace)) return requireTargetUrl(text, "url");
  if (!isStarted) {
    throw new WsrigError(
      "usage-invalid-url",
      `url is "${text}"; {port} needs a program that is started there`,
      {
        path: "url",
        hint: "Write the port, or add --command.",
      },
    );
  }
  requireTargetUrl(withAnyPort(text), "url");
  return text;
}

/** With a port that any check lets pass. */
export function withAnyPort(url: string): string {
  return url.replaceAll(portPlace, "1");
}

/**
 * The words of `--<name>`; `undefined` where it is not given.
 *
 * @throws WsrigError `usage-invalid-flag` for what only a shell could do
 */
export function readCommandWords(flags: FlagValues, name: string): readonly string[] | undefined {
  const text = flags.text(name);
  if (text === undefined) return undefined;
  const words = readWords({ text, path: `--${name}` });
  if (words.length === 0) flags.problem(name, `--${name} is empty; must be a program with its arguments`);
  return words;
}

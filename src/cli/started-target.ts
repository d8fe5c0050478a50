// A target that is started for a command: its words as one flag, and the place of its port in the URL.

import { parse } from "shell-quote";
import { WsrigError } from "../errors.js";
import type { FlagValues } from "./flag-values.js";
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

/** The words of `--<name>`, quoted as for a shell that does nothing else; problems are noted in `flags`. */
export function readCommandWords(flags: FlagValues, name: string): readonly string[] | undefined {
  const text = flags.text(name);
  if (text === undefined) return undefined;
  // A $ is left as it is: no shell reads the command.
  const entries = parse(text, (variable) => `$${variable}`);
  const words = entries.filter((entry) => typeof entry === "string");
  if (words.length < entries.length) {
    flags.problem(
      name,
      `--${name} has a sign of the shell outside quotes; no shell reads it`,
      `Quote it, or write --${name} "sh -c '...'".`,
    );
  } else if (words.length === 0) {
    flags.problem(name, `--${name} is empty; must be a program with its arguments`);
  }
  return words;
}

// A command line in one text, as words. No shell ever runs it.

import { parse } from "shell-quote";
import { WsrigError } from "../errors.js";

/** What words are read from, and what for. */
export interface CommandText {
  readonly text: string;
  /** Names it in an error: `--command-a`. */
  readonly path: string;
  /** What `$NAME` stands for; as written where that is `undefined`. */
  readonly variable?: ((name: string) => string | undefined) | undefined;
}

/**
 * The words, by the quoting of a shell. A pattern such as `*.js` is a word.
 *
 * @throws WsrigError `usage-invalid-flag` for what only a shell could do: pipes, redirections, several commands; and for a quote that is
 *   not closed
 */
export function readWords({ text, path, variable = () => undefined }: CommandText): readonly string[] {
  const open = openQuote(text);
  if (open !== undefined) {
    const hint = `Close it, or write \\${open} if you mean the character.`;
    throw new WsrigError("usage-invalid-flag", `${path} has a ${open} that is not closed`, { path, hint });
  }
  return parse(text, (name) => variable(name) ?? `$${name}`).flatMap((entry) => {
    if (typeof entry === "string") return [entry];
    if ("pattern" in entry) return [entry.pattern];
    const what = "op" in entry ? entry.op : "#";
    throw new WsrigError(
      "usage-invalid-flag",
      `${path} has "${what}" outside of quotes, and no shell reads it`,
      {
        path,
        hint: `Put it in quotes, or run a shell: sh -c '...'.`,
      },
    );
  });
}

/** Shells wait for more then, and shell-quote takes it for a character. */
function openQuote(text: string): string | undefined {
  const rest = text.replace(/\\.|"(?:\\.|[^"\\])*"|'[^']*'/gs, "");
  return /["']/.exec(rest)?.[0];
}

/**
 * The words of a program that is a target. `$PORT` is the port chosen for it, as `{port}` is; other variables are those of `env`.
 *
 * @throws WsrigError `usage-invalid-flag`
 */
export function readCommandWords(
  text: string,
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const variable = (name: string): string => (name === "PORT" ? "{port}" : (env[name] ?? ""));
  const words = readWords({ text, path, variable });
  const [first] = words;
  if (first !== undefined && /^\w+=/.test(first)) {
    throw new WsrigError("usage-invalid-flag", `${path} begins with "${first}", and no shell reads it`, {
      path,
      hint: `Write env before it: 'env ${text.trim()}'.`,
    });
  }
  if (words.length > 0) return words;
  throw new WsrigError("usage-invalid-flag", `${path} is empty`, {
    path,
    hint: "Give a program with its arguments, as one text: 'node server.js {port}'.",
  });
}

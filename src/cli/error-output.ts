// How an error looks on stderr: for people, or as one JSON document under --json.

import type { DialFailure } from "../client/dial.js";
import { isUserMistake, WsrigError } from "../errors.js";
import type { Problem } from "../link/conversation.js";
import { redactData, redactText, redactUrl } from "../metrics/redact.js";
import { printable } from "../report/printable.js";
import type { ExitFacts } from "./exit-code.js";
import type { Colours } from "./terminal.js";

const issueHint = "Please report it, with the command and the text above, in the project's issue tracker.";

/** Thrown by a command whose target never gave an HTTP answer (exit code 3). */
export class TargetUnreachable extends WsrigError {}

/** Thrown by a command whose target did something other than what was asked for (exit code 1). */
export class TargetFailed extends WsrigError {}

/**
 * The error for a dial that got no HTTP answer: URL, what happened, what to try.
 *
 * @param redact - Names of query parameters and headers to keep secret.
 */
export function unreachableError(
  url: string,
  redact: readonly string[],
  { message, hint, cause }: DialFailure,
): TargetUnreachable {
  return new TargetUnreachable(
    "target-unreachable",
    // In quotes: a value taken out of a query then ends before the colon, however often it is taken out.
    `no HTTP answer from "${redactUrl(url, redact)}": ${message}`,
    {
      path: "url",
      hint: hint ?? "Check the URL, and that the server is running and reachable from here.",
      cause,
    },
  );
}

/** What `error` says about the exit code. */
export function exitFactsOf(error: unknown): ExitFacts {
  if (error instanceof TargetUnreachable) return { unreachable: true };
  if (error instanceof TargetFailed) return { checkFailed: true };
  return isUserMistake(error) ? { usage: true } : { bug: true };
}

/**
 * `error: …` and, where there is one, `hint: …`; a stack trace only for a bug of ours.
 *
 * @param redact - Names of query parameters and headers to keep secret.
 */
export function renderError(error: unknown, colours: Colours, redact: readonly string[] = []): string {
  const { message, hint } = describe(error);
  const lines = [`${colours.red("error:")} ${visibleLines(redactText(message, redact))}`];
  if (hint) lines.push(`${colours.cyan("hint:")} ${visibleLines(redactText(hint, redact))}`);
  return lines.join("\n");
}

/** `{"error": {code, message, path, hint}}` in one line. */
export function renderErrorJson(error: unknown, redact: readonly string[] = []): string {
  return JSON.stringify({ error: redactData(describe(error), redact) });
}

/** The same as data: without secrets, and without what is not known. @param redact - As of {@link renderErrorJson}. */
export function problemOf(error: unknown, redact: readonly string[] = []): Problem {
  const { code, message, path, hint } = redactData(describe(error), redact);
  return {
    code,
    message,
    ...(path !== undefined && { path }),
    ...(hint !== undefined && { hint }),
  };
}

interface ErrorDescription {
  readonly code: string;
  readonly message: string;
  readonly path?: string | undefined;
  readonly hint?: string | undefined;
}

function describe(error: unknown): ErrorDescription {
  const known = error instanceof WsrigError ? error : undefined;
  if (known !== undefined && !exitFactsOf(known).bug) {
    return { code: known.code, message: known.message, path: known.path, hint: known.hint };
  }
  return {
    code: known?.code ?? "internal",
    message: `wsrig failed unexpectedly: ${traceOf(error)}`,
    hint: known?.hint ?? issueHint,
  };
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Line breaks are ours; all else that acts on a terminal came from a target or a file. */
function visibleLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

// Everything wsrig throws on purpose. What a target does is data, never one of these.

/** Options of {@link WsrigError}: what to do about it, where it was, and what caused it. */
export interface WsrigErrorOptions {
  /** One imperative sentence that the CLI prints below the message. */
  readonly hint?: string | undefined;
  /** Where the user wrote it, as they would find it again: `phases[1].duration`, `--size`. */
  readonly path?: string | undefined;
  readonly cause?: unknown;
}

/**
 * An error thrown on purpose.
 *
 * `code` is stable and kebab-case (`usage-invalid-duration`); scripts may rely on it. The prefix names the
 * kind: `usage-*` and `scenario-*` are mistakes of the user (exit code 2); any other one is misuse of the library.
 */
export class WsrigError extends Error {
  override readonly name = "WsrigError";
  readonly code: string;
  readonly hint: string | undefined;
  readonly path: string | undefined;

  constructor(code: string, message: string, options: WsrigErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.path = options.path;
  }
}

/** Whether `error` is a mistake of the user, to be shown without a stack trace (exit code 2). */
export function isUserMistake(error: unknown): error is WsrigError {
  return error instanceof WsrigError && /^(usage|scenario)-/.test(error.code);
}

// A WsrigError as the page is told of it.

import type { WsrigError } from "../errors.js";
import type { Problem } from "../link/conversation.js";

/** Without what the error was caused by. */
export function shownProblem({ code, message, hint, path }: WsrigError): Problem {
  return { code, message, ...(hint && { hint }), ...(path && { path }) };
}

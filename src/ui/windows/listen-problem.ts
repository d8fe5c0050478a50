// Why a server cannot listen, in words and with what to do.

import { WsrigError } from "../../errors.js";

/** The error to tell the person instead of `error`, what `WebSocketServer.listen` threw. */
export function listenProblem(error: unknown, port: number): WsrigError {
  const cause = error instanceof WsrigError ? error.cause : error;
  const { message, hint } = wordsFor(systemCode(cause), port, error);
  return new WsrigError("usage-cannot-listen", message, { path: "port", hint, cause: error });
}

function wordsFor(
  code: string,
  port: number,
  error: unknown,
): { readonly message: string; readonly hint: string } {
  const freePort = "Choose another port, or 0 for a free one.";
  switch (code) {
    case "EADDRINUSE":
      return { message: `port ${port} is in use by another program`, hint: freePort };
    case "EACCES":
      return {
        message: `port ${port} may not be used by this user`,
        hint: "Choose a port from 1024 on, or 0 for a free one.",
      };
    default:
      return { message: error instanceof Error ? error.message : String(error), hint: freePort };
  }
}

function systemCode(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

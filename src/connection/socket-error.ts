// What a socket reported while a connection was open, under stable names.

import { WsrigError } from "../errors.js";

const namesByErrno: Readonly<Record<string, string>> = {
  ECONNRESET: "connection-reset",
  EPIPE: "connection-reset",
  ECONNABORTED: "connection-reset",
  ETIMEDOUT: "connection-timed-out",
  EHOSTUNREACH: "connection-unreachable",
  ENETUNREACH: "connection-unreachable",
};

/** The error of an open connection's socket: `connection-reset`, `connection-timed-out`, `connection-unreachable` or `connection-failed`. */
export function socketError(error: Error): WsrigError {
  const errno = "code" in error && typeof error.code === "string" ? error.code : "";
  const code = namesByErrno[errno] ?? "connection-failed";
  const what =
    code === "connection-reset" ? "the peer reset the TCP connection" : "the TCP connection failed";
  return new WsrigError(code, `${what} (${errno || error.message})`, { cause: error });
}

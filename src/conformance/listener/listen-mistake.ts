// Why a listener could not be opened, in words.

import { WsrigError } from "../../errors.js";

interface Reading {
  readonly why: string;
  /** The option that is to be changed. */
  readonly path: "--port" | "--host";
  readonly hint: string;
}

const readings: Readonly<Record<string, Reading>> = {
  EADDRINUSE: {
    why: "another program listens there",
    path: "--port",
    hint: "End that program, or choose another --port, 0 for a free one.",
  },
  EACCES: {
    why: "this user may not use the port",
    path: "--port",
    hint: "Choose a --port from 1024 on, or 0 for a free one.",
  },
  EADDRNOTAVAIL: {
    why: "this machine has no such address",
    path: "--host",
    hint: "Give a --host of this machine, such as 127.0.0.1, or 0.0.0.0 for all it has.",
  },
  ENOTFOUND: {
    why: "the name is not known",
    path: "--host",
    hint: "Give a --host of this machine, such as 127.0.0.1.",
  },
};

/** The error `usage-port-unavailable` for what the system said. */
export function listenMistake(
  error: NodeJS.ErrnoException,
  { host, port }: { readonly host: string; readonly port: number },
): WsrigError {
  const { code = "", message } = error;
  const { why, path, hint } = readings[code] ?? {
    why: message,
    path: "--port",
    hint: "Choose another --port, or 0 for a free one.",
  };
  const place = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  return new WsrigError("usage-port-unavailable", `cannot listen on ${place}: ${why} (${code})`, {
    path,
    hint,
    cause: error,
  });
}

// What the operating system and TLS reported in a step, under the stable names of DialFailure.

import type { DialFailure, DialFailureCode } from "./dial-failure.js";
import type { DialStep } from "./dial-options.js";

interface Reading {
  readonly code: DialFailureCode;
  readonly message: string;
  readonly hint?: string;
}

const byErrno: Readonly<Record<string, Reading>> = {
  ECONNREFUSED: {
    code: "refused",
    message: "nothing listens at the address",
    hint: "Check host and port, and that the server runs.",
  },
  ECONNRESET: { code: "reset", message: "the peer reset the connection" },
  EPIPE: { code: "reset", message: "the peer closed the connection" },
  ECONNABORTED: { code: "reset", message: "the connection was aborted" },
  ETIMEDOUT: { code: "timeout", message: "the operating system gave up waiting" },
  EHOSTUNREACH: { code: "unreachable", message: "no route to the host" },
  ENETUNREACH: { code: "unreachable", message: "no route to the network" },
  ENETDOWN: { code: "unreachable", message: "the network is down" },
  EHOSTDOWN: { code: "unreachable", message: "the host is down" },
  EADDRNOTAVAIL: {
    code: "connect-failed",
    message: "no local address and port is available",
    hint: "Check the local address; with very many connections spread them over several local addresses.",
  },
  EMFILE: {
    code: "connect-failed",
    message: "this process may not open more files",
    hint: "Raise the limit (ulimit -n) or spread the connections over more processes.",
  },
};

/** The failure that `error`, thrown in `step`, stands for. */
export function networkFailure(error: unknown, step: DialStep): DialFailure {
  const name = error instanceof Error && "code" in error ? String(error.code) : "";
  const text = error instanceof Error ? error.message : String(error);
  if (step === "dns") return dnsFailure(name, text, error);
  const known = byErrno[name];
  if (known !== undefined) {
    return { step, ...known, message: `${known.message} (${name})`, cause: error };
  }
  if (name === "EPROTO" || name.startsWith("ERR_SSL_")) return tlsFailure(name, text, error);
  return { step, code: step === "tls" ? "tls-failed" : "connect-failed", message: text, cause: error };
}

function dnsFailure(name: string, text: string, cause: unknown): DialFailure {
  const isUnknown = name === "ENOTFOUND";
  return {
    step: "dns",
    code: "dns-failed",
    message: isUnknown ? "the name is not known (ENOTFOUND)" : `the name lookup failed (${name || text})`,
    hint: "Check the spelling of the host, and that this machine can resolve names.",
    cause,
  };
}

/** Also for an alert that comes after our half of the handshake (TLS 1.3), when the upgrade is already under way. */
function tlsFailure(name: string, text: string, cause: unknown): DialFailure {
  const base = { step: "tls", code: "tls-failed", cause } as const;
  if (/wrong.version.number|packet.length.too.long|http.request/i.test(name + text)) {
    return { ...base, message: "the peer does not speak TLS", hint: "Use ws:// if the port is a plain one." };
  }
  if (
    /certificate.required|handshake.failure|bad.certificate|unknown.ca|certificate.unknown/i.test(name + text)
  ) {
    return {
      ...base,
      message: `the peer refused the TLS handshake (${name})`,
      hint: "Give a client certificate that the server trusts, if it asks for one.",
    };
  }
  return { ...base, message: `the TLS handshake failed (${name || text})` };
}

// What can go wrong at a proxy, as failures of their own, apart from what the target did.

import type { DialFailure, DialResponse } from "./dial-failure.js";
import { answerText } from "./first-line.js";
import type { ProxyTarget } from "./proxy-target.js";

/** The proxy answered CONNECT, but opened no tunnel. */
export function proxyRefused(proxy: ProxyTarget, proxyResponse: DialResponse): DialFailure {
  return {
    step: "proxy",
    code: "proxy-refused",
    message: `the proxy ${proxy.name} answered ${answerText(proxyResponse)}; must be 2xx to open a tunnel`,
    hint: statusHint(proxyResponse.status, proxy),
    proxyResponse,
  };
}

/** The proxy answered with something that is no HTTP answer. */
export function proxySpokeOtherwise({ name }: ProxyTarget, firstBytes: string): DialFailure {
  return {
    step: "proxy",
    code: "proxy-failed",
    message: `the proxy ${name} did not answer with HTTP; it began with "${firstBytes}"`,
    hint: "Check that the port belongs to an HTTP proxy that takes CONNECT.",
    section: "RFC 9110 §9.3.6",
  };
}

/** The proxy ended TCP before its answer was whole. */
export function proxyEnded({ name }: ProxyTarget, firstBytes: string): DialFailure {
  const when = firstBytes === "" ? "before it answered" : `after "${firstBytes}"`;
  return {
    step: "proxy",
    code: "reset",
    message: `the proxy ${name} ended the connection ${when}`,
    hint: "Check that the port belongs to an HTTP proxy that takes CONNECT.",
  };
}

/** A failure on the way to the proxy, which must not read as one of the target. */
export function onTheWayToProxy({ name }: ProxyTarget, failure: DialFailure): DialFailure {
  if (failure.code === "aborted") return failure;
  return {
    ...failure,
    message: `on the way to the proxy ${name}: ${failure.message}`,
    hint: "Check host and port of the proxy, and that it runs.",
  };
}

function statusHint(status: number, { authorization }: ProxyTarget): string | undefined {
  if (status === 407) {
    return authorization === undefined
      ? "Put user and password before the host of the proxy: user:password@host:port."
      : "Check user and password of the proxy.";
  }
  if (status === 403) return "Check which hosts and ports the proxy lets through.";
  if (status === 400 || status === 404 || status === 405 || status === 501)
    return "Check that it is a proxy, and one that takes CONNECT.";
  if (status === 502 || status === 503 || status === 504)
    return "Check that the target runs, and that the proxy can reach it.";
  return undefined;
}

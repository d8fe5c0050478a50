// Answers to an upgrade request that open no connection, as failures with a hint.

import type { UpgradeAnswer } from "../protocol/client-handshake.js";
import type { DialFailure, DialResponse } from "./dial-failure.js";
import { answerText } from "./first-line.js";

/** A valid HTTP answer other than 101. */
export function statusFailure(response: DialResponse): DialFailure {
  return {
    step: "upgrade",
    code: "http-status",
    message: `the server answered ${answerText(response)}; must be 101`,
    hint: statusHint(response),
    response,
  };
}

/** An answer that breaks a rule of the handshake, or is no HTTP at all. */
export function malformedFailure(
  answer: Extract<UpgradeAnswer, { kind: "malformed" }>,
  firstBytes: string,
  statusText = "",
): DialFailure {
  const { status, headers, section } = answer;
  const isHttp = status !== undefined && headers !== undefined;
  return {
    step: "upgrade",
    code: answer.code === "bad-accept" ? "bad-accept" : "bad-handshake",
    message: isHttp
      ? answer.message
      : `the peer did not answer with HTTP (${answer.message}); it began with "${firstBytes}"`,
    hint: isHttp ? undefined : "Check that the port speaks HTTP, and whether it wants TLS (wss://).",
    section,
    ...(isHttp ? { response: { status, statusText, headers, bodyStart: "" } } : {}),
  };
}

function statusHint({ status, headers }: DialResponse): string | undefined {
  const location = headers.get("Location");
  if (status >= 300 && status < 400 && location !== undefined)
    return `Dial ${location}, where the server points to.`;
  if (status === 401 || status === 407) return "Give credentials, such as an Authorization header.";
  if (status === 403) return "Check the Origin and the credentials.";
  if (status === 404) return "Check the path.";
  if (status === 426)
    return `Use a version that the server speaks: ${headers.get("Sec-WebSocket-Version") ?? "it names none"}.`;
  if (status === 429 || status === 503) return "Try again later, or with fewer connections at once.";
  if (status === 200) return "Check the path: the server took the request for a plain HTTP one.";
  return undefined;
}

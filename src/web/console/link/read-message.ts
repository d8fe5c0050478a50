// Text from the process as a message, before anything relies on it.

import {
  acceptedMessage,
  linkVersion,
  logMessage,
  type ProcessMessage,
  processMessage,
} from "../../../link/process-message.js";
import { quickCheck } from "./quick-check.js";

/** What a text was. */
export type ReadMessage =
  | { readonly kind: "message"; readonly message: ProcessMessage }
  /** It is from a wsrig of another link version: nothing of what follows can be relied on. */
  | { readonly kind: "outdated" }
  /** None that this page knows; `id` where it meant to answer a request. */
  | { readonly kind: "unknown"; readonly why: unknown; readonly id?: number };

/** These have thousands of entries, several times a second: what the schema makes of each is more than the page does with it. */
const isLong = { accepted: quickCheck(acceptedMessage), log: quickCheck(logMessage) };

/** Reads one text. Never throws. */
export function readMessage(text: string): ReadMessage {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (why) {
    return { kind: "unknown", why };
  }
  // Looked at before the schema: another version may say hello in words of its own.
  if (isObject(json) && json.kind === "hello" && json.linkVersion !== linkVersion)
    return { kind: "outdated" };
  if (isObject(json) && (json.kind === "accepted" || json.kind === "log") && isLong[json.kind](json)) {
    return { kind: "message", message: json as ProcessMessage };
  }
  const read = processMessage.safeParse(json);
  if (read.success) return { kind: "message", message: read.data };
  const why = read.error.issues;
  if (isObject(json) && json.kind === "answer" && typeof json.id === "number") {
    return { kind: "unknown", why, id: json.id };
  }
  return { kind: "unknown", why };
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null;
}

// Right requests that a loose server is told to choke on.

import type { ServerQuirk } from "./handshake-switches.js";
import { type LooseHead, tokensOf, valuesOf } from "./loose-head.js";

/** Whether the request has what the server chokes on. */
export function findQuirk(head: LooseHead, quirk: ServerQuirk | undefined): boolean {
  return quirk !== undefined && quirks[quirk](head);
}

const known: ReadonlySet<string> = new Set([
  "host",
  "upgrade",
  "connection",
  "user-agent",
  "pragma",
  "cache-control",
  "origin",
  "sec-websocket-key",
  "sec-websocket-version",
  "sec-websocket-extensions",
  "sec-websocket-protocol",
]);

const quirks: Readonly<Record<ServerQuirk, (head: LooseHead) => boolean>> = {
  "other-case": (head) =>
    valuesOf(head, "upgrade")[0] !== "websocket" ||
    !valuesOf(head, "connection").join(",").includes("Upgrade"),
  "token-lists": (head) => tokensOf(head, "upgrade").length > 1 || tokensOf(head, "connection").length > 1,
  "extra-headers": (head) => head.headers.some(([name]) => !known.has(name)),
  // The reader of the head knows that.
  "split-requests": () => false,
  spaces: ({ hasSpacesToTrim }) => hasSpacesToTrim,
  "long-requests": ({ bytes }) => bytes > 1_024,
  subprotocols: (head) => valuesOf(head, "sec-websocket-protocol").length > 0,
  "unknown-extensions": (head) =>
    tokensOf(head, "sec-websocket-extensions").some((item) => !item.startsWith("permessage-deflate")),
  body: (head) => valuesOf(head, "content-length").length > 0,
};

// Sends to several conversations at once: all is checked before the first one gets anything.

import { WsrigError } from "../../errors.js";
import type { Sending } from "../../link/sending.js";
import type { Conversation } from "./conversation.js";
import { outgoingOf } from "./outgoing.js";

/** Payload that one request may send in all: it waits in memory until the peers take it. */
export const maxBytesAtOnce = 256 * 1024 * 1024;

/**
 * Sends to those that are open; gives their number.
 *
 * @throws WsrigError as {@link outgoingOf}; `usage-too-much-at-once`
 */
export function sendToAll(conversations: Iterable<Conversation>, sending: Sending): number {
  const wanted = [...new Set(conversations)];
  const outgoing = outgoingOf(sending, new Set(wanted.map(({ weAre }) => weAre)));
  const open = wanted.filter(({ isOpen }) => isOpen);
  const bytes = outgoing.bytes * open.length;
  if (bytes > maxBytesAtOnce) {
    const message = `${open.length} times ${outgoing.bytes} bytes are ${bytes}; at most ${maxBytesAtOnce} can be sent at once`;
    throw new WsrigError("usage-too-much-at-once", message, {
      path: "to",
      hint: "Send it to fewer clients, or send less.",
    });
  }
  for (const conversation of open) sendTo(conversation, outgoing.sendTo);
  return open.length;
}

function sendTo(conversation: Conversation, send: ReturnType<typeof outgoingOf>["sendTo"]): void {
  const { client } = conversation;
  if (client === undefined) return;
  send(client);
  // A close frame without a code is sent past the client, which cannot send one.
  if (client.openConnection?.state === "closing") conversation.noteState("closing");
}

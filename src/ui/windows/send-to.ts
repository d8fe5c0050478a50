// Sends to several conversations at once: all is checked before the first one gets anything.

import { WsrigError } from "../../errors.js";
import type { Sending } from "../../link/sending.js";
import type { Conversation } from "./conversation.js";
import { outgoingOf } from "./outgoing.js";

/** What may wait in memory until the peers take it, in bytes. */
export const maxWaitingBytes = 256 * 1024 * 1024;

/**
 * Sends to those that are open; gives their number.
 *
 * @throws WsrigError as {@link outgoingOf}; `usage-too-much-waits`
 */
export function sendToAll(conversations: Iterable<Conversation>, sending: Sending): number {
  const wanted = [...new Set(conversations)];
  const outgoing = outgoingOf(sending, new Set(wanted.map(({ weAre }) => weAre)));
  const open = wanted.filter(({ isOpen }) => isOpen);
  const waiting = open.reduce((sum, { client }) => sum + (client?.bytesToWrite ?? 0), 0);
  const bytes = waiting + outgoing.bytes * open.length;
  if (bytes > maxWaitingBytes) {
    const message = `${bytes} bytes would wait for ${open.length} connections; at most ${maxWaitingBytes} may`;
    throw new WsrigError("usage-too-much-waits", message, {
      path: "to",
      hint: "Send less, to fewer, or wait until the peers have read what was sent.",
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

// What a person sends by hand: checked as a whole before the first one gets anything of it.

import type { WebSocketClient } from "../../client/web-socket-client.js";
import { WsrigError } from "../../errors.js";
import { maxSendingBytes, type Sending } from "../../link/sending.js";
import { isWireCloseCode, maySendCloseCode } from "../../protocol/close-codes.js";
import { maxCloseReasonBytes } from "../../protocol/close-payload.js";
import type { MessageKind } from "../../protocol/opcodes.js";
import type { Speaker } from "./export/conversation-record.js";

/** Sends it on an open client. */
export type SendTo = (client: WebSocketClient) => void;

/** What is sent, and what it takes. */
export interface Outgoing {
  readonly sendTo: SendTo;
  /** Of payload, to each. */
  readonly bytes: number;
}

/** Frames of one message: each is work and memory of its own. */
export const maxFragments = 100_000;
/** RFC 6455 §5.5 */
const maxControlBytes = 125;

/**
 * Checks what is to be sent.
 *
 * @param weAre - What we are in the connections that it is for.
 * @throws WsrigError `usage-message-too-long`, `usage-too-many-fragments`, `usage-ping-too-long`, `usage-close-code`,
 * `usage-close-reason`; its path is a field of `sending`
 */
export function outgoingOf(sending: Sending, weAre: ReadonlySet<Speaker>): Outgoing {
  switch (sending.kind) {
    case "text":
      return message("text", Buffer.from(sending.text), sending.fragmentBytes);
    case "binary":
      return message("binary", Buffer.from(sending.base64, "base64"), sending.fragmentBytes);
    case "ping":
      return ping(Buffer.from(sending.text ?? ""));
    case "close":
      return close(sending, weAre);
    default:
      return sending satisfies never;
  }
}

function message(kind: MessageKind, payload: Buffer, fragmentBytes: number | undefined): Outgoing {
  const bytes = payload.length;
  const path = kind === "text" ? "text" : "base64";
  if (bytes > maxSendingBytes)
    throw new WsrigError("usage-message-too-long", tooLong("message", bytes, maxSendingBytes), { path });
  if (fragmentBytes === undefined) {
    const text = payload.toString();
    const sendTo: SendTo =
      kind === "text"
        ? (client) => client.sendTextMessage(text)
        : (client) => client.sendBinaryMessage(payload);
    return { sendTo, bytes };
  }
  const fragments = Math.ceil(bytes / fragmentBytes);
  if (fragments > maxFragments) {
    const words = `${fragments} fragments would be sent; at most ${maxFragments} are allowed`;
    const hint = `Make fragments of at least ${Math.ceil(bytes / maxFragments)} bytes.`;
    throw new WsrigError("usage-too-many-fragments", words, { path: "fragmentBytes", hint });
  }
  return { sendTo: (client) => client.openConnection?.sendFragments(kind, payload, fragmentBytes), bytes };
}

function ping(payload: Buffer): Outgoing {
  const bytes = payload.length;
  if (bytes > maxControlBytes) {
    const words = tooLong("payload of a ping", bytes, maxControlBytes);
    throw new WsrigError("usage-ping-too-long", `${words} (RFC 6455 §5.5)`, { path: "text" });
  }
  return { sendTo: (client) => client.ping(payload), bytes };
}

function close(
  { code, reason = "" }: Extract<Sending, { kind: "close" }>,
  weAre: ReadonlySet<Speaker>,
): Outgoing {
  const reasonBytes = Buffer.byteLength(reason);
  if (code === undefined && reasonBytes > 0) {
    const words = "a close reason needs a close code (RFC 6455 §5.5.1)";
    throw new WsrigError("usage-close-code", words, { path: "code", hint: "Give code 1000 with it." });
  }
  if (code !== undefined) assertCloseCode(code, weAre);
  if (reasonBytes > maxCloseReasonBytes) {
    const words = tooLong("close reason", reasonBytes, maxCloseReasonBytes);
    throw new WsrigError("usage-close-reason", `${words} (RFC 6455 §5.5)`, { path: "reason" });
  }
  const sendTo: SendTo =
    code === undefined ? (client) => client.openConnection?.close() : (client) => client.close(code, reason);
  return { sendTo, bytes: reasonBytes };
}

function assertCloseCode(code: number, weAre: ReadonlySet<Speaker>): void {
  const isAllowed = [...weAre].every((role) => maySendCloseCode(code, role));
  if (isAllowed && isWireCloseCode(code)) return;
  const why = isWireCloseCode(code)
    ? "which only a client may send (RFC 6455 §7.4.1)"
    : "which must not be sent (RFC 6455 §7.4)";
  throw new WsrigError("usage-close-code", `the close code is ${code}, ${why}`, {
    path: "code",
    hint: "Choose 1000 to 1003, 1007 to 1014 or 3000 to 4999, or none.",
  });
}

function tooLong(what: string, bytes: number, limit: number): string {
  return `the ${what} takes ${bytes} bytes; at most ${limit} are allowed`;
}

// Which of the agreed permessage-deflate parameters bind which half of an endpoint (RFC 7692 §7.1).

import { type DeflateParameters, MessageDeflater, MessageInflater } from "./deflate.js";
import type { Role } from "./opcodes.js";

/** The compressor for what an endpoint in `role` sends. */
export function deflaterFor(role: Role, agreed: DeflateParameters): MessageDeflater {
  return new MessageDeflater(streamOf(role, agreed));
}

/** The decompressor for what an endpoint in `role` receives: bound by the parameters of the other side. */
export function inflaterFor(role: Role, agreed: DeflateParameters, maxMessageBytes: number): MessageInflater {
  const sender = role === "client" ? "server" : "client";
  return new MessageInflater({ ...streamOf(sender, agreed), maxMessageBytes });
}

function streamOf(sender: Role, agreed: DeflateParameters): { windowBits: number; contextTakeover: boolean } {
  return sender === "client"
    ? { windowBits: agreed.clientMaxWindowBits, contextTakeover: !agreed.clientNoContextTakeover }
    : { windowBits: agreed.serverMaxWindowBits, contextTakeover: !agreed.serverNoContextTakeover };
}

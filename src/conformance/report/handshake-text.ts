// The opening handshake of a case as text, out of its wire log.

import type { Role } from "../../protocol/opcodes.js";
import type { CaseResult } from "../case-result.js";
import type { Sender } from "../driver/wire-log.js";

/** The heads of both HTTP messages, as far as they were sent and kept; characters are the bytes (Latin-1). */
export interface HandshakeText {
  readonly request?: string | undefined;
  readonly response?: string | undefined;
}

/** @param peerRole - Who the peer is: a server got the request, a client sent it. */
export function handshakeText({ wire }: Pick<CaseResult, "wire">, peerRole: Role): HandshakeText {
  const headOf = (sender: Sender): string | undefined => {
    let text = "";
    for (const entry of wire.first) {
      if (entry.kind === "frame") break;
      if (entry.kind === "bytes" && entry.sender === sender) {
        text += Buffer.from(entry.hex, "hex").toString("latin1");
      }
    }
    if (text === "") return undefined;
    const end = text.indexOf("\r\n\r\n");
    return end < 0 ? text : text.slice(0, end + 4);
  };
  return peerRole === "server"
    ? { request: headOf("driver"), response: headOf("peer") }
    : { request: headOf("peer"), response: headOf("driver") };
}

// permessage-deflate as a driver agrees on it: it takes any well-formed answer, consistent with its offer or not.

import { type DeflateParameters, MessageInflater } from "../protocol/deflate.js";
import { readDeflateParams } from "../protocol/deflate-params.js";
import { parseExtensions } from "../protocol/extensions.js";
import type { Role } from "../protocol/opcodes.js";
import type { Inflate } from "./driver/frame-inbox.js";
import type { MakeInflate } from "./opening.js";

/** Parameters that are in force, with the inflater of the peer's messages. */
export interface AgreedDeflate {
  readonly deflate: DeflateParameters;
  readonly inflate: Inflate;
}

/** What {@link readDeflateAnswer} makes of a header. */
export type DeflateAnswer =
  | { readonly kind: "agreed"; readonly agreed: AgreedDeflate }
  | { readonly kind: "invalid"; readonly message: string };

/** Bytes that a message of a peer may inflate to. */
const maxMessageBytes = 64 * 1024 * 1024;

/** Reads a server's Sec-WebSocket-Extensions as the driver's client does: its syntax alone is judged. */
export function readDeflateAnswer(
  header: string,
  signal: AbortSignal,
  make: MakeInflate = makeInflate,
): DeflateAnswer {
  return readAgreement(header, (deflate) => make(deflate, "client", signal));
}

/** The parameters that the driver's own answer as a server puts in force. */
export function agreedByAnswer(
  header: string,
  signal: AbortSignal,
  make: MakeInflate = makeInflate,
): AgreedDeflate | undefined {
  const answer = readAgreement(header, (deflate) => make(deflate, "server", signal));
  return answer.kind === "agreed" ? answer.agreed : undefined;
}

function readAgreement(header: string, make: (deflate: DeflateParameters) => Inflate): DeflateAnswer {
  const parsed = parseExtensions(header);
  if (parsed.kind === "malformed") return { kind: "invalid", message: parsed.message };
  const [extension, more] = parsed.extensions;
  if (extension?.name !== "permessage-deflate" || more !== undefined) {
    return { kind: "invalid", message: `the extensions "${header}" are not permessage-deflate alone` };
  }
  const read = readDeflateParams(extension.params);
  if (read.kind === "invalid") return { kind: "invalid", message: read.message };
  const { serverNoContextTakeover, clientNoContextTakeover, serverMaxWindowBits, clientMaxWindowBits } =
    read.params;
  const deflate: DeflateParameters = {
    serverNoContextTakeover,
    clientNoContextTakeover,
    serverMaxWindowBits: serverMaxWindowBits ?? 15,
    clientMaxWindowBits: typeof clientMaxWindowBits === "number" ? clientMaxWindowBits : 15,
  };
  return { kind: "agreed", agreed: { deflate, inflate: make(deflate) } };
}

/** Inflates in order, on the spot. */
export function makeInflate(deflate: DeflateParameters, driverRole: Role): Inflate {
  const isClient = driverRole === "client";
  const inflater = new MessageInflater({
    windowBits: isClient ? deflate.serverMaxWindowBits : deflate.clientMaxWindowBits,
    contextTakeover: !(isClient ? deflate.serverNoContextTakeover : deflate.clientNoContextTakeover),
    maxMessageBytes,
  });
  return (payload) => {
    const pieces: Uint8Array[] = [];
    const emit = (piece: Uint8Array): void => {
      pieces.push(piece.slice());
    };
    const violation = inflater.push(payload, emit) ?? inflater.end(emit);
    if (violation !== undefined) throw new Error(violation.message);
    return Buffer.concat(pieces);
  };
}

// Sloppy peers with permessage-deflate: one that inflates, in whatever way it is told, and one that compresses.

import { constants, deflateRawSync } from "node:zlib";
import { type InflatedMessage, WindowInflater } from "../../src/conformance/deflate-window.js";
import type { Role } from "../../src/protocol/opcodes.js";
import type { MakePeer } from "./memory-peer.js";
import { type SloppyHooks, sloppyPeer } from "./sloppy-peer.js";

/** How a peer inflates. */
export interface Inflating {
  readonly contextTakeover?: boolean;
  /** Whether RSV1 is not looked at. */
  readonly all?: boolean;
  /** What becomes of a message; `undefined`: it is lost. */
  readonly change?: (payload: Uint8Array, message: InflatedMessage) => Uint8Array | undefined;
}

const deflateOffer = { clientMaxWindowBits: true } as const;

/** Inflates, changes, and sends back uncompressed; of broken data the driver gets seven bytes. */
export function inflatingPeer(role: Role, how: Inflating = {}, hooks: SloppyHooks = {}): MakePeer {
  return (wire) => {
    const inflater = new WindowInflater({ contextTakeover: how.contextTakeover ?? true });
    const { change = (payload: Uint8Array) => payload } = how;
    return sloppyPeer(role, {
      extensions: extensionsOf,
      deflateOffer,
      message({ opcode, payload, compressed }, out) {
        if (!compressed && how.all !== true) {
          out.send({ opcode, payload });
          return;
        }
        let changed: Uint8Array | undefined = Buffer.from("partial");
        try {
          const inflated = inflater.inflate(payload);
          changed = change(inflated.payload, inflated);
        } catch {
          // What was there is delivered, as zlib's careless users do.
        }
        if (changed !== undefined) out.send({ opcode, payload: changed });
      },
      ...hooks,
    })(wire);
  };
}

/** Compresses its echoes by zlib in the largest window. */
export function compressingPeer(
  role: Role,
  { contextTakeover }: { readonly contextTakeover: boolean },
): MakePeer {
  return (wire) => {
    const sent: Uint8Array[] = [];
    return sloppyPeer(role, {
      extensions: extensionsOf,
      deflateOffer,
      message({ opcode, payload }, out) {
        const takesOver = contextTakeover && sent.length > 0;
        const dictionary = takesOver ? Buffer.concat(sent).subarray(-32_768) : undefined;
        const flushed = deflateRawSync(payload, { dictionary, finishFlush: constants.Z_SYNC_FLUSH });
        sent.push(payload);
        out.send({ opcode, rsv: 4, payload: flushed.subarray(0, flushed.length - 4) });
      },
    })(wire);
  };
}

/** Agrees to what is offered, client_max_window_bits left out where it has no value. */
function extensionsOf(offered: string | undefined): string | undefined {
  return offered?.replace(/; client_max_window_bits(?!=)/, "");
}

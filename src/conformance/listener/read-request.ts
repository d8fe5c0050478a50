// The request of a client, from a socket that is nobody's yet.

import type { Socket } from "node:net";
import { type Clock, sleepMs } from "../../clock.js";
import { HttpHeadReader, type HttpRequestHead } from "../../protocol/http-head.js";

/** A request with its bytes, and what came behind it; or why there is none. */
export type ReadRequest =
  | {
      readonly kind: "request";
      readonly head: HttpRequestHead;
      /** The head as it came. */
      readonly bytes: Uint8Array;
      readonly rest: Uint8Array;
    }
  | { readonly kind: "malformed"; readonly message: string; readonly section: string };

/** How long a client may take to ask. */
const patienceMs = 10_000;

/** Reads the head; `undefined` when the client ends first or takes too long. The socket is paused then. */
export async function readRequest(socket: Socket, clock: Clock): Promise<ReadRequest | undefined> {
  const reader = new HttpHeadReader();
  const chunks: Uint8Array[] = [];
  const done = new AbortController();
  try {
    return await new Promise<ReadRequest | undefined>((resolve) => {
      const received = (bytes: Buffer): void => {
        chunks.push(bytes);
        const head = reader.push(bytes);
        if (head.kind === "incomplete") return;
        socket.pause();
        if (head.kind === "request") {
          const all = Buffer.concat(chunks);
          const bytesOfHead = all.subarray(0, head.headBytes);
          resolve({ kind: "request", head, bytes: bytesOfHead, rest: all.subarray(head.headBytes) });
        } else if (head.kind === "malformed") resolve(head);
        else resolve({ kind: "malformed", section: "RFC 9112 §3", message: "an answer came, not a request" });
      };
      const ended = (): void => resolve(undefined);
      socket.on("data", received);
      socket.once("close", ended);
      socket.once("end", ended);
      done.signal.addEventListener("abort", () => {
        socket.off("data", received);
        socket.off("close", ended);
        socket.off("end", ended);
      });
      sleepMs(clock, patienceMs, done.signal).then(ended, () => {
        // The request came in time.
      });
    });
  } finally {
    done.abort();
  }
}

// The HTTP upgrade over a connected socket, driver "frame": request out, answer judged, body's start kept.

import type { Socket } from "node:net";
import type { SocketReads } from "../connection/socket-reads.js";
import {
  buildUpgradeRequest,
  type UpgradeAnswer,
  UpgradeAnswerReader,
  type UpgradeRequestOptions,
} from "../protocol/client-handshake.js";
import type { HttpHeaders } from "../protocol/headers.js";
import { abortable } from "./abortable.js";
import { type BodyPatience, readBodyStart } from "./body-start.js";
import { DialFailed } from "./dial-run.js";
import { printableStart } from "./first-line.js";

/** One upgrade request and its answer. */
export class UpgradeExchange {
  readonly #socket: Socket;
  readonly #reads: SocketReads;
  readonly #request: UpgradeRequestOptions;
  readonly #reader: UpgradeAnswerReader;
  readonly #sent: ((head: string) => void) | undefined;
  #rest: Uint8Array = new Uint8Array(0);
  #firstBytes = "";

  /** @param sent - Told the head of the request when it leaves. */
  constructor(
    socket: Socket,
    reads: SocketReads,
    request: UpgradeRequestOptions,
    sent?: (head: string) => void,
  ) {
    this.#socket = socket;
    this.#reads = reads;
    this.#request = request;
    this.#sent = sent;
    this.#reader = new UpgradeAnswerReader(request);
  }

  /** A copy of what came behind the answer's head. */
  get rest(): Uint8Array {
    return this.#rest;
  }

  /** The first 32 bytes of what came, as {@link printableStart} shows them. */
  get firstBytes(): string {
    return this.#firstBytes;
  }

  /**
   * Sends the request and gives the answer, other than `incomplete`. The socket is paused then.
   *
   * @throws DialFailed `reset` when the peer ends before its answer; the socket's own error; the signal's reason
   */
  answer(signal: AbortSignal): Promise<UpgradeAnswer> {
    return abortable<UpgradeAnswer>(signal, ({ resolve, reject }) => {
      const socket = this.#socket;
      const ended = (): void => reject(endedEarly(this.#firstBytes));
      this.#reads.receive = (bytes) => {
        this.#firstBytes = printableStart(this.#firstBytes, bytes);
        const answer = this.#reader.push(bytes);
        if (answer.kind === "incomplete") return;
        socket.pause();
        this.#rest = this.#reader.rest.slice();
        // What TLS has already decrypted may still come although the socket is paused.
        this.#reads.receive = (more) => {
          this.#rest = Buffer.concat([this.#rest, more]);
        };
        resolve(answer);
      };
      socket.on("error", reject);
      socket.on("end", ended);
      socket.on("close", ended);
      if (socket.destroyed) reject(socket.errored ?? endedEarly(""));
      else {
        const head = buildUpgradeRequest(this.#request);
        this.#sent?.(Buffer.from(head).toString("latin1"));
        socket.write(head);
        socket.resume();
      }
      return () => {
        socket.off("end", ended);
        socket.off("close", ended);
        socket.off("error", reject);
      };
    });
  }

  /** The first 1,024 bytes of the body, or what came of them in time. Never fails. */
  bodyStart(headers: HttpHeaders, patience: BodyPatience): Promise<string> {
    return readBodyStart(headers, patience, (take, ended) => {
      this.#reads.receive = take;
      this.#socket.once("end", ended);
      this.#socket.once("close", ended);
      take(this.#rest);
      this.#socket.resume();
    });
  }
}

function endedEarly(firstBytes: string): DialFailed {
  const what = firstBytes === "" ? "before it answered" : `after "${firstBytes}"`;
  return new DialFailed({
    step: "upgrade",
    code: "reset",
    message: `the peer ended the connection ${what}`,
    hint: "Check that the port speaks HTTP, and whether it wants TLS (wss://).",
  });
}

// A tunnel through an HTTP proxy: CONNECT and its answer, RFC 9110 §9.3.6.

import { isIPv6, type Socket } from "node:net";
import { HttpHeadReader, type HttpResponseHead } from "../protocol/http-head.js";
import { encodeHead } from "../protocol/http-head-writer.js";
import { abortable } from "./abortable.js";
import { type BodyPatience, readBodyStart } from "./body-start.js";
import { DialFailed } from "./dial-run.js";
import { printableStart } from "./first-line.js";
import { proxyEnded, proxyRefused, proxySpokeOtherwise } from "./proxy-failure.js";
import type { ProxyTarget } from "./proxy-target.js";

/** Where a tunnel is to lead. */
export interface TunnelEnd {
  /** A name, which the proxy looks up, or an address, without brackets. */
  readonly host: string;
  readonly port: number;
}

/** The bytes that ask `proxy` for a tunnel to `end`. */
export function buildConnectRequest({ host, port }: TunnelEnd, { authorization }: ProxyTarget): Uint8Array {
  const authority = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  const credentials = authorization === undefined ? [] : [["Proxy-Authorization", authorization] as const];
  // §9.3.6: the Host header too names the end of the tunnel.
  return encodeHead(`CONNECT ${authority} HTTP/1.1`, [["Host", authority], ...credentials]);
}

/** One request for a tunnel and its answer, on a socket that is connected to the proxy and made without `onread`. */
export class ProxyTunnel {
  readonly #socket: Socket;
  readonly #proxy: ProxyTarget;

  constructor(socket: Socket, proxy: ProxyTarget) {
    this.#socket = socket;
    this.#proxy = proxy;
  }

  /**
   * Sends CONNECT and gives the head of the answer, whatever its status. What came behind it is in the socket again.
   *
   * @throws DialFailed `reset`, `proxy-failed`; the socket's own error; the signal's reason
   */
  ask(end: TunnelEnd, signal: AbortSignal): Promise<HttpResponseHead> {
    return abortable<HttpResponseHead>(signal, ({ resolve, reject }) => {
      const socket = this.#socket;
      let firstBytes = "";
      let isAnswered = false;
      let reader = new HttpHeadReader();
      const take = (bytes: Buffer): void => {
        firstBytes = printableStart(firstBytes, bytes);
        let head = reader.push(bytes);
        // RFC 9110 §15.2: interim answers may come before; here too one head's length is the limit of each.
        while (head.kind === "response" && head.status < 200) {
          const rest = reader.rest;
          reader = new HttpHeadReader();
          head = reader.push(rest);
        }
        if (head.kind === "incomplete") return;
        isAnswered = true;
        // No listener that reads may be left, or the next reader's bytes would be taken here.
        socket.off("readable", read);
        if (reader.rest.length > 0) socket.unshift(Buffer.from(reader.rest));
        if (head.kind === "response") resolve(head);
        else reject(new DialFailed(proxySpokeOtherwise(this.#proxy, firstBytes)));
      };
      // `readable`, not `data`: a socket that was once paused would not flow by itself for the `ws` driver or TLS.
      const read = (): void => {
        while (!isAnswered) {
          const bytes: Buffer | null = socket.read();
          if (bytes === null) return;
          take(bytes);
        }
      };
      const ended = (): void => reject(new DialFailed(proxyEnded(this.#proxy, firstBytes)));
      socket.on("readable", read);
      socket.on("error", reject);
      socket.on("end", ended);
      socket.on("close", ended);
      if (socket.destroyed) reject(socket.errored ?? new DialFailed(proxyEnded(this.#proxy, "")));
      else socket.write(buildConnectRequest(end, this.#proxy));
      return () => {
        socket.off("readable", read);
        socket.off("error", reject);
        socket.off("end", ended);
        socket.off("close", ended);
      };
    });
  }

  /** The failure for an answer that opened no tunnel, with the beginning of its body. */
  async refusal(head: HttpResponseHead, patience: BodyPatience): Promise<DialFailed> {
    const { status, statusText, headers } = head;
    const bodyStart = await readBodyStart(headers, patience, (take, ended) => {
      this.#socket.on("data", take);
      this.#socket.once("end", ended);
      this.#socket.once("close", ended);
    });
    return new DialFailed(proxyRefused(this.#proxy, { status, statusText, headers, bodyStart }));
  }
}

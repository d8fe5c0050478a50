// A client of the tests on the `ws` package: messages and the close can be waited for, even when they came earlier.

import { type ClientOptions, WebSocket } from "ws";

/** A message as it came. */
export interface PeerMessage {
  readonly isBinary: boolean;
  readonly data: Buffer;
}

export class WsPeer {
  readonly socket: WebSocket;
  /** The close code and reason. */
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #messages: PeerMessage[] = [];
  readonly #waiting: ((message: PeerMessage) => void)[] = [];

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.once("close", (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    socket.on("error", () => {}); // told by the close code
    socket.on("message", (data: Buffer, isBinary) => {
      const message = { isBinary, data };
      const next = this.#waiting.shift();
      if (next) next(message);
      else this.#messages.push(message);
    });
  }

  static open(url: string, options: ClientOptions & { subprotocols?: string[] } = {}): Promise<WsPeer> {
    return new Promise((resolve, reject) => {
      const { subprotocols = [], ...rest } = options;
      const socket = new WebSocket(url, subprotocols, { perMessageDeflate: false, ...rest });
      const peer = new WsPeer(socket);
      socket.once("open", () => resolve(peer));
      socket.once("error", reject);
    });
  }

  send(data: string | Uint8Array): void {
    this.socket.send(data);
  }

  /** The next message, in the order of arrival. */
  next(): Promise<PeerMessage> {
    const message = this.#messages.shift();
    if (message) return Promise.resolve(message);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async nextText(): Promise<string> {
    const { isBinary, data } = await this.next();
    if (isBinary) throw new Error(`a binary message of ${data.length} bytes came`);
    return data.toString();
  }

  /** Messages that came and were not asked for. */
  get unread(): readonly PeerMessage[] {
    return this.#messages;
  }

  /** Resolves when everything that was sent before has been read and answered by the server. */
  async roundTrip(): Promise<void> {
    const pong = new Promise<void>((resolve) => this.socket.once("pong", () => resolve()));
    this.socket.ping();
    await pong;
  }
}

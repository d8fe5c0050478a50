// Accepts TCP for a server, which may ask it to wait; bounds how long a handshake may take.

import { createServer, type Server, type Socket } from "node:net";
import { type ListeningAddress, listenOn } from "./listening-address.js";
import { peerOf } from "./request-head.js";

/** Connections held while accepting is paused; as many as the queue of the operating system by default. */
const maxHeldConnections = 511;

/** Options of {@link TcpFront}. */
export interface TcpFrontOptions {
  /** From TCP's connect to {@link TcpFront.handshakeDone}. */
  readonly handshakeTimeoutMs: number;
  /** Gets each connection, from which nothing was read yet; resumes it. */
  readonly accept: (socket: Socket) => void;
  readonly acceptFailed: (error: Error) => void;
  /** The connection was dropped. */
  readonly timedOut: (peer: string) => void;
}

interface Handshake {
  readonly socket: Socket;
  readonly timer: NodeJS.Timeout;
}

/** A listening TCP server in front of node:http(s), which cannot pause. */
export class TcpFront {
  readonly #options: TcpFrontOptions;
  readonly #server: Server;
  /** By peer: under TLS the socket that ends up upgraded is not the one that was accepted. */
  readonly #handshakes = new Map<string, Handshake>();
  readonly #held = new Set<Socket>();
  /** All that are open, held or not, upgraded or refused. */
  readonly #sockets = new Set<Socket>();
  #isPaused = false;

  constructor(options: TcpFrontOptions) {
    this.#options = options;
    this.#server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => this.#connected(socket));
  }

  async listen(host: string | undefined, port: number): Promise<ListeningAddress> {
    const bound = await listenOn(this.#server, host, port);
    this.#server.on("error", this.#options.acceptFailed);
    return bound;
  }

  /** Holds what connects from now on; the bytes of those clients stay with the operating system. */
  pause(): void {
    this.#isPaused = true;
  }

  /** Accepts the held connections, in their order, and all later ones. */
  resume(): void {
    this.#isPaused = false;
    const held = [...this.#held];
    this.#held.clear();
    for (const socket of held) this.#accept(socket);
  }

  /** Ends the time limit for the connection with that peer. */
  handshakeDone(peer: string): void {
    clearTimeout(this.#handshakes.get(peer)?.timer);
    this.#handshakes.delete(peer);
  }

  /** Stops listening and drops what is not yet a WebSocket. Resolves when the last connection is gone, the upgraded ones too. */
  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#held) socket.destroy();
    for (const { socket } of this.#handshakes.values()) socket.destroy();
    return closed;
  }

  /** Drops what is still open after {@link TcpFront.close}, such as refused peers that do not hang up. */
  dropAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #connected(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
    if (!this.#isPaused) {
      this.#accept(socket);
      return;
    }
    if (this.#held.size >= maxHeldConnections) {
      socket.destroy();
      return;
    }
    this.#held.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#held.delete(socket));
  }

  #accept(socket: Socket): void {
    const peer = peerOf(socket);
    const timer = setTimeout(() => {
      socket.destroy();
      this.#options.timedOut(peer);
    }, this.#options.handshakeTimeoutMs);
    this.#handshakes.set(peer, { socket, timer });
    socket.once("close", () => {
      // The port may already belong to the next connection of that peer.
      if (this.#handshakes.get(peer)?.socket === socket) this.handshakeDone(peer);
    });
    this.#options.accept(socket);
  }
}

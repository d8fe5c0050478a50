// A server that does what a test says, right or wrong: its handshake and its frames are written by hand.

import type { Socket } from "node:net";
import { acceptKeyFor } from "../../src/protocol/accept-key.js";
import { FrameDecoder } from "../../src/protocol/frame-decoder.js";
import { encodeFrame } from "../../src/protocol/frame-encoder.js";
import { type Peer, startTcpPeer } from "./peers.js";

/** One client of a raw server. */
export interface RawClient {
  readonly socket: Socket;
  /** Request target. */
  readonly path: string;
  send(opcode: number, payload?: Uint8Array): void;
}

/** What a raw server does. */
export interface RawServerOptions {
  /** The HTTP answer to a request head. Default: 101, whatever was asked. */
  readonly answer?: ((head: string) => string) | undefined;
  readonly opened?: ((client: RawClient) => void) | undefined;
  readonly frame?: ((client: RawClient, opcode: number, payload: Buffer) => void) | undefined;
}

/** Starts one. Fragments are delivered as the frames that they are. */
export function startRawServer({ answer = accept, opened, frame }: RawServerOptions): Promise<Peer> {
  return startTcpPeer((socket) => {
    let head = "";
    let receive = (bytes: Buffer): void => {
      head += bytes.toString("latin1");
      if (!head.includes("\r\n\r\n")) return;
      const reply = answer(head);
      socket.write(reply);
      if (!reply.startsWith("HTTP/1.1 101")) return void socket.end();
      const client = {
        socket,
        path: /^GET (\S+)/.exec(head)?.[1] ?? "",
        send: (opcode: number, payload?: Uint8Array) =>
          void socket.write(encodeFrame({ opcode, payload }, false)),
      };
      receive = decodeInto((opcode, payload) => frame?.(client, opcode, payload));
      opened?.(client);
    };
    socket.on("data", (bytes) => receive(bytes));
  });
}

/** 101 with the right accept key and `extra` header lines. */
export function accept(head: string, extra = ""): string {
  const key = /^Sec-WebSocket-Key: (.*)\r$/im.exec(head)?.[1] ?? "";
  const accepted = `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptKeyFor(key)}\r\n`;
  return `HTTP/1.1 101 Switching Protocols\r\n${accepted}${extra}\r\n`;
}

function decodeInto(frame: (opcode: number, payload: Buffer) => void): (bytes: Buffer) => void {
  let pieces: Buffer[] = [];
  const decoder = new FrameDecoder(
    { role: "server", limits: { maxFrameBytes: 10_000_000 }, allowRsv1: false },
    {
      header: () => {
        pieces = [];
      },
      payload: ({ opcode }, piece, isLast) => {
        pieces.push(Buffer.from(piece));
        if (isLast) frame(opcode, Buffer.concat(pieces));
      },
      violation: () => undefined,
    },
  );
  return (bytes) => decoder.receive(bytes);
}

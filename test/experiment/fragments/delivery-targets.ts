// Servers that deliver fragments in ways of their own, each wrong or rare in one thing.

import { createServer } from "node:http";
import type { Socket } from "node:net";
import type { ServerOptions, WebSocket } from "ws";
import { WebSocketServer } from "ws";
import type { Connection } from "../../../src/connection/connection.js";
import { FrameConnection } from "../../../src/connection/frame-connection.js";
import { acceptKeyFor } from "../../../src/protocol/accept-key.js";
import { isControl } from "../../../src/protocol/opcodes.js";
import type { TestTarget } from "../../cli/targets.js";

/** Sends each frame of a message back as it comes, in the shape in which it came. */
export function startPassingTarget(): Promise<TestTarget> {
  return startFrameTarget((connection) => ({
    frameReceived({ opcode, fin, payload }) {
      if (!isControl(opcode)) connection.sendFrame({ opcode, fin, payload: Buffer.from(payload) });
    },
  }));
}

/** Sends each message back whole, and something of its own that nobody asked for with every frame. */
export function startTalkingTarget(): Promise<TestTarget> {
  return startFrameTarget((connection) => ({
    frameReceived({ opcode, fin }) {
      // An unfinished message of its own would be mixed up with the answer: its own messages are whole.
      if (!isControl(opcode) && !fin) connection.sendText("tick");
    },
    messageReceived: ({ payload }) => connection.sendText(Buffer.from(payload).toString("utf8")),
  }));
}

/** Answers pings only when a message has ended. */
export function startDeafTarget(): Promise<TestTarget> {
  return startWsTarget({ autoPong: false }, (socket) => {
    const pings: Buffer[] = [];
    socket.on("ping", (payload: Buffer) => pings.push(payload));
    socket.on("message", (message: Buffer) => {
      for (const payload of pings.splice(0)) socket.pong(payload);
      socket.send(String(message));
    });
  });
}

/** Takes everything, says nothing. */
export function startMuteTarget(): Promise<TestTarget> {
  return startWsTarget({}, () => {});
}

/** Takes whole messages only: ends the connection with 1003 at the first fragment. */
export function startStrictTarget(): Promise<TestTarget> {
  return startFrameTarget((connection) => ({
    frameReceived: ({ opcode, fin }) => {
      if (!isControl(opcode) && !fin) connection.close(1003);
    },
    messageReceived: ({ payload }) => connection.sendText(Buffer.from(payload).toString("utf8")),
  }));
}

type Listener = Parameters<Connection["setListener"]>[0];

async function startFrameTarget(serve: (connection: Connection) => Listener): Promise<TestTarget> {
  const server = createServer();
  const sockets = new Set<Socket>();
  server.on("upgrade", (request, socket: Socket, head) => {
    sockets.add(socket);
    const accept = acceptKeyFor(request.headers["sec-websocket-key"] ?? "");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    const connection = new FrameConnection({ socket, role: "server", url: "/", head });
    connection.setListener(serve(connection));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `ws://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function startWsTarget(
  options: Pick<ServerOptions, "autoPong">,
  serve: (socket: WebSocket) => void,
): Promise<TestTarget> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, ...options });
  await new Promise((resolve) => server.once("listening", resolve));
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    serve(socket);
  });
  const { port } = server.address() as { port: number };
  return {
    url: `ws://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// Targets whose limit is known: one that serves so many messages a second, one that is slow above so many connections.

import { type WebSocket, WebSocketServer } from "ws";
import type { TestTarget } from "./targets.js";

/** Serves one message after the other, `perSecond` of them a second; what comes faster waits in line. */
export function startQueueingTarget(perSecond: number): Promise<TestTarget> {
  const serviceMs = 1_000 / perSecond;
  let freeAtMs = 0;
  return startTarget((socket, text) => {
    const nowMs = performance.now();
    freeAtMs = Math.max(nowMs, freeAtMs) + serviceMs;
    setTimeout(() => socket.send(text), freeAtMs - nowMs);
  });
}

/** Answers at once while at most `most` connections are open, and `slowMs` late while there are more. */
export function startCrowdedTarget(most: number, slowMs: number): Promise<TestTarget> {
  return startTarget((socket, text, server) => {
    if (server.clients.size <= most) socket.send(text);
    else setTimeout(() => socket.send(text), slowMs);
  });
}

/** Answers until more than `most` connections are open, then ends the newest. */
export function startFullTarget(most: number): Promise<TestTarget> {
  return startTarget((socket, text, server) => {
    if ([...server.clients].indexOf(socket) >= most) socket.close(1013, "full");
    else socket.send(text);
  });
}

async function startTarget(
  answer: (socket: WebSocket, text: string, server: WebSocketServer) => void,
): Promise<TestTarget> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    socket.on("message", (message) => answer(socket, String(message), server));
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

// A server with an idle timeout of its own, for tests: what it does after a silence can be chosen.

import { type RawData, type WebSocket, WebSocketServer } from "ws";

/** What the server does with a connection on which nothing came for `afterMs`. */
export interface IdleServerOptions {
  readonly afterMs: number;
  /** `mute`: the connection stays, but nothing that comes is read any more, as behind a NAT that forgot it. */
  readonly ending: "close" | "terminate" | "reset" | "mute";
  /** Answers pings; default true. */
  readonly answersPings?: boolean | undefined;
  /** Pings every connection so often. */
  readonly pingMs?: number | undefined;
}

/** An echo server under way. */
export interface IdleServer {
  readonly url: string;
  close(): void;
}

export async function startIdleServer(options: IdleServerOptions): Promise<IdleServer> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, autoPong: false });
  const timers = new Set<NodeJS.Timeout>();
  await new Promise((resolve) => server.once("listening", resolve));
  server.on("connection", (ws) => {
    let heardAt = performance.now();
    const timer = setTimeout(() => end(ws, options), options.afterMs);
    timers.add(timer);
    /** Whether the connection is in time: on a busy machine the timer may be later than what comes. */
    const hear = (): boolean => {
      const now = performance.now();
      if (now - heardAt > options.afterMs) end(ws, options);
      heardAt = now;
      timer.refresh();
      return ws.readyState === ws.OPEN && !ws.isPaused;
    };
    ws.on("error", () => {});
    ws.on("message", (data: RawData, isBinary: boolean) => {
      if (hear()) ws.send(data, { binary: isBinary });
    });
    ws.on("ping", (payload) => {
      if (hear() && options.answersPings !== false) ws.pong(payload);
    });
    ws.on("close", () => clearTimeout(timer));
    if (options.pingMs !== undefined) timers.add(setInterval(() => ws.ping(), options.pingMs));
  });
  const { port } = server.address() as { port: number };
  return {
    url: `ws://127.0.0.1:${port}`,
    close() {
      for (const timer of timers) clearTimeout(timer);
      for (const ws of server.clients) ws.terminate();
      server.close();
    },
  };
}

function end(ws: WebSocket, { ending }: IdleServerOptions): void {
  if (ending === "close") ws.close(1001, "idle");
  else if (ending === "terminate") ws.terminate();
  else if (ending === "mute") ws.pause();
  else (ws as unknown as { _socket: { resetAndDestroy(): void } })._socket.resetAndDestroy();
}

import { expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { WsConnection } from "../../src/connection/ws-connection.js";
import { until, within } from "./loopback.js";

test("a connection around a `ws` socket that has closed already tells its end as 1006", async () => {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  try {
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const socket = new WebSocket(`ws://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`);
    socket.once("open", () => socket.close(4_000));
    await until(() => socket.readyState === WebSocket.CLOSED, "the end");
    const connection = new WsConnection(socket, { role: "client", url: socket.url });
    const events: unknown[] = [];
    connection.setListener({
      closeReceived: () => events.push("close frame"),
      closed: ({ code }) => events.push(["closed", code]),
    });
    expect(connection.state).toBe("closing");
    const outcome = { code: 1_006, reason: "", wasClean: false, initiatedBy: "none" };
    expect(await within(connection.waitForClose(), "the outcome")).toMatchObject(outcome);
    expect(connection.state).toBe("closed");
    expect(events).toEqual([["closed", 1_006]]);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

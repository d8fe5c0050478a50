import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type WebSocket, WebSocketServer as WsServer } from "ws";
import { WebSocketClient } from "../../src/client/web-socket-client.js";
import type { WebSocketClientOptions } from "../../src/client/web-socket-events.js";
import { systemClock } from "../../src/clock.js";
import { seededRandom } from "../../src/random.js";
import { Audiences } from "../../src/server/behaviours/audience.js";
import { findBehaviour } from "../../src/server/behaviours/catalogue.js";
import { QueryParameters } from "../../src/server/behaviours/query-parameters.js";
import { serveClient } from "../../src/server/behaviours/serve-client.js";
import { WebSocketServer } from "../../src/server/web-socket-server.js";

let server: WsServer;
let url: string;
let peer: WebSocket;
const clients: WebSocketClient[] = [];

beforeEach(async () => {
  server = new WsServer({ port: 0, host: "127.0.0.1", perMessageDeflate: { threshold: 0 } });
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  url = `ws://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
  server.on("connection", (ws) => {
    peer = ws;
    ws.on("error", () => {});
  });
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.abort();
  for (const ws of server.clients) ws.terminate();
  await new Promise((resolve) => server.close(resolve));
});

function newClient(options?: WebSocketClientOptions): WebSocketClient {
  const client = new WebSocketClient(options);
  clients.push(client);
  return client;
}

/** `sent text fin 5: hello` for every frame, in order. */
function frames(client: WebSocketClient): string[] {
  const lines: string[] = [];
  for (const [event, word] of [
    ["frameSent", "sent"],
    ["frameReceived", "received"],
  ] as const) {
    client.on(event, ({ opcode, fin, rsv, payload }, atUs) => {
      expect(Number.isInteger(atUs)).toBe(true);
      const name = { 0: "continuation", 1: "text", 2: "binary", 8: "close", 9: "ping", 10: "pong" }[opcode];
      const text = Buffer.from(payload).toString("latin1");
      lines.push(
        `${word} ${name}${fin ? " fin" : ""}${rsv === 0 ? "" : ` rsv${rsv}`} ${payload.length}: ${text}`,
      );
    });
  }
  return lines;
}

const connected = (client: WebSocketClient): Promise<void> =>
  new Promise((resolve) => client.once("connected", () => resolve()));
const disconnected = (client: WebSocketClient): Promise<void> =>
  new Promise((resolve) => client.once("disconnected", () => resolve()));

describe("every frame that leaves and comes", () => {
  test("is told in order: fragments, pings and their answers, the close frames", async () => {
    const client = newClient();
    const lines = frames(client);
    client.open(url);
    await connected(client);
    client.setOutgoingFrameSize(4);
    client.sendTextMessage("hello you");
    const message = new Promise((resolve) => peer.once("message", resolve));
    await message;
    const ponged = new Promise((resolve) => peer.once("pong", resolve));
    peer.ping("are you there");
    await ponged;
    const answered = new Promise((resolve) => client.once("pong", resolve));
    client.ping(Buffer.from("and you"));
    await answered;
    client.close(4001, "enough");
    await disconnected(client);
    expect(lines).toEqual([
      "sent text 4: hell",
      "sent continuation 4: o yo",
      "sent continuation fin 1: u",
      "received ping fin 13: are you there",
      "sent pong fin 13: are you there",
      "sent ping fin 7: and you",
      "received pong fin 7: and you",
      "sent close fin 8: \x0f\xa1enough",
      "received close fin 8: \x0f\xa1enough",
    ]);
  });

  test("has its payload inflated where compression was agreed, message after message", async () => {
    const client = newClient();
    const lines = frames(client);
    client.open(url, { compression: true });
    await connected(client);
    expect(client.extensions).toContain("permessage-deflate");
    peer.on("message", (data) => peer.send(data));
    for (const text of ["the same again and again", "the same again and again"]) {
      const answer = new Promise((resolve) => client.once("binaryMessageReceived", resolve));
      client.sendTextMessage(text);
      await answer;
    }
    expect(lines).toEqual([
      "sent text fin rsv4 24: the same again and again",
      "received binary fin rsv4 24: the same again and again",
      "sent text fin rsv4 24: the same again and again",
      "received binary fin rsv4 24: the same again and again",
    ]);
  });

  test("is the peer's bytes, not changed by the reading: a binary message of 70,000 bytes arrives whole", async () => {
    const client = newClient();
    const lines = frames(client);
    client.open(url);
    await connected(client);
    const received = new Promise<Buffer>((resolve) =>
      peer.once("message", (data) => resolve(data as Buffer)),
    );
    const payload = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 251));
    client.sendBinaryMessage(payload);
    expect((await received).equals(payload)).toBe(true);
    expect(lines[0]?.startsWith("sent binary fin 70000: ")).toBe(true);
  });

  test("is told to a listener that comes when the connection is open, from then on", async () => {
    const client = newClient();
    client.open(url);
    await connected(client);
    client.sendTextMessage("before");
    await new Promise((resolve) => peer.once("message", resolve));
    const lines = frames(client);
    client.sendTextMessage("after");
    await new Promise((resolve) => peer.once("message", resolve));
    expect(lines).toEqual(["sent text fin 5: after"]);
  });

  test("of a second connection is told as well, each frame once", async () => {
    const client = newClient();
    const lines = frames(client);
    for (const text of ["one", "two"]) {
      client.open(url);
      await connected(client);
      client.sendTextMessage(text);
      await new Promise((resolve) => peer.once("message", resolve));
      client.abort();
    }
    expect(lines).toEqual(["sent text fin 3: one", "sent text fin 3: two"]);
  });
});

describe("what a client knows of its connection", () => {
  test("is the handshake as sent and answered, before `connected`", async () => {
    const client = newClient({ origin: "http://example.com" });
    let seen: WebSocketClient["handshake"];
    client.once("connected", () => {
      seen = client.handshake;
    });
    client.open(url, { headers: [["X-Test", "1"]] });
    await connected(client);
    expect(seen).toBe(client.handshake);
    expect(seen?.requestHead?.split("\r\n")[0]).toBe("GET / HTTP/1.1");
    expect(seen?.requestHead).toContain("\r\nX-Test: 1\r\n");
    expect(seen?.requestHead).toContain("\r\nOrigin: http://example.com\r\n");
    expect(seen?.response?.status).toBe(101);
    expect(seen?.response?.headers.get("Upgrade")).toBe("websocket");
    expect(seen?.failedStep).toBeUndefined();
    expect(seen?.timings.upgradeUs).toBeGreaterThan(0);
  });

  test("is the failed step where it could not connect", async () => {
    const client = newClient();
    client.open("ws://127.0.0.1:1/");
    await disconnected(client);
    expect(client.handshake?.failedStep).toBe("tcp");
    expect(client.handshake?.requestHead).toBeUndefined();
    expect(client.handshake?.response).toBeUndefined();
  });

  test("is what it counted, and how it ended", async () => {
    const client = newClient();
    expect(client.counters.messagesSent).toBe(0);
    expect(client.closeOutcome).toBeUndefined();
    client.open(url);
    await connected(client);
    client.sendTextMessage("12345");
    await new Promise((resolve) => peer.once("message", resolve));
    peer.close(4002, "no more");
    await disconnected(client);
    expect(client.counters).toMatchObject({ messagesSent: 1, messagesReceived: 0, framesReceived: 1 });
    expect(client.closeOutcome).toMatchObject({
      code: 4002,
      reason: "no more",
      wasClean: true,
      initiatedBy: "peer",
    });
  });
});

test("a behaviour of the reference server serves the client of a WebSocketServer, seen frame by frame", async () => {
  const own = new WebSocketServer("");
  const audiences = new Audiences({ clock: systemClock });
  let lines: string[] = [];
  own.on("newConnection", () => {
    const accepted = own.nextPendingConnection();
    const behaviour = findBehaviour("/broadcast");
    if (accepted === undefined || behaviour === undefined) throw new Error("no client or no behaviour");
    lines = frames(accepted);
    const attach = behaviour.prepare({ path: "/broadcast", query: new QueryParameters("self=1") });
    serveClient(accepted, attach, { clock: systemClock, random: seededRandom(1), audiences });
  });
  await own.listen();
  const client = newClient();
  client.open(own.serverUrl);
  await connected(client);
  const echoed = new Promise((resolve) => client.once("textMessageReceived", resolve));
  client.sendTextMessage("to all");
  expect(await echoed).toBe("to all");
  expect(audiences.size).toBe(1);
  client.close();
  await own.close();
  expect(lines.slice(0, 2)).toEqual(["received text fin 6: to all", "sent text fin 6: to all"]);
  expect(audiences.size).toBe(0);
});

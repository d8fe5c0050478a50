import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listBehaviours } from "../../src/server/behaviours/catalogue.js";
import { type ReferenceServer, startReferenceServer } from "../../src/server/reference-server.js";
import { RawClient } from "./raw-client.js";
import { WsPeer } from "./ws-peer.js";

describe("plain HTTP at the reference server", () => {
  let server: ReferenceServer;
  beforeAll(async () => {
    server = await startReferenceServer();
  });
  afterAll(() => server.close());

  it("GET / names wsrig, its version and the behaviours in JSON", async () => {
    const answer = await fetch(server.httpUrl);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await answer.json()).toEqual({ name: "wsrig", version: "0.1.0", behaviours: listBehaviours() });
  });

  const preferences: readonly (readonly [string, string])[] = [
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"],
    ["*/*", "application/json; charset=utf-8"],
    ["application/json, text/html;q=0.9", "application/json; charset=utf-8"],
    ["text/html;q=0", "application/json; charset=utf-8"],
    ["text/html, application/json", "application/json; charset=utf-8"],
  ];
  it.each(preferences)("GET / with Accept %s answers %s", async (accept, type) => {
    const answer = await fetch(server.httpUrl, { headers: { accept } });
    expect(answer.headers.get("content-type")).toBe(type);
    expect(answer.headers.get("vary")).toBe("Accept");
  });

  it("the page lists every path and escapes the angle brackets", async () => {
    const page = await (await fetch(server.httpUrl, { headers: { accept: "text/html" } })).text();
    for (const { path } of listBehaviours()) {
      expect(page).toContain(`<dt>${path.replace("<", "&lt;").replace(">", "&gt;")}</dt>`);
    }
    expect(page).not.toContain("<name>");
  });

  it("GET /healthz says ok", async () => {
    const answer = await fetch(`${server.httpUrl}/healthz`);
    expect([answer.status, await answer.text()]).toEqual([200, "ok\n"]);
  });

  it("GET /stats counts connections, messages and bytes, and tells memory and event-loop delay", async () => {
    const peer = await WsPeer.open(`${server.url}/echo`);
    try {
      peer.send("hello");
      await peer.next();
      const stats: unknown = await (await fetch(`${server.httpUrl}/stats`)).json();
      const number: unknown = expect.any(Number);
      expect(stats).toEqual({
        connections: 1,
        totalConnections: 1,
        rejected: 0,
        messagesReceived: 1,
        messagesSent: 1,
        bytesReceived: 11, // 2 header, 4 mask, 5 payload
        bytesSent: 7,
        bufferedBytes: 0,
        maxBufferedBytes: 0,
        slowPeersDropped: 0,
        idlePeersDropped: 0,
        uptimeMs: number,
        memory: {
          rssBytes: number,
          heapUsedBytes: number,
          externalBytes: number,
          arrayBuffersBytes: number,
        },
        eventLoopDelay: { meanUs: number, p50Us: number, p99Us: number, maxUs: number },
      });
    } finally {
      peer.socket.terminate();
    }
  });

  const others: readonly (readonly [string, string, number])[] = [
    ["HEAD", "/", 200],
    ["HEAD", "/healthz", 200],
    ["HEAD", "/nowhere", 404],
    ["GET", "/nowhere", 404],
    ["GET", "/rooms/", 404],
    ["GET", "/echo", 426],
    ["GET", "/rooms/a?x=1", 426],
    ["POST", "/", 405],
    ["DELETE", "/stats", 405],
    ["PUT", "/echo", 405],
    ["POST", "/nowhere", 404],
  ];
  it.each(others)("%s %s answers %i", async (method, path, status) => {
    const answer = await fetch(server.httpUrl + path, { method });
    expect(answer.status).toBe(status);
    expect((await answer.text()) === "").toBe(method === "HEAD");
    if (status === 405) expect(answer.headers.get("allow")).toBe("GET, HEAD");
  });

  it("RFC 9110 §7.8: an offer of h2c is ignored and the request answered", async () => {
    const peer = await RawClient.connect(server.port);
    try {
      peer.socket.write(
        "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
      );
      const answer = await peer.readLastAnswer();
      expect([answer.status, answer.body]).toEqual([200, "ok\n"]);
    } finally {
      peer.destroy();
    }
  });
});

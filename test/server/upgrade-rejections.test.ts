import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ReferenceServer, startReferenceServer } from "../../src/server/reference-server.js";
import type { ServerEvent } from "../../src/server/server-event.js";
import { RawClient, upgradeRequest } from "./raw-client.js";
import { WsPeer } from "./ws-peer.js";

describe.each(["ws", "frame"] as const)("refused upgrades on the engine %s", (engine) => {
  const events: ServerEvent[] = [];
  let server: ReferenceServer;
  beforeAll(async () => {
    server = await startReferenceServer({
      engine,
      origins: ["https://good.example"],
      maxClients: 1,
      onEvent: (event) => events.push(event),
    });
  });
  afterAll(() => server.close());

  interface Row {
    readonly name: string;
    readonly request: string;
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body: RegExp;
  }
  const rows: readonly Row[] = [
    {
      name: "§4.4 version 8 gets 426 and the version that is spoken",
      request: upgradeRequest("/echo", { "Sec-WebSocket-Version": "8" }),
      status: 426,
      headers: { "sec-websocket-version": "13", upgrade: "websocket" },
      body: /Sec-WebSocket-Version is "8"; must be 13/,
    },
    {
      name: "§4.2.1 no version gets 426",
      request: upgradeRequest("/echo", { "Sec-WebSocket-Version": "" }),
      status: 426,
      headers: { "sec-websocket-version": "13" },
      body: /Sec-WebSocket-Version is missing/,
    },
    {
      name: "§4.2.1 a missing key gets 400",
      request: upgradeRequest("/echo", { "Sec-WebSocket-Key": "" }),
      status: 400,
      body: /Sec-WebSocket-Key occurs 0 times/,
    },
    {
      name: "§4.2.1 a key of 15 bytes gets 400",
      request: upgradeRequest("/echo", { "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAA" }),
      status: 400,
      body: /must be base64 of 16 bytes/,
    },
    {
      name: "§4.2.1 POST gets 405",
      request: upgradeRequest("/echo", {}, "POST /echo HTTP/1.1"),
      status: 405,
      headers: { allow: "GET" },
      body: /the method is POST; must be GET/,
    },
    {
      name: "§4.2.1 HTTP/1.0 gets 505",
      request: upgradeRequest("/echo", {}, "GET /echo HTTP/1.0"),
      status: 505,
      body: /HTTP\/1\.0 is not supported/,
    },
    {
      name: "§4.2.1 no Host gets 400",
      request: upgradeRequest("/echo", { Host: "" }),
      status: 400,
      body: /Host occurs 0 times/,
    },
    {
      name: "§4.2.1 another Upgrade gets 426",
      request: upgradeRequest("/echo", { Upgrade: "smoke-signals" }),
      status: 426,
      body: /Upgrade is "smoke-signals"/,
    },
    {
      name: "§4.2.1 no Upgrade gets 426",
      request: upgradeRequest("/echo", { Upgrade: "" }),
      status: 426,
      headers: { upgrade: "websocket" },
      body: /Upgrade is missing/,
    },
    {
      name: "§4.2.1 a Connection without Upgrade gets 400",
      request: upgradeRequest("/echo", { Connection: "keep-alive" }),
      status: 400,
      body: /Connection is "keep-alive"; must have "Upgrade"/,
    },
    {
      name: "§10.2 an origin that is not on the list gets 403",
      request: upgradeRequest("/echo", { Origin: "https://evil.example" }),
      status: 403,
      body: /the origin "https:\/\/evil\.example" is not allowed/,
    },
    {
      name: "an unknown path gets 404",
      request: upgradeRequest("/nowhere?x=1"),
      status: 404,
      body: /no behaviour is at \/nowhere; GET \/ lists the paths there are/,
    },
    {
      name: "a path that goes on after the room gets 404",
      request: upgradeRequest("/rooms/a/b"),
      status: 404,
      body: /no behaviour is at \/rooms\/a\/b/,
    },
    {
      name: "a room without a name gets 404",
      request: upgradeRequest("/rooms/"),
      status: 404,
      body: /no behaviour is at \/rooms\//,
    },
    {
      name: "bad parameters get 400 with all problems",
      request: upgradeRequest("/slow?delay=20&jiter=1ms"),
      status: 400,
      body: /^delay is "20"; must be a duration with its unit from 0ms to 60000ms\. Write delay=20ms\. jiter is not a parameter here; known are delay, jitter\. Write jitter= instead\. \(/,
    },
  ];

  it.each(rows)("$name", async ({ request, status, headers = {}, body }) => {
    const peer = await RawClient.connect(server.port);
    try {
      peer.socket.write(request);
      const answer = await peer.readLastAnswer();
      expect(answer.status).toBe(status);
      expect(answer.headers.get("connection")).toContain("close");
      for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name)).toBe(value);
      expect(answer.body).toMatch(body);
      expect(Buffer.byteLength(answer.body)).toBe(Number(answer.headers.get("content-length")));
    } finally {
      peer.destroy();
    }
  });

  it("the answer arrives although the peer has sent more than the request", async () => {
    const peer = await RawClient.connect(server.port);
    try {
      peer.socket.write(upgradeRequest("/nowhere"));
      peer.socket.write(Buffer.alloc(1_000_000));
      expect((await peer.readLastAnswer()).status).toBe(404);
    } finally {
      peer.destroy();
    }
  });

  it("the answer arrives although the peer has closed its half", async () => {
    const peer = await RawClient.connect(server.port);
    try {
      peer.socket.end(upgradeRequest("/nowhere"));
      expect((await peer.readLastAnswer()).status).toBe(404);
    } finally {
      peer.destroy();
    }
  });

  it("an allowed origin, and no origin, are let in", async () => {
    const allowed: readonly Record<string, string>[] = [{ Origin: "https://good.example" }, {}];
    for (const headers of allowed) {
      const peer = await RawClient.open(server.port, "/sink", headers);
      peer.destroy();
      while (server.stats().connections > 0) await nextTurn();
    }
  });

  it("a full server answers 503 until someone leaves", async () => {
    const first = await WsPeer.open(`${server.url}/`);
    const second = await RawClient.connect(server.port);
    try {
      second.socket.write(upgradeRequest("/"));
      const answer = await second.readLastAnswer();
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("1");
      expect(answer.body).toMatch(/^1 clients are connected, which is the limit; try again later/);
      first.socket.close();
      await first.closed;
      while (server.stats().connections > 0) await nextTurn();
      (await RawClient.open(server.port, "/")).destroy();
    } finally {
      first.socket.terminate();
      second.destroy();
    }
  });

  it("every refusal is counted and told, without the query", async () => {
    const before = server.stats().rejected;
    events.length = 0;
    const peer = await RawClient.connect(server.port);
    try {
      const { localPort = 0 } = peer.socket;
      peer.socket.write(upgradeRequest("/nowhere?token=secret"));
      await peer.readLastAnswer();
      expect(server.stats().rejected).toBe(before + 1);
      expect(events.filter(({ event }) => event === "rejected")).toEqual([
        {
          event: "rejected",
          status: 404,
          path: "/nowhere",
          peer: `127.0.0.1:${localPort}`,
          message: "no behaviour is at /nowhere; GET / lists the paths there are",
        },
      ]);
    } finally {
      peer.destroy();
    }
  });
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

import { connect as connectTls } from "node:tls";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { WebSocketClient } from "../../src/client/web-socket-client.js";
import { makeSelfSignedCertificate } from "../../src/server/self-signed-certificate.js";
import { WebSocketServer } from "../../src/server/web-socket-server.js";
import type { WebSocketServerOptions } from "../../src/server/web-socket-server-options.js";
import { FakeClock } from "../fake-clock.js";
import { makeClientCertificate } from "./client-certificate.js";
import { clientFrame, RawClient, upgradeRequest } from "./raw-client.js";
import { WsPeer } from "./ws-peer.js";

/** A listening server and the log of its events. */
async function withServer(
  options: WebSocketServerOptions,
  body: (server: WebSocketServer, log: string[]) => Promise<void>,
): Promise<void> {
  const server = new WebSocketServer("test server", { closeDeadlineMs: 0, ...options });
  const log: string[] = [];
  server.on("newConnection", () => log.push("newConnection"));
  server.on("closed", () => log.push("closed"));
  server.on("acceptError", ({ code, message }) => log.push(`acceptError ${code}: ${message}`));
  server.on("serverError", (code) => log.push(`serverError ${code}: ${server.errorString}`));
  server.on("peerVerifyError", ({ code }) => log.push(`peerVerifyError ${code}`));
  server.on("originAuthenticationRequired", ({ origin }) => log.push(`origin "${origin}"`));
  await server.listen();
  try {
    await body(server, log);
  } finally {
    await server.close();
  }
}

/** The next event of a client or server. */
function once<T>(
  emitter: { once(event: string, listener: (value: T) => void): unknown },
  event: string,
): Promise<T> {
  return new Promise((resolve) => emitter.once(event, resolve));
}

/** The client that is taken from the queue; fails when there is none. */
function take(server: WebSocketServer): WebSocketClient {
  const client = server.nextPendingConnection();
  if (!client) throw new Error("no connection waits");
  return client;
}

describe("WebSocketServer", () => {
  it("tells where it listens, and forgets it when it closes", async () => {
    const server = new WebSocketServer("s");
    const before = [server.isListening, server.serverPort, server.serverUrl, server.serverAddress];
    expect(before).toEqual([false, 0, "", ""]);
    await server.listen();
    const { serverPort } = server;
    expect(serverPort).toBeGreaterThan(0);
    expect(server.isListening).toBe(true);
    expect(server.serverAddress).toBe("127.0.0.1");
    expect(server.serverUrl).toBe(`ws://127.0.0.1:${serverPort}`);
    await server.close();
    expect([server.isListening, server.serverPort, server.serverUrl]).toEqual([false, 0, ""]);
  });

  it("has the original's defaults", () => {
    const server = new WebSocketServer("s");
    expect(server.serverName).toBe("s");
    expect(server.secureMode).toBe("nonSecure");
    expect(server.maxPendingConnections).toBe(30);
    expect(server.supportedVersions).toEqual([13]);
    expect(server.supportedSubprotocols).toEqual([]);
    expect([server.error, server.errorString]).toEqual([1000, ""]);
    expect(server.hasPendingConnections).toBe(false);
    expect(server.nextPendingConnection()).toBeUndefined();
  });

  it('"any" listens on all addresses, and its URL works on this machine', async () => {
    const server = new WebSocketServer("s");
    await server.listen("any");
    try {
      expect(["::", "0.0.0.0"]).toContain(server.serverAddress);
      expect(server.serverUrl).toBe(`ws://127.0.0.1:${server.serverPort}`);
      (await WsPeer.open(server.serverUrl)).socket.terminate();
    } finally {
      await server.close();
    }
  });

  it("cannot listen twice, nor on a port that is taken", async () => {
    await withServer({}, async (server) => {
      await expect(server.listen()).rejects.toMatchObject({ code: "server-already-listening" });
      const other = new WebSocketServer("other");
      await expect(other.listen("127.0.0.1", server.serverPort)).rejects.toMatchObject({
        code: "listen-failed",
      });
      expect(other.errorString).toContain("EADDRINUSE");
      expect(other.isListening).toBe(false);
    });
  });

  it("can listen again after it closed", async () => {
    const server = new WebSocketServer("s");
    for (let round = 0; round < 2; round++) {
      await server.listen();
      const peer = await WsPeer.open(server.serverUrl);
      take(server);
      await server.close();
      expect((await peer.closed).code).toBe(1001);
    }
  });

  it("queues connections in order; each call takes one", async () => {
    await withServer({}, async (server, log) => {
      const a = await WsPeer.open(`${server.serverUrl}/a`, { origin: "https://a.example" });
      const b = await WsPeer.open(`${server.serverUrl}/b?x=1`);
      expect(server.hasPendingConnections).toBe(true);
      const first = take(server);
      const second = take(server);
      expect(server.nextPendingConnection()).toBeUndefined();
      expect(server.hasPendingConnections).toBe(false);
      expect([first.requestUrl, first.origin, first.state]).toEqual(["/a", "https://a.example", "connected"]);
      expect([second.requestUrl, second.origin]).toEqual(["/b?x=1", ""]);
      expect(log).toEqual(['origin "https://a.example"', "newConnection", 'origin ""', "newConnection"]);
      for (const peer of [a, b]) peer.socket.terminate();
    });
  });

  it("an accepted connection has the client's events: frames first, then the message, and sends", async () => {
    await withServer({}, async (server) => {
      const peer = await WsPeer.open(server.serverUrl);
      const client = take(server);
      const log: string[] = [];
      client.on("textFrameReceived", (frame, isLast) => log.push(`text frame ${frame} ${isLast}`));
      client.on("textMessageReceived", (message) => log.push(`text ${message}`));
      client.on("binaryFrameReceived", (frame, isLast) =>
        log.push(`binary frame ${frame.toString("hex")} ${isLast}`),
      );
      client.on("binaryMessageReceived", (message) => log.push(`binary ${message.toString("hex")}`));
      client.on("stateChanged", (state) => log.push(state));
      client.on("disconnected", () => log.push(`disconnected ${client.closeCode} ${client.closeReason}`));
      peer.socket.send("he", { fin: false });
      peer.socket.send("llo", { fin: true });
      peer.send(Uint8Array.of(1, 2));
      expect(await once(client, "binaryMessageReceived")).toEqual(Buffer.of(1, 2));
      expect(client.sendTextMessage("你好")).toBe(6);
      expect(client.sendBinaryMessage(Uint8Array.of(3))).toBe(1);
      expect(await peer.nextText()).toBe("你好");
      expect((await peer.next()).data).toEqual(Buffer.of(3));
      peer.socket.close(4001, "enough");
      await once(client, "disconnected");
      expect(log).toEqual([
        "text frame he false",
        "text frame llo true",
        "text hello",
        "binary frame 0102 true",
        "binary 0102",
        "closing",
        "unconnected",
        "disconnected 4001 enough",
      ]);
    });
  });

  it("a pending connection reads nothing until it is taken", async () => {
    await withServer({}, async (server) => {
      const taken = await WsPeer.open(server.serverUrl);
      take(server);
      const pending = await RawClient.open(server.serverPort, "/pending");
      const received: Buffer[] = [];
      pending.socket.on("data", (bytes) => received.push(bytes));
      try {
        pending.socket.write(clientFrame(0x89, Buffer.from("p")));
        for (let i = 0; i < 20; i++) await taken.roundTrip();
        expect(received).toEqual([]);
        take(server);
        // The same number of round trips is enough once it is read.
        for (let i = 0; i < 20; i++) await taken.roundTrip();
        expect(Buffer.concat(received).toString("hex")).toBe("8a0170");
      } finally {
        pending.destroy();
        taken.socket.terminate();
      }
    });
  });

  it("what a peer sent before it was taken arrives after, frames in one packet with the request too", async () => {
    await withServer({}, async (server) => {
      const peer = await RawClient.connect(server.serverPort);
      try {
        peer.socket.write(
          Buffer.concat([Buffer.from(upgradeRequest("/")), clientFrame(0x81, Buffer.from("early"))]),
        );
        expect((await peer.readHead()).status).toBe(101);
        const client = take(server);
        expect(await once(client, "textMessageReceived")).toBe("early");
      } finally {
        peer.destroy();
      }
    });
  });

  it("a full queue refuses the next with serverError, and takes more when there is room", async () => {
    await withServer({ maxPendingConnections: 2 }, async (server, log) => {
      const peers = [await WsPeer.open(server.serverUrl), await WsPeer.open(server.serverUrl)];
      log.length = 0;
      const refused = await RawClient.connect(server.serverPort);
      refused.socket.write(upgradeRequest("/"));
      const answer = await refused.readLastAnswer();
      expect(answer.status).toBe(503);
      expect(log).toEqual(["serverError 1006: 2 connections wait to be taken, which is the limit"]);
      expect([server.error, server.errorString]).toEqual([
        1006,
        "2 connections wait to be taken, which is the limit",
      ]);
      take(server);
      peers.push(await WsPeer.open(server.serverUrl));
      for (const peer of peers) peer.socket.terminate();
    });
  });

  it("a bad handshake is refused with its status and the Server header, and told", async () => {
    await withServer({}, async (server, log) => {
      const peer = await RawClient.connect(server.serverPort);
      const { localPort } = peer.socket;
      peer.socket.write(upgradeRequest("/", { "Sec-WebSocket-Version": "8" }));
      const answer = await peer.readLastAnswer();
      expect(answer.status).toBe(426);
      expect(answer.headers.get("server")).toBe("test server");
      expect(answer.headers.get("sec-websocket-version")).toBe("13");
      expect(log).toEqual([
        `serverError 1002: the handshake of 127.0.0.1:${localPort} is refused: Sec-WebSocket-Version is "8"; must be 13`,
      ]);
    });
  });

  it("a plain request is refused with 426", async () => {
    await withServer({}, async (server, log) => {
      const answer = await fetch(server.serverUrl.replace("ws:", "http:"));
      expect(answer.status).toBe(426);
      expect(answer.headers.get("server")).toBe("test server");
      expect(log.length).toBe(1);
    });
  });

  it("an origin that a handler does not allow gets 403", async () => {
    await withServer({}, async (server, log) => {
      server.on("originAuthenticationRequired", (authenticator) => {
        authenticator.setAllowed(authenticator.origin === "https://good.example");
      });
      const good = await WsPeer.open(server.serverUrl, { origin: "https://good.example" });
      const bad = await RawClient.connect(server.serverPort);
      bad.socket.write(upgradeRequest("/", { Origin: "https://bad.example" }));
      const answer = await bad.readLastAnswer();
      expect([answer.status, answer.body]).toEqual([
        403,
        'the origin "https://bad.example" is not allowed (RFC 6455 §4.2.2)\n',
      ]);
      expect(log).toEqual(['origin "https://good.example"', "newConnection", 'origin "https://bad.example"']);
      good.socket.terminate();
    });
  });

  it("speaks the subprotocols it is told, and names itself in the 101", async () => {
    await withServer({ supportedSubprotocols: ["chat"] }, async (server) => {
      const peer = await RawClient.connect(server.serverPort);
      try {
        peer.socket.write(upgradeRequest("/", { "Sec-WebSocket-Protocol": "x, chat" }));
        const answer = await peer.readHead();
        expect(answer.headers.get("sec-websocket-protocol")).toBe("chat");
        expect(answer.headers.get("server")).toBe("test server");
        expect(take(server).subprotocol).toBe("chat");
      } finally {
        peer.destroy();
      }
    });
  });

  it("a message or frame past the limit fails the connection with 1009", async () => {
    const limits = { maxAllowedIncomingFrameSize: 10, maxAllowedIncomingMessageSize: 15 };
    await withServer(limits, async (server) => {
      for (const [parts, code] of [
        [["0123456789"], undefined],
        [["0123456789a"], 1009],
        [["0123456789", "012345"], 1009],
      ] as const) {
        const peer = await WsPeer.open(server.serverUrl);
        const client = take(server);
        for (const [i, part] of parts.entries()) peer.socket.send(part, { fin: i === parts.length - 1 });
        if (code === undefined) expect(await once(client, "textMessageReceived")).toBe("0123456789");
        else expect((await peer.closed).code).toBe(code);
        peer.socket.terminate();
      }
    });
  });

  it("a client that was taken may change its allowed sizes while it is open", async () => {
    await withServer({ maxAllowedIncomingFrameSize: 10 }, async (server) => {
      const peer = await WsPeer.open(server.serverUrl);
      const client = take(server);
      client.setMaxAllowedIncomingFrameSize(11);
      peer.socket.send("0123456789a");
      expect(await once(client, "textMessageReceived")).toBe("0123456789a");
      client.setMaxAllowedIncomingMessageSize(10);
      peer.socket.send("0123456789a");
      expect((await peer.closed).code).toBe(1009);
    });
  });

  it("a handshake that takes too long is dropped and told", async () => {
    await withServer({ handshakeTimeoutMs: 20 }, async (server, log) => {
      const peer = await RawClient.connect(server.serverPort);
      const { localPort } = peer.socket;
      peer.socket.write("GET / HTTP/1.1\r\nHost:");
      expect(await peer.readToEnd()).toEqual(Buffer.alloc(0));
      expect(log).toEqual([`serverError 1006: the handshake of 127.0.0.1:${localPort} took too long`]);
    });
  });

  it("while accepting is paused new clients wait and taken ones go on; then they are accepted in order", async () => {
    await withServer({}, async (server, log) => {
      const early = await WsPeer.open(server.serverUrl);
      take(server);
      log.length = 0;
      server.pauseAccepting();
      const waiting = [
        await RawClient.connect(server.serverPort),
        await RawClient.connect(server.serverPort),
      ];
      try {
        waiting.forEach((peer, i) => void peer.socket.write(upgradeRequest(`/${i}`)));
        for (let i = 0; i < 20; i++) await early.roundTrip();
        expect(log).toEqual([]);
        expect(waiting.map((peer) => peer.socket.readableLength)).toEqual([0, 0]);
        server.resumeAccepting();
        for (const peer of waiting) expect((await peer.readHead()).status).toBe(101);
        expect([take(server).requestUrl, take(server).requestUrl]).toEqual(["/0", "/1"]);
      } finally {
        for (const peer of waiting) peer.destroy();
        early.socket.terminate();
      }
    });
  });

  it("close says 1001 to all clients, taken or not, and tells closed once", async () => {
    const server = new WebSocketServer("s");
    const log: string[] = [];
    server.on("closed", () => log.push("closed"));
    await server.listen();
    const taken = await WsPeer.open(server.serverUrl);
    const client = take(server);
    client.on("stateChanged", (state) => log.push(state));
    client.on("disconnected", () => log.push("disconnected"));
    const pending = await WsPeer.open(server.serverUrl);
    server.pauseAccepting();
    const held = await RawClient.connect(server.serverPort);
    await Promise.all([server.close(), server.close()]);
    const goodbye = { code: 1001, reason: "the server is closing" };
    expect([await taken.closed, await pending.closed]).toEqual([goodbye, goodbye]);
    expect(await held.readToEnd()).toEqual(Buffer.alloc(0));
    expect(log).toEqual(["closing", "unconnected", "disconnected", "closed"]);
    expect(server.hasPendingConnections).toBe(false);
    await server.close();
    expect(log.length).toBe(4);
  });

  it("close drops a stubborn client at the deadline", async () => {
    const clock = new FakeClock();
    const server = new WebSocketServer("s", { clock, closeDeadlineMs: 500 });
    await server.listen();
    const peer = await RawClient.open(server.serverPort, "/");
    const client = take(server);
    const closing = server.close();
    expect((await peer.readBytes(4)).toString("hex")).toBe("881703e9");
    expect(clock.sleepingMs).toContain(500);
    await clock.advanceMs(500);
    await closing;
    expect(client.state).toBe("unconnected");
    expect((await peer.readToEnd()).toString()).toBe("the server is closing");
  });

  it("close drops a refused peer that does not hang up at the deadline", async () => {
    // The 2 s that a refused peer has to hang up must not be what ends it here.
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const clock = new FakeClock();
    const server = new WebSocketServer("s", { clock, closeDeadlineMs: 500 });
    await server.listen();
    const refused = await RawClient.connect(server.serverPort);
    refused.socket.allowHalfOpen = true;
    refused.socket.write(upgradeRequest("/", { "Sec-WebSocket-Key": "" }));
    expect((await refused.readHead()).status).toBe(400);
    const closing = server.close();
    await clock.waitForSleepers(1);
    expect(clock.sleepingMs).toEqual([500]);
    await clock.advanceMs(500);
    await closing;
    refused.destroy();
  });

  it("close while it begins to listen waits for that, then closes", async () => {
    for (const secureMode of ["nonSecure", "secure"] as const) {
      const server = new WebSocketServer("s", { secureMode });
      const log: string[] = [];
      server.on("closed", () => log.push("closed"));
      const listening = server.listen();
      await server.close();
      await listening;
      expect([server.isListening, server.serverPort]).toEqual([false, 0]);
      expect(log).toEqual(["closed"]);
      await server.listen();
      await server.close();
    }
  });

  it("close while it fails to listen has nothing to close", async () => {
    await withServer({}, async ({ serverPort }) => {
      const second = new WebSocketServer("s");
      const listening = second.listen("127.0.0.1", serverPort);
      const closing = second.close();
      await expect(listening).rejects.toMatchObject({ code: "listen-failed" });
      await closing;
      expect(second.isListening).toBe(false);
    });
  });

  it("an error of accepting is told, and the server goes on", async () => {
    await withServer({}, async (server, log) => {
      // Node gives no way to make the operating system fail here; the event is what it would cause.
      tcpServerOf(server.serverPort).emit("error", new Error("accept EMFILE"));
      expect(log).toEqual(["acceptError accept-failed: cannot accept a connection: accept EMFILE"]);
      expect(server.errorString).toBe("accept EMFILE");
      (await WsPeer.open(server.serverUrl)).socket.terminate();
    });
  });
});

describe("a secure WebSocketServer", () => {
  it("makes itself a certificate that a client can trust", async () => {
    await withServer({ secureMode: "secure" }, async (server) => {
      expect(server.serverUrl).toBe(`wss://127.0.0.1:${server.serverPort}`);
      const peer = await WsPeer.open(server.serverUrl, { ca: server.certificate });
      const client = take(server);
      client.on("textMessageReceived", (text) => client.sendTextMessage(text));
      peer.send("over TLS");
      expect(await peer.nextText()).toBe("over TLS");
      peer.socket.terminate();
    });
  });

  it("accepts over TLS what waited while accepting was paused", async () => {
    await withServer({ secureMode: "secure" }, async (server) => {
      server.pauseAccepting();
      const opening = WsPeer.open(server.serverUrl, { ca: server.certificate });
      const plain = await RawClient.connect(server.serverPort);
      server.resumeAccepting();
      (await opening).socket.terminate();
      plain.destroy();
    });
  });

  it("tells of TLS that fails, with 1015", async () => {
    await withServer({ secureMode: "secure" }, async (server, log) => {
      const failed = once(server, "serverError");
      await expect(WsPeer.open(server.serverUrl.replace("wss:", "ws:"))).rejects.toThrow();
      expect(await failed).toBe(1015);
      expect(log.length).toBe(1);
      expect(log[0]).toMatch(/^serverError 1015: the TLS handshake failed: .*/);
    });
  });

  it("with requestCert refuses a client whose certificate is missing or not trusted, and tells", async () => {
    const own = await makeSelfSignedCertificate("localhost");
    const trusted = await makeClientCertificate();
    const stranger = await makeClientCertificate();
    const tls = { ...own, ca: trusted.cert, requestCert: true };
    await withServer({ secureMode: "secure", tls }, async (server, log) => {
      for (const identity of [{}, stranger]) {
        const socket = connectTls({ host: "127.0.0.1", port: server.serverPort, ca: own.cert, ...identity });
        const closed = once(socket, "close");
        let answer = "";
        socket.on("data", (bytes) => {
          answer += String(bytes);
        });
        socket.on("error", () => {}); // a reset or an alert, as TLS likes
        socket.write(upgradeRequest("/"));
        await closed;
        expect(answer).toBe("");
      }
      expect(log).toEqual(["peerVerifyError peer-not-verified", "peerVerifyError peer-not-verified"]);
      const friend = await WsPeer.open(server.serverUrl, { ca: own.cert, ...trusted });
      take(server);
      friend.socket.terminate();
      expect(log.slice(2)).toEqual(['origin ""', "newConnection"]);
      expect(server.errorString).toMatch(/^the certificate of 127\.0\.0\.1:\d+ is not trusted: /);
    });
  });
});

/** The node:net server that listens on `port` in this process. */
function tcpServerOf(port: number): NodeJS.EventEmitter {
  const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles(): unknown[] };
  for (const handle of handles.call(process)) {
    const server = handle as { address?: () => { port?: number } | null } & NodeJS.EventEmitter;
    if (server.constructor.name === "Server" && server.address?.()?.port === port) return server;
  }
  throw new Error(`nothing listens on ${port}`);
}

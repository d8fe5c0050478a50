import { createServer as createHttpsServer } from "node:https";
import { createServer, type Socket } from "node:net";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { type DialOptions, type DialResult, type DialStep, dial } from "../../src/client/dial.js";
import { WebSocketClient } from "../../src/client/web-socket-client.js";
import type { Driver } from "../../src/connection/connection.js";
import { acceptKeyFor } from "../../src/protocol/accept-key.js";
import { probeTarget } from "../../src/scenarios/target-probe.js";
import { startReferenceServer } from "../../src/server/reference-server.js";
import { listen, until, within } from "../connection/loopback.js";
import { makeCertificates, type TestCertificates } from "./certificates.js";
import { type ConnectProxy, type ConnectProxyOptions, startConnectProxy } from "./connect-proxy.js";

let certificates: TestCertificates;
const cleanUps: (() => void)[] = [];

beforeAll(async () => {
  certificates = await makeCertificates();
});

afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp();
});

async function proxyOf(options: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const proxy = await startConnectProxy(options);
  cleanUps.push(() => proxy.close());
  return proxy;
}

/** An echo server, over TLS when it gets a certificate; gives its port. */
async function echo(tls?: object): Promise<number> {
  const http = tls === undefined ? undefined : createHttpsServer(tls);
  http?.on("tlsClientError", () => {});
  const server =
    http === undefined ? new WebSocketServer({ noServer: true }) : new WebSocketServer({ server: http });
  server.on("connection", (ws) => ws.on("message", (data, isBinary) => ws.send(data, { binary: isBinary })));
  const plain = http ?? (await import("node:http")).createServer();
  if (http === undefined) {
    plain.on("upgrade", (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (ws) => server.emit("connection", ws)),
    );
  }
  const port = await listen(plain);
  cleanUps.push(() => {
    for (const client of server.clients) client.terminate();
    plain.closeAllConnections();
    plain.close();
  });
  return port;
}

/** A TCP server that does with each connection as `script` says; gives its port. */
async function serve(script: (socket: Socket) => void): Promise<number> {
  const server = createServer({ allowHalfOpen: true });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    script(socket);
  });
  const port = await listen(server);
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return port;
}

async function opened(url: string, options: DialOptions) {
  const result = await within(dial(url, options), "the dial");
  if (result.kind === "failed") throw new Error(`${result.failure.code}: ${result.failure.message}`);
  cleanUps.push(() => result.connection.terminate());
  return result;
}

async function failed(url: string, options: DialOptions): Promise<Extract<DialResult, { kind: "failed" }>> {
  const result = await within(dial(url, options), "the dial");
  if (result.kind === "open") throw new Error("the connection opened");
  return result;
}

async function echoes(result: Extract<DialResult, { kind: "open" }>): Promise<void> {
  const { connection } = result;
  const received: string[] = [];
  connection.setListener({
    messageReceived: ({ payload }) => received.push(Buffer.from(payload).toString()),
  });
  const texts = ["a", "b".repeat(70_000), "c".repeat(1_000_000)];
  for (const text of texts) connection.sendText(text);
  await until(() => received.length === texts.length, "the echoes");
  expect(received).toEqual(texts);
  connection.close(1_000);
  expect(await within(connection.waitForClose(), "the end")).toMatchObject({ code: 1_000, wasClean: true });
}

describe.each(["frame", "ws"] as const)("driver %s", (driver: Driver) => {
  test("a ws connection goes through the proxy, which looks the name up, with a step of its own", async () => {
    const port = await echo();
    const proxy = await proxyOf({ hosts: { "inside.example": "127.0.0.1" } });
    const steps: DialStep[] = [];
    const result = await opened(`ws://inside.example:${port}/`, {
      driver,
      proxy: `http://127.0.0.1:${proxy.port}`,
      onStep: (step) => void steps.push(step),
    });
    expect(steps).toEqual(["tcp", "proxy", "upgrade"]);
    expect(proxy.asked).toEqual([`inside.example:${port}`]);
    expect(result.connection.peer?.port).toBe(proxy.port);
    const { tcpUs = -1, proxyUs = -1, upgradeUs = -1, dnsUs, totalUs } = result.timings;
    expect(dnsUs).toBeUndefined();
    for (const us of [tcpUs, proxyUs, upgradeUs]) expect(us).toBeGreaterThanOrEqual(0);
    expect(tcpUs + proxyUs + upgradeUs).toBeLessThanOrEqual(totalUs);
    await echoes(result);
  });

  test("a wss connection is encrypted inside the tunnel, with the name of the URL in SNI and certificate", async () => {
    const names: (string | false)[] = [];
    const port = await echo({
      ...certificates.server,
      SNICallback: (name: string, done: (error: null) => void) => {
        names.push(name);
        done(null);
      },
    });
    const proxy = await proxyOf({ hosts: { localhost: "127.0.0.1" } });
    const steps: DialStep[] = [];
    const result = await opened(`wss://localhost:${port}/`, {
      driver,
      proxy: `http://127.0.0.1:${proxy.port}`,
      tls: { ca: certificates.authority.cert },
      onStep: (step) => void steps.push(step),
    });
    expect(steps).toEqual(["tcp", "proxy", "tls", "upgrade"]);
    expect(names).toEqual(["localhost"]);
    await echoes(result);
  });

  test("the proxy's own name is looked up, and of its addresses the one that answers is taken", async () => {
    const port = await echo();
    const proxy = await proxyOf();
    const asked: string[] = [];
    const steps: DialStep[] = [];
    await opened(`ws://127.0.0.1:${port}/`, {
      driver,
      proxy: `http://proxy.example:${proxy.port}`,
      lookup: async (host) => {
        asked.push(host);
        return ["127.0.0.2", "127.0.0.1"];
      },
      onStep: (step) => void steps.push(step),
    });
    expect(asked).toEqual(["proxy.example"]);
    expect(steps).toEqual(["dns", "tcp", "proxy", "upgrade"]);
  });

  test("a proxy that demands credentials gets those of its URL, and the target does not", async () => {
    let request = "";
    const port = await serve((socket) =>
      socket.once("data", (bytes) => {
        request = bytes.toString();
        const key = /Sec-WebSocket-Key: (.*)\r/i.exec(request)?.[1] ?? "";
        socket.write(
          `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptKeyFor(key)}\r\n\r\n`,
        );
      }),
    );
    const proxy = await proxyOf({ credentials: "us@r:p w" });
    await opened(`ws://127.0.0.1:${port}/`, {
      driver,
      proxy: `http://us%40r:p%20w@127.0.0.1:${proxy.port}`,
    });
    expect(request).toContain(`Host: 127.0.0.1:${port}\r\n`);
    expect(request).not.toMatch(/authorization/i);
  });

  test.each([
    ["none", "http://", "Put user and password before the host of the proxy: user:password@host:port."],
    ["wrong ones", "http://user:guess@", "Check user and password of the proxy."],
  ])(
    "a refusal for want of credentials (%s) is the proxy's, not an answer of the target",
    async (_title, start, hint) => {
      const proxy = await proxyOf({ credentials: "user:secret" });
      const { failure, timings } = await failed("ws://127.0.0.1:1/", {
        driver,
        proxy: `${start}127.0.0.1:${proxy.port}`,
      });
      expect(failure).toMatchObject({
        step: "proxy",
        code: "proxy-refused",
        message: `the proxy 127.0.0.1:${proxy.port} answered 407 Proxy Authentication Required: who is it?; must be 2xx to open a tunnel`,
        hint,
        proxyResponse: { status: 407, bodyStart: "who is it?\n" },
      });
      expect(failure.response).toBeUndefined();
      expect(JSON.stringify(failure)).not.toContain("guess");
      expect(timings.proxyUs).toBeGreaterThanOrEqual(0);
      expect(timings.upgradeUs).toBeUndefined();
    },
  );

  test("a target that the proxy cannot reach", async () => {
    const closed = createServer();
    const port = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    const proxy = await proxyOf();
    const { failure } = await failed(`ws://127.0.0.1:${port}/`, {
      driver,
      proxy: `http://127.0.0.1:${proxy.port}`,
    });
    expect(failure).toMatchObject({
      step: "proxy",
      code: "proxy-refused",
      message: `the proxy 127.0.0.1:${proxy.port} answered 502 Bad Gateway; must be 2xx to open a tunnel`,
      hint: "Check that the target runs, and that the proxy can reach it.",
    });
  });

  test("no proxy at the address is told as such", async () => {
    const closed = createServer();
    const port = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    const { failure } = await failed("ws://127.0.0.1:1/", { driver, proxy: `http://127.0.0.1:${port}` });
    expect(failure).toMatchObject({
      step: "tcp",
      code: "refused",
      message: `on the way to the proxy 127.0.0.1:${port}: nothing listens at the address (ECONNREFUSED)`,
      hint: "Check host and port of the proxy, and that it runs.",
    });
  });

  test.each([
    [
      "speaks something else",
      (socket: Socket): void => void socket.write("SSH-2.0-OpenSSH_9.9\r\n"),
      "proxy-failed",
      'did not answer with HTTP; it began with "SSH-2.0-OpenSSH_9.9.."',
    ],
    [
      "ends without an answer",
      (socket: Socket): void => void socket.once("data", () => socket.end()),
      "reset",
      "ended the connection before it answered",
    ],
    [
      "ends in its answer",
      (socket: Socket): void => void socket.once("data", () => socket.end("HTTP/1.1 200")),
      "reset",
      'ended the connection after "HTTP/1.1 200"',
    ],
    [
      "ends in its answer, which comes in pieces",
      (socket: Socket): void =>
        void socket.once("data", () => {
          socket.write("HTTP");
          setImmediate(() => setImmediate(() => socket.end("/1.1 200")));
        }),
      "reset",
      'ended the connection after "HTTP/1.1 200"',
    ],
  ] as const)("a proxy that %s", async (_title, script, code, message) => {
    const port = await serve(script);
    const { failure } = await failed("ws://127.0.0.1:1/", { driver, proxy: `http://127.0.0.1:${port}` });
    expect(failure).toMatchObject({ step: "proxy", code, message: `the proxy 127.0.0.1:${port} ${message}` });
  });

  test("a proxy that is silent, by time and by abort", async () => {
    const port = await serve(() => {});
    const proxy = `http://127.0.0.1:${port}`;
    const late = await failed("ws://127.0.0.1:1/", { driver, proxy, phaseTimeoutsMs: { proxy: 50 } });
    expect(late.failure).toMatchObject({
      step: "proxy",
      code: "timeout",
      message: "the proxy's answer did not come within 50 ms for this step",
    });
    const abort = new AbortController();
    const given = await failed("ws://127.0.0.1:1/", {
      driver,
      proxy,
      signal: abort.signal,
      onStep: (step) => {
        if (step === "proxy") abort.abort();
      },
    });
    expect(given.failure).toMatchObject({ step: "proxy", code: "aborted" });
  });

  test("an answer in single bytes after interim ones (RFC 9110 §15.2) opens the tunnel", async () => {
    const port = await serve((socket) => {
      const connectAnswer = "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nVia: x\r\n\r\n";
      let seen = "";
      let isTunnel = false;
      const bytewise = (text: string): void => {
        let sent = 0;
        const next = (): void => {
          if (sent === text.length) return;
          socket.write(text[sent++] ?? "");
          setImmediate(next);
        };
        next();
      };
      socket.on("data", (bytes) => {
        seen += bytes;
        if (!seen.endsWith("\r\n\r\n")) return;
        const key = /Sec-WebSocket-Key: (.*)\r/i.exec(seen)?.[1] ?? "";
        bytewise(
          isTunnel
            ? `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptKeyFor(key)}\r\n\r\n`
            : connectAnswer,
        );
        isTunnel = true;
        seen = "";
      });
    });
    const { connection } = await opened("ws://inside.example/", {
      driver,
      proxy: `http://127.0.0.1:${port}`,
    });
    expect(connection.state).toBe("open");
  });

  test("what comes in one TCP segment with the proxy's answer is the target's", async () => {
    const port = await serve((socket) =>
      socket.once("data", () =>
        socket.end("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 503 Full\r\nContent-Length: 4\r\n\r\nfull"),
      ),
    );
    const { failure } = await failed("ws://inside.example/", { driver, proxy: `http://127.0.0.1:${port}` });
    expect(failure).toMatchObject({
      step: "upgrade",
      code: "http-status",
      response: { status: 503, bodyStart: "full" },
    });
  });

  test("a target behind the proxy that resets during TLS, and one whose certificate is not trusted", async () => {
    const proxy = await proxyOf();
    const resetting = await serve((socket) => socket.once("data", () => socket.resetAndDestroy()));
    const options = { driver, proxy: `http://127.0.0.1:${proxy.port}` };
    const reset = await failed(`wss://127.0.0.1:${resetting}/`, options);
    expect(reset.failure.step).toBe("tls");
    const port = await echo(certificates.selfSigned);
    const untrusted = await failed(`wss://127.0.0.1:${port}/`, options);
    expect(untrusted.failure).toMatchObject({ step: "tls", code: "certificate" });
  });

  test("the end of the tunnel ends the connection with 1006", async () => {
    const port = await echo();
    const proxy = await proxyOf();
    const { connection } = await opened(`ws://127.0.0.1:${port}/`, {
      driver,
      proxy: `http://127.0.0.1:${proxy.port}`,
    });
    connection.setListener({});
    for (const socket of proxy.tunnels) socket.destroy();
    expect(await within(connection.waitForClose(), "the end")).toMatchObject({
      code: 1_006,
      wasClean: false,
    });
  });

  test("--resolve: TCP goes to the entry's address, Host, SNI and certificate stay the URL's", async () => {
    let host = "";
    const names: string[] = [];
    const https = createHttpsServer({
      ...certificates.otherHost,
      SNICallback: (name: string, done: (error: null) => void) => {
        names.push(name);
        done(null);
      },
    });
    const server = new WebSocketServer({ server: https });
    server.on("connection", (_ws, request) => {
      host = request.headers.host ?? "";
    });
    const port = await listen(https);
    cleanUps.push(() => {
      for (const client of server.clients) client.terminate();
      https.closeAllConnections();
      https.close();
    });
    const steps: DialStep[] = [];
    const { connection } = await opened(`wss://Elsewhere.example:${port}/`, {
      driver,
      tls: { ca: certificates.authority.cert },
      resolve: [
        { host: "elsewhere.example", port: 1, address: "127.0.0.9" },
        { host: "ELSEWHERE.example", port, address: "127.0.0.2" },
        { host: "elsewhere.example", port, address: "127.0.0.1" },
      ],
      onStep: (step) => void steps.push(step),
    });
    expect(steps).toEqual(["tcp", "tls", "upgrade"]);
    expect(connection.peer).toEqual({ address: "127.0.0.1", port });
    expect(host).toBe(`elsewhere.example:${port}`);
    expect(names).toEqual(["elsewhere.example"]);
  });

  test("--resolve for an address: the certificate is still held against the address of the URL", async () => {
    const port = await echo(certificates.server);
    const { failure } = await failed(`wss://10.1.2.3:${port}/`, {
      driver,
      tls: { ca: certificates.authority.cert },
      resolve: [{ host: "10.1.2.3", port, address: "127.0.0.1" }],
    });
    expect(failure).toMatchObject({
      code: "certificate",
      message: expect.stringMatching(/^the certificate is not for 10\.1\.2\.3 but for /),
    });
  });

  test("--resolve holds for the proxy, and for the target behind it", async () => {
    const port = await echo();
    const proxy = await proxyOf();
    await opened(`ws://inside.example:${port}/`, {
      driver,
      proxy: `http://proxy.example:${proxy.port}`,
      resolve: [
        { host: "proxy.example", port: proxy.port, address: "127.0.0.1" },
        { host: "inside.example", port, address: "127.0.0.1" },
      ],
    });
    expect(proxy.asked).toEqual([`127.0.0.1:${port}`]);
  });

  test("tls.servername is asked for and looked for in place of the URL's host", async () => {
    const port = await echo(certificates.otherHost);
    const tls = { ca: certificates.authority.cert, servername: "elsewhere.example" };
    const { connection } = await opened(`wss://127.0.0.1:${port}/`, { driver, tls });
    expect(connection.state).toBe("open");
  });

  test.each([
    ["a proxy without a scheme", { proxy: "u:p@h:1" }, "usage-invalid-proxy"],
    [
      "an address that is none",
      { resolve: [{ host: "h", port: 80, address: "x" }] },
      "usage-invalid-resolve",
    ],
  ] as const)("misuse throws before anything is connected: %s", async (_title, options, code) => {
    await expect(dial("ws://h/", { driver, ...options })).rejects.toMatchObject({ name: "WsrigError", code });
  });
});

test("WebSocketClient opens through a proxy, and looks nothing up where entries name the address", async () => {
  const port = await echo();
  const proxy = await proxyOf();
  const client = new WebSocketClient();
  const states: string[] = [];
  client.on("stateChanged", (state) => states.push(state));
  const connected = new Promise<void>((resolve) => client.once("connected", resolve));
  client.open(`ws://inside.example:${port}/`, {
    proxy: `http://proxy.example:${proxy.port}`,
    resolve: [
      { host: "proxy.example", port: proxy.port, address: "127.0.0.1" },
      { host: "inside.example", port, address: "127.0.0.1" },
    ],
  });
  cleanUps.push(() => client.abort());
  await within(connected, "the connection");
  expect(states).toEqual(["connecting", "connected"]);
});

test("the probe of a target takes the same way as its connections", async () => {
  const server = await startReferenceServer({ closeDeadlineMs: 0 });
  cleanUps.push(() => void server.close());
  const port = Number(new URL(server.url).port);
  const proxy = await proxyOf({ hosts: { "inside.example": "127.0.0.1" } });
  const dialOptions = { proxy: `http://127.0.0.1:${proxy.port}` };
  const probe = await probeTarget(`ws://inside.example:${port}/`, { dial: dialOptions });
  expect(probe).toMatchObject({ isWsrig: true, status: 200 });
  expect(proxy.asked).toEqual([`inside.example:${port}`]);
  const resolve = [{ host: "nowhere.example", port, address: "127.0.0.1" }];
  expect((await probeTarget(`ws://nowhere.example:${port}/`, { dial: { resolve } })).isWsrig).toBe(true);
});

import { createServer as createHttpsServer } from "node:https";
import { connect, createServer, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { type DialOptions, type DialResult, type DialStep, dial } from "../../src/client/dial.js";
import type { Driver } from "../../src/connection/connection.js";
import { acceptKeyFor } from "../../src/protocol/accept-key.js";
import { seededRandom } from "../../src/random.js";
import { listen, turns, until, within } from "../connection/loopback.js";
import { FakeClock } from "../fake-clock.js";
import { makeCertificates, type TestCertificates } from "./certificates.js";

let certificates: TestCertificates;
const cleanUps: (() => void)[] = [];

beforeAll(async () => {
  certificates = await makeCertificates();
});

afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp();
});

/** A server that does with each connection as `script` says; gives `127.0.0.1:port`. */
async function serve(script: (socket: Socket) => void): Promise<string> {
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
  return `127.0.0.1:${port}`;
}

/** Reads the request's head, then answers with `answer(key)`. */
function answering(answer: (request: string) => string | Buffer): (socket: Socket) => void {
  return (socket) => {
    let request = "";
    socket.on("data", (bytes) => {
      if (request.endsWith("\r\n\r\n")) return;
      request += bytes;
      if (!request.endsWith("\r\n\r\n")) return;
      socket.write(answer(request));
    });
  };
}

function headerOf(request: string, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)\r$`, "mi").exec(request)?.[1];
}

function accepted(request: string, more = ""): string {
  const accept = acceptKeyFor(headerOf(request, "Sec-WebSocket-Key") ?? "");
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${more}\r\n`;
}

async function dialed(url: string, options: DialOptions = {}): Promise<DialResult> {
  const result = await within(dial(url, options), "the dial");
  if (result.kind === "open") cleanUps.push(() => result.connection.terminate());
  return result;
}

async function failure(
  url: string,
  options: DialOptions = {},
): Promise<Extract<DialResult, { kind: "failed" }>> {
  const result = await dialed(url, options);
  if (result.kind === "open") throw new Error("the connection opened");
  return result;
}

async function opened(
  url: string,
  options: DialOptions = {},
): Promise<Extract<DialResult, { kind: "open" }>> {
  const result = await dialed(url, options);
  if (result.kind === "failed") throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result;
}

/** A wss server of the `ws` package, which echoes. */
async function serveTls(options: object): Promise<string> {
  const https = createHttpsServer(options);
  https.on("tlsClientError", () => {});
  const server = new WebSocketServer({ server: https });
  server.on("connection", (ws) => ws.on("message", (data, isBinary) => ws.send(data, { binary: isBinary })));
  const port = await listen(https);
  cleanUps.push(() => {
    for (const client of server.clients) client.terminate();
    https.closeAllConnections();
    https.close();
  });
  return `127.0.0.1:${port}`;
}

describe.each(["frame", "ws"] as const)("driver %s", (driver: Driver) => {
  describe("an open connection", () => {
    test("has each step timed apart, and no step that it did not need", async () => {
      const host = await serve(answering((request) => accepted(request)));
      const steps: DialStep[] = [];
      const onStep = (step: DialStep): void => void steps.push(step);
      const plain = await opened(`ws://${host}/`, { driver, onStep });
      expect(steps).toEqual(["tcp", "upgrade"]);
      expect(Object.keys(plain.timings).sort()).toEqual(["startedAtUs", "tcpUs", "totalUs", "upgradeUs"]);
      expect(plain.response.status).toBe(101);
      expect(plain.response.headers.get("upgrade")).toBe("websocket");

      const secureHost = await serveTls(certificates.server);
      const url = `wss://localhost:${secureHost.split(":")[1]}/`;
      const tls = { ca: certificates.authority.cert };
      const secure = await opened(url, { driver, onStep, tls, lookup: async () => ["127.0.0.1"] });
      expect(steps.slice(2)).toEqual(["dns", "tcp", "tls", "upgrade"]);
      const { dnsUs = -1, tcpUs = -1, tlsUs = -1, upgradeUs = -1, totalUs } = secure.timings;
      for (const us of [dnsUs, tcpUs, tlsUs, upgradeUs]) expect(us).toBeGreaterThanOrEqual(0);
      expect(dnsUs + tcpUs + tlsUs + upgradeUs).toBeLessThanOrEqual(totalUs);
    });

    test("echoes over wss", async () => {
      const host = await serveTls(certificates.server);
      const { connection } = await opened(`wss://${host}/`, {
        driver,
        tls: { ca: certificates.authority.cert },
      });
      const received: string[] = [];
      connection.setListener({
        messageReceived: ({ payload }) => received.push(Buffer.from(payload).toString()),
      });
      const texts = ["a", "b".repeat(70_000), "c".repeat(1_000_000)];
      for (const text of texts) connection.sendText(text);
      await until(() => received.length === 3, "the echoes");
      expect(received).toEqual(texts);
      connection.close(1_000);
      expect(await within(connection.waitForClose(), "the end")).toMatchObject({
        code: 1_000,
        wasClean: true,
      });
    });

    test("keeps frames that came in one TCP segment with the answer", async () => {
      const host = await serve(
        answering((request) =>
          Buffer.concat([Buffer.from(accepted(request)), Buffer.from([0x81, 0x02, 0x68, 0x69])]),
        ),
      );
      const { connection } = await opened(`ws://${host}/`, { driver });
      await turns();
      const received: string[] = [];
      connection.setListener({
        messageReceived: ({ payload }) => received.push(Buffer.from(payload).toString()),
      });
      await until(() => received.length === 1, "the message");
      expect(received).toEqual(["hi"]);
    });

    test("asks with host, headers, Origin, subprotocols and the credentials of the URL", async () => {
      let seen = "";
      const host = await serve(
        answering((request) => {
          seen = request;
          return accepted(request, "Sec-WebSocket-Protocol: b\r\n");
        }),
      );
      const { connection } = await opened(`http://us%65r:p%20w@${host}/a/b?c=d`, {
        driver,
        headers: [
          ["X-One", "1"],
          ["X-One", "2"],
          ["X-Two", "1"],
          ["x-two", "2"],
        ],
        origin: "https://example.org",
        subprotocols: ["a", "b"],
      });
      expect(connection.subprotocol).toBe("b");
      expect(connection.url).toBe(`ws://${host}/a/b?c=d`);
      expect(seen).toMatch(/^GET \/a\/b\?c=d HTTP\/1\.1\r\n/);
      expect(headerOf(seen, "Host")).toBe(host);
      expect(headerOf(seen, "Origin")).toBe("https://example.org");
      expect(headerOf(seen, "Sec-WebSocket-Protocol")?.replace(" ", "")).toBe("a,b");
      expect(headerOf(seen, "Sec-WebSocket-Version")).toBe("13");
      expect(headerOf(seen, "Authorization")).toBe(`Basic ${Buffer.from("user:p w").toString("base64")}`);
      expect(seen.match(/X-One: \d/g)).toEqual(["X-One: 1", "X-One: 2"]);
      expect(seen.match(/X-Two: \d/gi)?.map((line) => line.toLowerCase())).toEqual(["x-two: 1", "x-two: 2"]);
    });

    test("takes the next address when one refuses", async () => {
      const host = await serve(answering((request) => accepted(request)));
      const port = host.split(":")[1];
      const result = await opened(`ws://twice.example:${port}/`, {
        driver,
        lookup: async () => ["127.0.0.2", "127.0.0.1"],
        localAddress: "127.0.0.9",
      });
      expect(result.connection.peer?.address).toBe("127.0.0.1");
      expect(result.connection.local?.address).toBe("127.0.0.9");
    });

    test("a client certificate reaches a server that demands one", async () => {
      const { authority, server, client } = certificates;
      const host = await serveTls({
        ...server,
        ca: authority.cert,
        requestCert: true,
        rejectUnauthorized: true,
      });
      const tls = { ca: authority.cert, ...client };
      const { connection } = await opened(`wss://${host}/`, { driver, tls });
      expect(connection.state).toBe("open");
    });
  });

  describe("an outcome of its own for", () => {
    test("a port where nobody listens", async () => {
      const server = createServer();
      const port = await listen(server);
      await new Promise((resolve) => server.close(resolve));
      const { failure: found, timings } = await failure(`ws://127.0.0.1:${port}/`, { driver });
      expect(found).toMatchObject({
        step: "tcp",
        code: "refused",
        message: "nothing listens at the address (ECONNREFUSED)",
        hint: "Check host and port, and that the server runs.",
      });
      expect(timings.tcpUs).toBeGreaterThanOrEqual(0);
      expect(timings.upgradeUs).toBeUndefined();
    });

    test("a name that is not known", async () => {
      const lookup = async (host: string): Promise<string[]> => {
        throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" });
      };
      const { failure: found, timings } = await failure("ws://nowhere.example/", { driver, lookup });
      expect(found).toMatchObject({
        step: "dns",
        code: "dns-failed",
        message: "the name is not known (ENOTFOUND)",
      });
      expect(timings.dnsUs).toBeGreaterThanOrEqual(0);
      expect(timings.tcpUs).toBeUndefined();
    });

    test.each([
      [
        "a self-signed certificate",
        "selfSigned",
        "the certificate is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT)",
      ],
      ["an expired certificate", "expired", /^the certificate expired on .* \(CERT_HAS_EXPIRED\)$/],
      [
        "a certificate of another host",
        "otherHost",
        "the certificate is not for 127.0.0.1 but for DNS:elsewhere.example (ERR_TLS_CERT_ALTNAME_INVALID)",
      ],
    ] as const)("%s, with the reason in words", async (_title, name, message) => {
      const host = await serveTls(certificates[name]);
      const tls = { ca: certificates.authority.cert };
      const { failure: found } = await failure(`wss://${host}/`, { driver, tls });
      expect(found).toMatchObject({
        step: "tls",
        code: "certificate",
        message: typeof message === "string" ? message : expect.stringMatching(message),
      });
      expect(found.hint).toBe(
        "Trust its authority with --ca FILE (tls.ca), or accept any certificate with --insecure (tls.insecure).",
      );
      await opened(`wss://${host}/`, { driver, tls: { ...tls, insecure: true } });
    });

    test("an authority that is not trusted", async () => {
      const host = await serveTls(certificates.server);
      const { failure: found } = await failure(`wss://${host}/`, { driver });
      expect(found).toMatchObject({
        code: "certificate",
        message: `the certificate's issuer "wsrig test authority" is not trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE)`,
      });
    });

    test("TLS against a plain port", async () => {
      const host = await serve((socket) =>
        socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
      );
      const { failure: found } = await failure(`wss://${host}/`, { driver });
      expect(found).toMatchObject({
        step: "tls",
        code: "tls-failed",
        message: "the peer does not speak TLS",
        hint: "Use ws:// if the port is a plain one.",
      });
    });

    test("a server that demands a client certificate", async () => {
      const { authority, server } = certificates;
      const host = await serveTls({
        ...server,
        ca: authority.cert,
        requestCert: true,
        rejectUnauthorized: true,
      });
      const { failure: found } = await failure(`wss://${host}/`, { driver, tls: { ca: authority.cert } });
      // The alert may cross our request and be overtaken by the end of TCP.
      expect(["tls-failed", "reset"]).toContain(found.code);
    });

    test.each([
      ["with a length", "Content-Length: 9\r\n", "not here\n", "not here\n", "not here"],
      [
        "in chunks",
        "Transfer-Encoding: chunked\r\n",
        "4\r\nnot \r\n5\r\nhere\n\r\n0\r\n\r\n",
        "not here\n",
        "not here",
      ],
      [
        "longer than 1,024 bytes",
        "Content-Length: 5000\r\n",
        "x".repeat(5_000),
        "x".repeat(1_024),
        `${"x".repeat(119)}…`,
      ],
      ["of unknown length behind an open connection", "", "forever", "forever", "forever"],
    ])(
      "an HTTP answer other than 101, its status and body kept: %s",
      async (_title, header, body, bodyStart, shown) => {
        const host = await serve(
          answering(() => `HTTP/1.1 404 Not Found\r\n${header}X-Why: path\r\n\r\n${body}`),
        );
        const { failure: found } = await failure(`ws://${host}/`, { driver });
        expect(found).toMatchObject({
          step: "upgrade",
          code: "http-status",
          message: `the server answered 404 Not Found: ${shown}; must be 101`,
          hint: "Check the path.",
          response: { status: 404, statusText: "Not Found", bodyStart },
        });
        expect(found.response?.headers.get("x-why")).toBe("path");
      },
    );

    test.each([
      [301, "Location: ws://elsewhere/\r\n", "Dial ws://elsewhere/, where the server points to."],
      [401, "", "Give credentials, such as an Authorization header."],
      [403, "", "Check the Origin and the credentials."],
      [426, "Sec-WebSocket-Version: 13\r\n", "Use a version that the server speaks: 13."],
      [503, "", "Try again later, or with fewer connections at once."],
      [200, "", "Check the path: the server took the request for a plain HTTP one."],
      [500, "", undefined],
    ])("status %i has its hint", async (status, header, hint) => {
      const host = await serve(
        answering(() => `HTTP/1.1 ${status} Any\r\n${header}Content-Length: 0\r\n\r\n`),
      );
      const { failure: found } = await failure(`ws://${host}/`, { driver });
      expect(found).toMatchObject({ code: "http-status", response: { status } });
      expect(found.hint).toBe(hint);
    });

    test("a lookup that gives no address", async () => {
      const { failure: found } = await failure("ws://empty.example/", { driver, lookup: async () => [] });
      expect(found).toMatchObject({
        step: "dns",
        code: "dns-failed",
        message: "the name lookup gave no address",
      });
    });

    test("a refusing answer without a body, which has its status only", async () => {
      const host = await serve(answering(() => "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
      const { failure: found } = await failure(`ws://${host}/`, { driver });
      expect(found.message).toBe("the server answered 400 Bad Request; must be 101");
    });

    test("a refusing answer whose body does not end: the time left of the dial ends it", async () => {
      const clock = new FakeClock();
      const host = await serve(answering(() => "HTTP/1.1 403 Forbidden\r\n\r\nno entry"));
      const dialling = failure(`ws://${host}/`, {
        driver,
        clock,
        timeoutMs: 300,
        phaseTimeoutsMs: { tcp: 100, upgrade: 200 },
      });
      await bodyDeadline(clock, 300);
      await clock.advanceBy(299_999);
      expect(clock.sleepingMs).toEqual([0.001]);
      await clock.advanceBy(1);
      expect((await dialling).failure.message).toBe(
        "the server answered 403 Forbidden: no entry; must be 101",
      );
    });

    test("a refusing answer whose body does not end: the caller's signal ends it", async () => {
      const clock = new FakeClock();
      const abort = new AbortController();
      const host = await serve(answering(() => "HTTP/1.1 403 Forbidden\r\n\r\nno entry"));
      const dialling = failure(`ws://${host}/`, { driver, clock, signal: abort.signal });
      await bodyDeadline(clock, 1_000);
      abort.abort();
      expect((await dialling).failure).toMatchObject({ code: "http-status", response: { status: 403 } });
      expect(clock.sleepingMs).toEqual([]);
    });

    test("a wrong Sec-WebSocket-Accept (RFC 6455 §4.1)", async () => {
      const host = await serve(
        answering((request) =>
          accepted(request).replace(/Accept: .*=/, "Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        ),
      );
      const { failure: found } = await failure(`ws://${host}/`, { driver });
      expect(found).toMatchObject({
        step: "upgrade",
        code: "bad-accept",
        section: "RFC 6455 §4.1",
        response: { status: 101 },
      });
    });

    test.each([
      [
        "no Upgrade header",
        (answer: string) => answer.replace(/Upgrade: websocket\r\n/, "Upgrade: other\r\n"),
      ],
      [
        "a subprotocol that was not asked for",
        (answer: string) => answer.replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: x\r\n\r\n"),
      ],
      [
        "an extension that was not offered",
        (answer: string) => answer.replace("\r\n\r\n", "\r\nSec-WebSocket-Extensions: x\r\n\r\n"),
      ],
    ])("an answer with %s", async (_title, spoil) => {
      const host = await serve(answering((request) => spoil(accepted(request))));
      const { failure: found } = await failure(`ws://${host}/`, { driver });
      expect(found).toMatchObject({ step: "upgrade", code: "bad-handshake" });
      expect(found.section).toMatch(/^RFC /);
    });

    test("a peer that does not speak HTTP at all", async () => {
      const host = await serve((socket) => socket.write("SSH-2.0-OpenSSH_9.9\r\n"));
      const { failure: found } = await failure(`ws://${host}/`, { driver });
      expect(found).toMatchObject({
        step: "upgrade",
        code: "bad-handshake",
        hint: "Check that the port speaks HTTP, and whether it wants TLS (wss://).",
      });
      expect(found.message).toMatch(/^the peer did not answer with HTTP /);
      if (driver === "frame") expect(found.message).toContain("SSH-2.0-OpenSSH_9.9");
    });

    test("a peer that resets, and one that ends, before the answer", async () => {
      const resetting = await serve((socket) => socket.once("data", () => socket.resetAndDestroy()));
      const ending = await serve((socket) => socket.once("data", () => socket.end()));
      for (const host of [resetting, ending]) {
        const { failure: found } = await failure(`ws://${host}/`, { driver });
        expect(found).toMatchObject({ step: "upgrade", code: "reset" });
      }
    });

    test("a peer that resets during TLS", async () => {
      const host = await serve((socket) => socket.once("data", () => socket.resetAndDestroy()));
      const { failure: found } = await failure(`wss://${host}/`, { driver });
      expect(found).toMatchObject({ step: "tls", code: "reset" });
    });

    test.each(["dns", "tcp", "tls", "upgrade"] as const)("a timeout in the step %s", async (step) => {
      const host = await serve(() => {});
      const lookup = (): Promise<string[]> => new Promise(() => {});
      const urls = {
        dns: "ws://silent.example/",
        tcp: step === "tcp" ? `ws://${await fullBacklog()}/` : "",
        tls: `wss://${host}/`,
        upgrade: `ws://${host}/`,
      };
      const { failure: byPhase } = await failure(urls[step], {
        driver,
        lookup,
        phaseTimeoutsMs: { [step]: 50 },
      });
      expect(byPhase).toMatchObject({ step, code: "timeout" });
      expect(byPhase.message).toMatch(/ did not come within 50 ms for this step$/);
      const { failure: byAll } = await failure(urls[step], { driver, lookup, timeoutMs: 60 });
      expect(byAll).toMatchObject({ step, code: "timeout" });
      expect(byAll.message).toMatch(/ did not come within 60 ms for all steps$/);
      const isConnected = step === "tls" || step === "upgrade";
      expect(byAll.hint?.startsWith("The server took the connection and said nothing: ") ?? false).toBe(
        isConnected,
      );
    });

    test.each(["dns", "tcp", "tls", "upgrade"] as const)("an abort in the step %s", async (step) => {
      const host = await serve(() => {});
      const abort = new AbortController();
      const url = step === "dns" ? "ws://silent.example/" : `${step === "tls" ? "wss" : "ws"}://${host}/`;
      const { failure: found } = await failure(url, {
        driver,
        lookup: () => new Promise(() => {}),
        signal: abort.signal,
        onStep: (begun) => {
          if (begun === step) abort.abort(new Error("enough"));
        },
      });
      expect(found).toMatchObject({
        step,
        code: "aborted",
        message: "the caller aborted the dial",
        cause: new Error("enough"),
      });
    });

    test("a signal that has already aborted", async () => {
      const { failure: found } = await failure("ws://127.0.0.1:1/", { driver, signal: AbortSignal.abort() });
      expect(found).toMatchObject({ step: "tcp", code: "aborted" });
    });

    test("a local address that is not ours", async () => {
      const host = await serve(() => {});
      const { failure: found } = await failure(`ws://${host}/`, { driver, localAddress: "192.0.2.1" });
      expect(found).toMatchObject({ step: "tcp", code: "connect-failed" });
      expect(found.message).toContain("EADDRNOTAVAIL");
    });
  });

  describe("what a callback of the caller throws rejects the dial:", () => {
    const mistake = new Error("a mistake of the caller");
    const fail = (): never => {
      throw mistake;
    };

    test.each(["dns", "tcp", "tls", "upgrade"] as const)("onStep of the step %s", async (step) => {
      const host = await serveTls(certificates.server);
      const url = `wss://localhost:${host.split(":")[1]}/`;
      const dialling = dial(url, {
        driver,
        tls: { ca: certificates.authority.cert },
        lookup: async () => ["127.0.0.1"],
        onStep: (begun) => {
          if (begun === step) fail();
        },
      });
      await expect(within(dialling, "the rejection")).rejects.toBe(mistake);
    });

    test("onCertificateProblem", async () => {
      const host = await serveTls(certificates.selfSigned);
      const dialling = dial(`wss://${host}/`, { driver, onCertificateProblem: fail });
      await expect(within(dialling, "the rejection")).rejects.toBe(mistake);
    });
  });

  describe("misuse throws before anything is connected:", () => {
    test.each([
      ["a fragment", "ws://h/#x", {}, "usage-invalid-url"],
      ["an empty fragment", "ws://h/#", {}, "usage-invalid-url"],
      ["another scheme", "ftp://h/", {}, "usage-invalid-url"],
      ["no scheme", "localhost:80", {}, "usage-invalid-url"],
      ["no URL", "", {}, "usage-invalid-url"],
      ["a line break in a header", "ws://h/", { headers: [["X", "a\r\nb"]] }, "usage-invalid-header"],
      ["a subprotocol with a space", "ws://h/", { subprotocols: ["a b"] }, "usage-invalid-subprotocol"],
      [
        "a local address that is a name",
        "ws://h/",
        { localAddress: "localhost" },
        "usage-invalid-local-address",
      ],
      ["a CA that is no PEM", "wss://h/", { tls: { ca: "x", cert: "y" } }, "usage-invalid-tls"],
    ] as const)("%s", async (_title, url, options, code) => {
      await expect(dial(url, { driver, ...options })).rejects.toMatchObject({ name: "WsrigError", code });
    });
  });
});

/** Waits until only the body of a refusing answer is waited for, `ms` long. */
async function bodyDeadline(clock: FakeClock, ms: number): Promise<void> {
  // The steps before wait for times of their own, so that this one can be told from theirs.
  await until(() => clock.sleepingMs.length === 1 && clock.sleepingMs[0] === ms, "the wait for the body");
  await turns(20);
}

describe("only the driver frame", () => {
  test.each(["Sec-WebSocket-Key", "sec-websocket-version", "Upgrade", "CONNECTION"])(
    "replaces the default header %s",
    async (name) => {
      await expect(dial("ws://h/", { driver: "ws", headers: [[name, "x"]] })).rejects.toMatchObject({
        code: "driver-unsupported",
        message: `the driver "ws" cannot replace its own header ${name}`,
      });
    },
  );

  test("sends another version and leaves out default headers, as a test of a server needs it", async () => {
    let seen = "";
    const host = await serve(
      answering((request) => {
        seen = request;
        return "HTTP/1.1 426 Upgrade Required\r\nSec-WebSocket-Version: 13\r\nContent-Length: 0\r\n\r\n";
      }),
    );
    await failure(`ws://${host}/`, { version: 99, omitHeaders: ["Sec-WebSocket-Key"] });
    expect(headerOf(seen, "Sec-WebSocket-Version")).toBe("99");
    expect(headerOf(seen, "Sec-WebSocket-Key")).toBeUndefined();
    for (const options of [{ version: 99 }, { omitHeaders: ["Origin"] }]) {
      await expect(dial(`ws://${host}/`, { driver: "ws", ...options })).rejects.toMatchObject({
        code: "driver-unsupported",
      });
    }
  });

  test("reads an answer that comes byte by byte", async () => {
    const slow = await serve((socket) => {
      let request = "";
      socket.on("data", (bytes) => {
        request += bytes;
        if (!request.endsWith("\r\n\r\n")) return;
        const answer = Buffer.concat([Buffer.from(accepted(request)), Buffer.from([0x81, 0x01, 0x61])]);
        let sent = 0;
        const next = (): void => {
          if (sent === answer.length) return;
          socket.write(answer.subarray(sent, ++sent));
          setImmediate(next);
        };
        next();
      });
    });
    const { connection } = await opened(`ws://${slow}/`);
    const received: string[] = [];
    connection.setListener({
      messageReceived: ({ payload }) => received.push(Buffer.from(payload).toString()),
    });
    await until(() => received.length === 1, "the message");
  });

  test("the same seed gives the same key and the same masks", async () => {
    const requests: string[] = [];
    const host = await serve(
      answering((request) => {
        requests.push(headerOf(request, "Sec-WebSocket-Key") ?? "");
        return accepted(request);
      }),
    );
    await opened(`ws://${host}/`, { random: seededRandom(7) });
    await opened(`ws://${host}/`, { random: seededRandom(7) });
    expect(requests[0]).toBe(requests[1]);
  });

  test("an untrusted certificate can be accepted by the caller, before anything is sent", async () => {
    const host = await serveTls(certificates.selfSigned);
    const problems: string[] = [];
    const ask = (answer: boolean): Promise<DialResult> =>
      dialed(`wss://${host}/`, {
        onCertificateProblem: ({ code, subject }) => {
          problems.push(`${code} ${subject}`);
          return answer;
        },
      });
    expect((await ask(true)).kind).toBe("open");
    expect((await ask(false)).kind).toBe("failed");
    expect(problems).toEqual(Array(2).fill("DEPTH_ZERO_SELF_SIGNED_CERT 127.0.0.1"));
  });

  test("the operating system's lookup finds localhost, and not a name with an empty label", async () => {
    const host = await serve(answering((request) => accepted(request)));
    await opened(`ws://localhost:${host.split(":")[1]}/`);
    const { failure: found } = await failure("ws://a..b/");
    expect(found).toMatchObject({ step: "dns", code: "dns-failed" });
  });
});

/** `127.0.0.1:port` of a listener that accepts nothing and whose queue is full, so that a connect gets no answer. */
async function fullBacklog(): Promise<string> {
  const script = `
    const { parentPort } = require("node:worker_threads");
    const server = require("node:net").createServer();
    server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
    });`;
  const worker = new Worker(script, { eval: true });
  const port = await new Promise<number>((resolve) => worker.once("message", resolve));
  const fillers = Array.from({ length: 8 }, () => connect({ port, host: "127.0.0.1" }).on("error", () => {}));
  cleanUps.push(() => {
    for (const filler of fillers) filler.destroy();
    void worker.terminate();
  });
  await until(() => fillers.some(({ connecting }) => !connecting), "the first connection");
  await turns(50);
  return `127.0.0.1:${port}`;
}

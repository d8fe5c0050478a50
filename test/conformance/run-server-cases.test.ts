// Cases on a server over real sockets.

import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import { selectCases } from "../../src/conformance/case-selection.js";
import { group1 } from "../../src/conformance/cases/group-1.js";
import { groupC } from "../../src/conformance/cases/group-c.js";
import { groupH } from "../../src/conformance/cases/group-h.js";
import { makeCatalogue } from "../../src/conformance/catalogue.js";
import { runServerCases } from "../../src/conformance/run-server-cases.js";
import type { ServerGone } from "../../src/conformance/server-watch.js";
import { caseNamed } from "./sent-writes.js";

test("header lines of the run are in requests that a case writes by itself too", async () => {
  let request = "";
  const server = createServer((socket) => {
    socket.once("data", (bytes) => {
      request = bytes.toString("latin1");
      socket.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    });
  }).listen(0, "127.0.0.1");
  try {
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const results = await runServerCases({
      url: `ws://127.0.0.1:${port}/echo?a=1`,
      cases: [caseNamed(groupH, "H.2.4")],
      headers: [["Authorization", "Bearer me"]],
    });
    expect(results.map(({ id, verdict, reason }) => ({ id, verdict, reason }))).toEqual([
      { id: "H.2.4", verdict: "pass", reason: "The server answered 400 Bad Request." },
    ]);
    expect(request.split("\r\n")).toEqual([
      "GET /echo?a=1 HTTP/1.0",
      "User-Agent: wsrig",
      `Host: 127.0.0.1:${port}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Pragma: no-cache",
      "Cache-Control: no-cache",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Version: 13",
      "Authorization: Bearer me",
      "",
      "",
    ]);
  } finally {
    server.close();
  }
});

test("an end that is asked for while TCP is being opened ends the case, which has no result", async () => {
  const server = createServer((socket) => socket.resume()).listen(0, "127.0.0.1");
  try {
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const stop = new AbortController();
    const results = await runServerCases({
      url: `ws://server.test:${port}/`,
      cases: [caseNamed(groupC, "C.1.1")],
      waitMs: 600_000,
      caseTimeoutMs: 600_000,
      signal: stop.signal,
      dial: {
        lookup: async () => {
          stop.abort();
          return ["127.0.0.1"];
        },
      },
    });
    expect(results).toEqual([]);
  } finally {
    server.close();
  }
});

test("a server that sends interim answers without end is given up after 20 of them", async () => {
  const server = createServer((socket) => {
    const block = Buffer.from("HTTP/1.1 100 Continue\r\n\r\n".repeat(2_000));
    const pump = (): void => {
      while (!socket.destroyed && socket.write(block));
    };
    socket.on("drain", pump).on("error", () => {});
    socket.resume();
    pump();
  }).listen(0, "127.0.0.1");
  try {
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const [result] = await runServerCases({
      url: `ws://127.0.0.1:${port}/`,
      cases: [caseNamed(groupC, "C.1.1")],
    });
    expect(result?.reason).toBe("The connection was not opened: the server answered 100 Continue.");
  } finally {
    server.close();
  }
});

test.each([
  ["goes on passes", false, "pass", "The server answers others as before."],
  ["then listens no more fails", true, "fail", "After this the peer answers on no other connection either."],
])("a reset reaches the server as ECONNRESET, and one that %s", async (_, isMortal, verdict, reason) => {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  const errors: (string | undefined)[] = [];
  server.on("connection", (_socket, { socket }) => {
    socket.on("error", ({ code }: NodeJS.ErrnoException) => {
      errors.push(code);
      if (isMortal) server.close();
    });
  });
  try {
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const results = await runServerCases({
      url: `ws://127.0.0.1:${port}/`,
      cases: [caseNamed(groupC, "C.5.6")],
      // Time enough for the reset to be felt before the server is asked again.
      waitMs: 4_000,
    });
    expect(results.map((result) => [result.id, result.verdict, result.reason])).toEqual([
      ["C.5.6", verdict, reason],
    ]);
    expect(errors).toEqual(["ECONNRESET"]);
  } finally {
    server.close();
  }
});

describe("a server that", () => {
  /** Echoes, and goes away for good when `crash` comes. */
  async function mortal(): Promise<{ readonly url: string; close(): void }> {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    server.on("connection", (socket) => {
      socket.on("error", () => {});
      socket.on("message", (message, isBinary) => {
        if (isBinary) socket.send(message, { binary: true });
        else {
          server.close();
          for (const one of server.clients) one.terminate();
        }
      });
    });
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return { url: `ws://127.0.0.1:${port}/`, close: () => server.close() };
  }
  const cases = ["1.2.1", "1.2.2", "1.1.2", "1.2.3", "1.1.3"].map((id) => caseNamed(group1, id));

  test("crashes ends the run: its case fails, and the later ones have no result", async () => {
    const gone: ServerGone[] = [];
    const { url, close } = await mortal();
    try {
      const options = { jobs: 1, serverGone: (one: ServerGone) => void gone.push(one) };
      const results = await runServerCases({ url, cases, ...options });
      expect(results.map(({ id, verdict, reason }) => [id, verdict, reason])).toEqual([
        ["1.2.1", "pass", "The peer did exactly what was expected."],
        ["1.2.2", "pass", "The peer did exactly what was expected."],
        ["1.1.2", "fail", "What came from the peer differs from what was expected."],
      ]);
      expect(gone).toEqual([{ why: "nothing listens at the address (ECONNREFUSED)", underWay: ["1.1.2"] }]);
    } finally {
      close();
    }
  });

  test("never was there fails every case, and says why", async () => {
    const { url, close } = await mortal();
    close();
    const results = await runServerCases({ url, cases: cases.slice(0, 2) });
    const reason = `The connection was not opened: no TCP connection to ${url}: nothing listens at the address (ECONNREFUSED).`;
    expect(results.map((result) => [result.id, result.verdict, result.reason])).toEqual([
      ["1.2.1", "fail", reason],
      ["1.2.2", "fail", reason],
    ]);
  });
});

test("an interrupted run ends whatever its cases wait for, however long the waits are", {
  timeout: 60_000,
}, async () => {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  const aborting = new AbortController();
  let opened = 0;
  const cases = selectCases(makeCatalogue(), "server", {
    cases: ["M.*", "C.*", "H.*", "R.*"],
    exclude: [],
    hostile: false,
  });
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    if (++opened === 40) aborting.abort();
  });
  try {
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const results = await runServerCases({
      url: `ws://127.0.0.1:${port}/`,
      cases: cases.selected,
      jobs: 40,
      waitMs: 3_600_000,
      signal: aborting.signal,
    });
    expect(results.filter(({ verdict }) => verdict === "fail")).toEqual([]);
  } finally {
    server.close();
    for (const one of server.clients) one.terminate();
  }
});

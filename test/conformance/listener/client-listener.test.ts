// The listener for clients, driven by a client that we did not write.

import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import WebSocket from "ws";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import { selectCases } from "../../../src/conformance/case-selection.js";
import { allCases } from "../../../src/conformance/catalogue.js";
import {
  type ClientListener,
  type ClientListenerOptions,
  listenForClients,
} from "../../../src/conformance/listener/client-listener.js";
import { listenMistake } from "../../../src/conformance/listener/listen-mistake.js";
import { makeCertificates } from "../../client/certificates.js";

const group1 = selectCases(allCases, "client", { cases: ["1.*"], exclude: [], hostile: false });
let listener: ClientListener | undefined;

afterEach(() => listener?.close());

async function listen(options: Partial<ClientListenerOptions> = {}): Promise<ClientListener> {
  listener = await listenForClients({ selection: group1, ...options });
  return listener;
}

/** What drivers of the reference suite do: everything that comes goes back; resolves with all messages at the end. */
function visit(url: string, { echoes = true } = {}): Promise<{ messages: string[]; code: number }> {
  return new Promise((resolve, reject) => {
    const messages: string[] = [];
    const socket = new WebSocket(url);
    socket.on("message", (data, isBinary) => {
      messages.push(String(data));
      if (echoes) socket.send(data, { binary: isBinary });
    });
    socket.on("close", (code) => resolve({ messages, code }));
    socket.on("error", reject);
  });
}

/** The status line and the body of a plain request. */
async function ask(port: number, request: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(request);
  const chunks: Buffer[] = [];
  socket.on("data", (bytes) => chunks.push(bytes));
  await once(socket, "close");
  const [head = "", body = ""] = Buffer.concat(chunks).toString().split("\r\n\r\n");
  return `${head.split("\r\n")[0]}: ${body.trim()}`;
}

test("a driver script of the reference suite goes through all cases and asks for the reports", async () => {
  const asked: (string | undefined)[] = [];
  const { url, runs, stopAsked } = bound(await listen({ updateReports: (agent) => void asked.push(agent) }));

  expect(await visit(`${url}/getCaseCount`, { echoes: false })).toEqual({ messages: ["16"], code: 1005 });
  expect(await visit(`${url}/getCaseInfo?case=2`, { echoes: false })).toEqual({
    messages: ['{"id":"1.1.2","description":"A text message of 125 bytes in one frame."}'],
    code: 1005,
  });
  for (let index = 1; index <= 16; index++) await visit(`${url}/runCase?case=${index}&agent=ws`);
  expect(await visit(`${url}/getCaseStatus?case=16&agent=ws`, { echoes: false })).toEqual({
    messages: ['{"behavior":"OK","verdict":"pass","reason":"The peer did exactly what was expected."}'],
    code: 1005,
  });
  expect((await visit(`${url}/updateReports?agent=ws&shutdownOnComplete=true`)).code).toBe(1005);
  await stopAsked;

  expect(asked).toEqual(["ws"]);
  const [run] = runs();
  expect(run?.agent).toBe("ws");
  expect(
    run?.results.map(({ id, behavior, behaviorClose, verdict }) => [id, behavior, behaviorClose, verdict]),
  ).toEqual(group1.selected.map(({ id }) => [id, "OK", "OK", "pass"]));
});

test("clients of several names have results of their own, and a case run again counts with its last result", async () => {
  const { url, runs, settled } = bound(await listen({ waitMs: 1_000 }));
  await visit(`${url}/runCase?casetuple=1.1.2&agent=mute`, { echoes: false });
  await visit(`${url}/runCase?casetuple=1.1.1&agent=good`);
  await visit(`${url}/runCase?casetuple=1.1.2&agent=good`, { echoes: false });
  await visit(`${url}/runCase?casetuple=1.1.2&agent=good`);
  await settled();

  const seen = runs().map(({ agent, results }) => [
    agent,
    results.map(({ id, verdict }) => `${id} ${verdict}`),
  ]);
  expect(seen).toEqual([
    ["mute", ["1.1.2 fail"]],
    ["good", ["1.1.1 pass", "1.1.2 pass"]],
  ]);
});

test("the status of a case that is under way comes when it is over", async () => {
  const { url } = bound(await listen({ waitMs: 300 }));
  const running = visit(`${url}/runCase?casetuple=1.1.2&agent=slow`, { echoes: false });
  const began = new WebSocket(`${url}/runCase?casetuple=1.1.3&agent=slow`);
  await once(began, "open");
  const status = visit(`${url}/getCaseStatus?case=3&agent=slow`, { echoes: false });
  expect(await status).toEqual({
    messages: [
      JSON.stringify({
        behavior: "FAILED",
        verdict: "fail",
        reason: `Expected a text message of 126 bytes "${"*".repeat(40)}…"; received nothing.`,
      }),
    ],
    code: 1005,
  });
  await running;
});

test.each([
  [
    "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n",
    "HTTP/1.1 404 Not Found: the target /nowhere is unknown; try /getCaseCount or /runCase",
  ],
  [
    "GET /runCase?case=99&agent=a HTTP/1.1\r\nHost: x\r\n\r\n",
    'HTTP/1.1 400 Bad Request: case is "99"; must be a number from 1 to 16',
  ],
  [
    "GET /getCaseStatus?case=1&agent=a HTTP/1.1\r\nHost: x\r\n\r\n",
    "HTTP/1.1 404 Not Found: a has not run case 1.1.1",
  ],
  [
    "GET /getCaseCount HTTP/1.1\r\nHost: x\r\n\r\n",
    "HTTP/1.1 400 Bad Request: /getCaseCount speaks WebSocket: Sec-WebSocket-Key is missing",
  ],
  [
    "GET //[ HTTP/1.1\r\nHost: x\r\n\r\n",
    "HTTP/1.1 404 Not Found: the target //[ is unknown; try /getCaseCount or /runCase",
  ],
  ["nonsense\r\n\r\n", 'HTTP/1.1 400 Bad Request: the request line is not valid: "nonsense" (RFC 9112 §3)'],
  ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 200 OK: <p>cases</p>"],
])("%j is answered in HTTP", async (request, answer) => {
  const { port } = await listen({ page: "<p>cases</p>" });
  expect(await ask(port, request)).toBe(answer);
});

test("a client that floods the listener while it waits for a status is dropped", async () => {
  const { url } = bound(await listen({ waitMs: 600_000 }));
  const running = new WebSocket(`${url}/runCase?casetuple=1.1.6&agent=mute`);
  await once(running, "open");
  const status = new WebSocket(`${url}/getCaseStatus?case=6&agent=mute`);
  await once(status, "open");
  for (let sent = 0; sent < 3; sent++) status.send(Buffer.alloc(30_000));
  const [code] = await once(status, "close");
  expect(code).toBe(1006);
  running.terminate();
});

test("a client that never begins its TLS handshake does not keep the listener from closing", async () => {
  const { server } = await makeCertificates();
  const { port, close } = bound(await listen({ tls: server }));
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const closed = once(socket, "close");
  socket.resume();
  await close();
  await closed;
});

test("closing ends a case under way, which then has no result", async () => {
  const told: string[] = [];
  const caseEnded = (_: string, { id }: CaseResult): void => void told.push(id);
  const { url, runs, close } = bound(await listen({ caseEnded }));
  const client = new WebSocket(`${url}/runCase?casetuple=1.1.6&agent=mute`);
  await once(client, "open");
  await close();
  await once(client, "close");
  expect(runs().map(({ agent, results }) => [agent, results])).toEqual([["mute", []]]);
  expect(told).toEqual([]);
});

test("a taken port is a mistake that names it, and says what it means", async () => {
  const { port } = await listen();
  await expect(listenForClients({ selection: group1, port })).rejects.toMatchObject({
    code: "usage-port-unavailable",
    message: `cannot listen on 127.0.0.1:${port}: another program listens there (EADDRINUSE)`,
    path: "--port",
    hint: "End that program, or choose another --port, 0 for a free one.",
  });
});

test("an address of another machine is a mistake of the host", async () => {
  // RFC 5737 §3: 192.0.2.0/24 is for documentation, no machine has an address of it.
  await expect(listenForClients({ selection: group1, host: "192.0.2.1" })).rejects.toMatchObject({
    code: "usage-port-unavailable",
    message: "cannot listen on 192.0.2.1:0: this machine has no such address (EADDRNOTAVAIL)",
    path: "--host",
  });
});

test("a port that only root may use is said to be one", () => {
  const error = Object.assign(new Error("listen EACCES"), { code: "EACCES" });
  expect(listenMistake(error, { host: "::1", port: 80 })).toMatchObject({
    message: "cannot listen on [::1]:80: this user may not use the port (EACCES)",
    path: "--port",
    hint: "Choose a --port from 1024 on, or 0 for a free one.",
  });
});

function bound(made: ClientListener): ClientListener {
  return {
    url: made.url,
    port: made.port,
    stopAsked: made.stopAsked,
    runs: () => made.runs(),
    settled: () => made.settled(),
    idleMs: () => made.idleMs(),
    close: () => made.close(),
  };
}

// Group H on servers: which wrong ones turn which cases red, and how each answer is judged.

import { describe, expect, test } from "vitest";
import { groupH } from "../../../src/conformance/cases/group-h.js";
import { badRequest, type HeadServer, headServer, rightAnswer } from "../handshake-peers.js";
import { judged } from "../judged.js";
import { playInMemory } from "../play-in-memory.js";
import { rightPeer } from "../right-peer.js";
import { caseNamed } from "../sent-writes.js";

const cases = groupH.filter(({ peers }) => peers.includes("server"));

/** The ids of the cases that end with `verdict` on such a server, of the tables that are named. */
async function idsWith(verdict: string, server: HeadServer, ...tables: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  for (const testCase of cases) {
    if (!tables.includes(Number(testCase.id.split(".")[1]))) continue;
    const result = await playInMemory(testCase, "server", headServer(server));
    if (result.verdict === verdict) found.push(testCase.id);
  }
  return found;
}

const red = (server: HeadServer, ...tables: readonly number[]): Promise<string[]> =>
  idsWith("fail", server, ...tables);
const ids = (table: number, ...numbers: readonly number[]): string[] =>
  numbers.map((number) => `H.${table}.${number}`);
const line = (id: string, server: HeadServer): Promise<string> =>
  judged(caseNamed(cases, id), () => headServer(server), "server");
/** A right answer that goes through `change`. */
const answering = (change: (head: string) => string): HeadServer => ({
  answer: (request) => change(rightAnswer(request)),
});
const withLine = (added: string): HeadServer =>
  answering((head) => head.replace(/\r\n\r\n$/, `\r\n${added}\r\n\r\n`));
const gullible: HeadServer = { answer: rightAnswer };
const prudish: HeadServer = { answer: () => badRequest };

test("every case is red on a server that never answers", async () => {
  expect(await red({ answer: () => undefined }, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).toEqual(
    cases.map(({ id }) => id),
  );
});

describe("a server that accepts whatever it is asked", () => {
  test.each<[string, number, readonly number[]]>([
    ["request line", 2, [1, 2, 3, 4, 5, 6]],
    ["Host", 3, [1, 2, 3, 4]],
    ["Upgrade and Connection", 4, [1, 2, 3, 4, 5, 6, 7]],
    ["key", 5, [1, 2, 3, 4, 5, 6, 7]],
    ["version", 6, [1, 2, 3, 4, 6, 7, 8, 9, 10, 11]],
    ["syntax", 7, [1, 2, 3, 4, 5]],
    ["body", 8, [5, 6]],
    ["offers", 9, [6, 7, 9, 10, 11]],
  ])("is red where it breaks a MUST: %s, H.%d", async (_, table, numbers) => {
    expect(await red(gullible, table)).toEqual(ids(table, ...numbers));
  });

  test("is lenient where the rule binds the client only, or says SHOULD", async () => {
    expect(await idsWith("informational", gullible, 2, 3, 5, 6, 7, 9)).toEqual([
      ...ids(2, 7, 8, 9),
      ...ids(3, 5),
      ...ids(5, 8, 9),
      ...ids(6, 5),
      ...ids(7, 6, 7, 8),
      ...ids(9, 8),
    ]);
  });

  test("is told so", async () => {
    expect(await line("H.2.4", gullible)).toBe(
      "FAILED / OK / fail: The server accepted the handshake although the version of HTTP is 1.0; it must refuse it.",
    );
    expect(await line("H.3.2", gullible)).toBe(
      "FAILED / OK / fail: The server accepted the handshake although Host occurs twice with the same value; it must refuse it.",
    );
    expect(await line("H.6.11", gullible)).toBe(
      "FAILED / OK / fail: The server accepted the handshake although Upgrade and Connection are missing; it must refuse it.",
    );
    expect(await line("H.5.8", gullible)).toBe(
      "INFORMATIONAL / OK / informational: The server accepted the handshake although the key is of 15 bytes; RFC 6455 §4.2.2 says that a server need not decode the key.",
    );
    expect(await line("H.8.5", gullible)).toBe(
      'FAILED / OK / fail: The handshake was done, but a text of "body" came instead of the message (the request has a body of 10 bytes, which look like a frame).',
    );
  });
});

describe("a server that refuses whatever it is asked", () => {
  test.each<[string, number, readonly number[], readonly number[]]>([
    ["spelling", 1, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 14], [9, 12, 13, 15, 16]],
    ["delivery", 8, [1, 7], [2, 3, 4]],
    ["offers", 9, [], [1, 2, 3, 4, 5]],
    ["answer", 10, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], []],
  ])("is red or lenient: %s, H.%d", async (_, table, failed, lenient) => {
    expect(await red(prudish, table)).toEqual(ids(table, ...failed));
    expect(await idsWith("informational", prudish, table)).toEqual(ids(table, ...lenient));
  });

  test("is told so", async () => {
    expect(await line("H.1.4", prudish)).toBe(
      "FAILED / OK / fail: The server answered 400 Bad Request; it must accept such a request: Upgrade is `WebSocket`.",
    );
    expect(await line("H.1.9", prudish)).toBe(
      "INFORMATIONAL / OK / informational: The server answered 400 Bad Request; RFC 9110 §7.8 lets a server decline any upgrade.",
    );
  });

  test("must tell the versions that it speaks", async () => {
    expect(await red(prudish, 6)).toEqual(ids(6, 1, 2, 3, 4, 5));
    expect(await line("H.6.1", prudish)).toBe(
      "FAILED / OK / fail: The server answered 400 without Sec-WebSocket-Version.",
    );
  });
});

describe("a request that must be refused is judged by the answer", () => {
  const status = (head: string): HeadServer => ({ answer: () => `HTTP/1.1 ${head}\r\n\r\n` });
  test.each<[string, string, HeadServer, string]>([
    ["400", "H.5.1", prudish, "OK / OK / pass: The server answered 400 Bad Request."],
    ["405", "H.2.1", status("405 No"), "OK / OK / pass: The server answered 405 No."],
    ["505", "H.2.4", status("505 No"), "OK / OK / pass: The server answered 505 No."],
    ["501", "H.2.3", status("501 No"), "OK / OK / pass: The server answered 501 No."],
    ["500", "H.5.1", status("500 No"), "INFORMATIONAL / OK / informational: The server answered 500 No."],
    ["200 to what is no handshake", "H.4.1", status("200 OK"), "OK / OK / pass: The server answered 200 OK."],
    [
      "200 to a handshake",
      "H.5.1",
      status("200 OK"),
      "FAILED / OK / fail: The server answered 200 OK although Sec-WebSocket-Key is missing; an error must be its answer.",
    ],
    [
      "no HTTP",
      "H.5.1",
      { answer: () => "no\r\n\r\n" },
      'FAILED / OK / fail: The answer is not HTTP: the request line is not valid: "no".',
    ],
    ["nothing", "H.5.1", { answer: () => "" }, "OK / OK / pass: The server dropped TCP without an answer."],
    [
      "silence",
      "H.5.1",
      { answer: () => undefined },
      "FAILED / OK / fail: The server neither answered nor dropped TCP.",
    ],
    [
      "an interim answer and 400",
      "H.5.1",
      { answer: () => `HTTP/1.1 103 Hm\r\n\r\n${badRequest}` },
      "OK / OK / pass: The server answered 400 Bad Request.",
    ],
    [
      "426 with the version",
      "H.6.2",
      status("426 No\r\nSec-WebSocket-Version: 8, 13"),
      "OK / OK / pass: The server answered 426 with Sec-WebSocket-Version: 8, 13.",
    ],
    [
      "400 with the version",
      "H.6.2",
      status("400 No\r\nSec-WebSocket-Version: 13"),
      "NON-STRICT / OK / nonStrict: The server answered 400 with Sec-WebSocket-Version: 13; the status that says it is 426.",
    ],
    [
      "426 with another version",
      "H.6.2",
      status("426 No\r\nSec-WebSocket-Version: 8"),
      "FAILED / OK / fail: The server answered 426 with Sec-WebSocket-Version: 8.",
    ],
    [
      "a drop instead of the version",
      "H.6.2",
      { answer: () => "" },
      "FAILED / OK / fail: Instead of telling the versions that it speaks the server dropped TCP without an answer.",
    ],
    [
      "426 without Upgrade",
      "H.6.11",
      status("426 No"),
      "FAILED / OK / fail: The server answered 426 without Upgrade: websocket.",
    ],
    [
      "426 with Upgrade",
      "H.6.11",
      status("426 No\r\nUpgrade: h2c, WebSocket"),
      "OK / OK / pass: The server answered 426 No.",
    ],
  ])("%s, %s", async (_, id, server, verdict) => {
    expect(await line(id, server)).toBe(verdict);
  });
});

describe("one wrong part of a right answer turns red", () => {
  test.each<[string, HeadServer, readonly number[]]>([
    ["another version of HTTP", answering((head) => head.replace("HTTP/1.1", "HTTP/1.0")), [1]],
    ["no Upgrade", answering((head) => head.replace("Upgrade: websocket\r\n", "")), [2]],
    ["no Connection", answering((head) => head.replace("Connection: Upgrade\r\n", "")), [3]],
    ["an empty second accept", withLine("Sec-WebSocket-Accept:"), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
    ["an empty subprotocol", withLine("Sec-WebSocket-Protocol:"), [5]],
    ["an extension", withLine("Sec-WebSocket-Extensions: permessage-deflate"), [6]],
    ["a length", withLine("Content-Length: 0"), [7]],
    ["a transfer coding", withLine("Transfer-Encoding: identity"), [8]],
    [
      "the accept of the example, whatever the key",
      answering((head) => head.replace(/Accept: .*/, "Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")),
      [9, 11],
    ],
    [
      "the accept of the key as it would be encoded again",
      { answer: (request) => rightAnswer(request.replace("ZR==", "ZQ==")) },
      [11],
    ],
  ])("%s", async (_, server, numbers) => {
    expect(await red(server, 10)).toEqual(ids(10, ...numbers));
  });
});

describe("a server that chooses what it was not offered is red", () => {
  test.each<[string, HeadServer, readonly number[]]>([
    ["a subprotocol of its own", withLine("Sec-WebSocket-Protocol: mine"), [1, 2, 3]],
    [
      "the client's list of subprotocols",
      {
        answer: (request) => {
          const asked = [...request.matchAll(/^Sec-WebSocket-Protocol: (.*)\r$/gm)].map(([, value]) => value);
          return asked.length === 0
            ? rightAnswer(request)
            : rightAnswer(request).replace(/\r\n$/, `Sec-WebSocket-Protocol: ${asked.join(", ")}\r\n\r\n`);
        },
      },
      [2, 3],
    ],
    ["an extension that nobody knows", withLine("Sec-WebSocket-Extensions: x-wsrig"), [4, 5]],
  ])("%s", async (_, server, numbers) => {
    expect((await red(server, 9)).filter((id) => Number(id.split(".")[2]) <= 5)).toEqual(ids(9, ...numbers));
  });
});

describe("how bytes come turns red", () => {
  test("a server that loses what follows the request", async () => {
    expect(await red({ ...gullible, losesRest: true }, 8)).toEqual([]);
    expect(await line("H.8.2", { ...gullible, losesRest: true })).toBe(
      "INFORMATIONAL / OK / informational: The message that came with the head is lost; RFC 6455 §4.1 has clients wait for the answer, and says nothing of servers.",
    );
  });

  test("a server that answers before the request is whole", async () => {
    const endOf = (bytes: string): number => bytes.length;
    expect(await line("H.8.7", { ...gullible, endOf })).toBe(
      "FAILED / OK / fail: The server answered 101 before the request was whole.",
    );
    expect(await line("H.8.1", { answer: () => badRequest, endOf })).toBe(
      "FAILED / OK / fail: The server answered 400 Bad Request; it must accept such a request: the request comes byte by byte.",
    );
  });

  test("a right server in single bytes not at all", async () => {
    for (const testCase of cases.filter(({ id }) => id !== "H.7.8")) {
      const { verdict, reason } = await playInMemory(testCase, "server", rightPeer("server"), {
        deliveryBytes: 1,
      });
      expect({ id: testCase.id, verdict, reason }).toEqual({ id: testCase.id, verdict: "pass", reason });
    }
  });
});

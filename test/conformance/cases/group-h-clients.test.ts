// Group H on clients: which wrong ones turn which cases red, and how each is judged.

import { describe, expect, test } from "vitest";
import { groupH } from "../../../src/conformance/cases/group-h.js";
import { parseHttpHead } from "../../../src/protocol/http-head.js";
import { type HeadClient, headClient } from "../handshake-peers.js";
import { judged } from "../judged.js";
import type { MakePeer } from "../memory-peer.js";
import { playInMemory } from "../play-in-memory.js";
import { rightPeer } from "../right-peer.js";
import { caseNamed } from "../sent-writes.js";

const cases = groupH.filter(({ peers }) => peers.includes("client"));
const rightOnes = [11, 12, 13];
const wrongOnes = [14, 15, 16, 17, 18];
const accept = "C/0nmHhBztSRGR1CwL6Tf4ZjwpY=";

/** The ids of the cases that end with `verdict` on such a client, of the tables that are named. */
async function idsWith(verdict: string, client: MakePeer, tables: readonly number[]): Promise<string[]> {
  const found: string[] = [];
  for (const testCase of cases) {
    if (!tables.includes(Number(testCase.id.split(".")[1]))) continue;
    const result = await playInMemory(testCase, "client", client);
    if (result.verdict === verdict) found.push(testCase.id);
  }
  return found;
}

const red = (client: HeadClient, ...tables: readonly number[]): Promise<string[]> =>
  idsWith("fail", headClient(client), tables);
const ids = (table: number, ...numbers: readonly number[]): string[] =>
  numbers.map((number) => `H.${table}.${number}`);
const line = (id: string, client: MakePeer): Promise<string> =>
  judged(caseNamed(cases, id), () => client, "client");
const allOf = (...tables: readonly number[]): string[] =>
  cases.map(({ id }) => id).filter((id) => tables.includes(Number(id.split(".")[1])));

const gullible: HeadClient = { accepts: () => true };
const prudish: HeadClient = { accepts: () => false };
/** Opens on a right answer and on nothing else, but asks as `request` says. */
const asking = (request: (right: string) => string): HeadClient => ({ accepts: () => true, request });
/** The values of a header, joined, as far as headers can be read; the status line may be any. */
function headerOf(answer: string, name: string): string {
  const head = parseHttpHead(Buffer.from(answer.replace(/^.*\r\n/, "HTTP/1.1 101\r\n"), "latin1"));
  return head.kind === "response" ? (head.headers.get(name) ?? "") : "";
}

describe("a client that takes any answer for an open connection", () => {
  const lenient = [...ids(17, 3), ...ids(18, 1, 8, 9)];

  test("is red on every wrong answer where the client is bound, and lenient on the others", async () => {
    expect(await red(gullible, ...wrongOnes)).toEqual(
      allOf(...wrongOnes).filter((id) => !lenient.includes(id)),
    );
    expect(await idsWith("informational", headClient(gullible), wrongOnes)).toEqual(lenient);
  });

  test("is told so", async () => {
    expect(await line("H.14.1", headClient(gullible))).toBe(
      "FAILED / OK / fail: The client took the connection as open (a message came back) although the answer is 200 OK; all else is as in a right 101.",
    );
    expect(await line("H.18.1", headClient(gullible))).toBe(
      "INFORMATIONAL / OK / informational: The client took the connection as open (a message came back) although the answer is HTTP/1.0; RFC 6455 §4.1 has clients look at the status alone.",
    );
  });

  test("is red on the lenient ones too when it masks nothing", async () => {
    expect(await red({ ...gullible, isUnmasked: true }, ...wrongOnes)).toEqual(allOf(...wrongOnes));
  });
});

describe("a client that fails the connection whatever the answer", () => {
  test("is red on every right answer but those that it may fail", async () => {
    const lenient = [...ids(12, 13, 15), ...ids(13, 4)];
    const mayFail = [...lenient, ...ids(12, 16)];
    expect(await red(prudish, ...rightOnes)).toEqual(
      allOf(...rightOnes).filter((id) => !mayFail.includes(id)),
    );
    expect(await idsWith("informational", headClient(prudish), rightOnes)).toEqual(lenient);
    expect(await line("H.12.16", headClient(prudish))).toBe(
      "OK / OK / pass: The client failed the connection (a header has a value of 1 MiB); RFC 9110 §5.4 lets a client bound an answer's headers.",
    );
  });

  test("is told so", async () => {
    expect(await line("H.12.1", headClient(prudish))).toBe(
      "FAILED / OK / fail: The client ended the connection after the answer, which it should have taken.",
    );
    expect(await line("H.12.12", headClient(prudish))).toBe(
      "FAILED / OK / fail: The client ended the connection after the answer, which it should have taken: the value of a header that nobody knows goes on in a folded line.",
    );
  });
});

describe("a client that does nothing with the answer", () => {
  const idle: HeadClient = { accepts: () => false, keepsOpen: true };

  test("is red on every right answer", async () => {
    expect(await red(idle, ...rightOnes)).toEqual(allOf(...rightOnes));
    expect(await line("H.12.1", headClient(idle))).toBe(
      "FAILED / OK / fail: The handshake was done, but the message did not come back.",
    );
    expect(await line("H.12.6", headClient(idle))).toBe(
      "FAILED / OK / fail: The handshake was done, but the message did not come back (Connection is `keep-alive, Upgrade`).",
    );
  });

  test("is not strict on a wrong one", async () => {
    expect(await line("H.16.1", headClient(idle))).toBe(
      "NON-STRICT / OK / nonStrict: The client sent nothing more, but left TCP open.",
    );
  });
});

test("a client that fails with a close frame is told that the connection was never open", async () => {
  const closing: MakePeer = (wire) => {
    const client = headClient({ accepts: () => false, keepsOpen: true })(wire);
    return {
      ...client,
      receive: () => {
        wire.write(Uint8Array.of(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xea));
        wire.end();
      },
    };
  };
  expect(await line("H.16.1", closing)).toBe(
    "INFORMATIONAL / OK / informational: The client failed the connection with a close frame, though it was never open.",
  );
});

describe("one check that is missing, or wrong, in a client turns red", () => {
  const hasToken = (value: string, token: string): boolean =>
    value.split(",").some((element) => element.trim().toLowerCase() === token);
  const status101 = (answer: string): boolean => answer.startsWith("HTTP/1.1 101 ");
  const upgrade = (answer: string): boolean => headerOf(answer, "Upgrade").toLowerCase() === "websocket";
  const connection = (answer: string): boolean => hasToken(headerOf(answer, "Connection"), "upgrade");
  const accepted = (answer: string): boolean => headerOf(answer, "Sec-WebSocket-Accept") === accept;
  const subprotocol = (answer: string): boolean => !/^Sec-WebSocket-Protocol/im.test(answer);
  const extension = (answer: string): boolean => !/^Sec-WebSocket-Extensions/im.test(answer);
  const all = { status101, upgrade, connection, accepted, subprotocol, extension };
  const checking = (change: Partial<typeof all>): HeadClient => ({
    accepts: (answer) => Object.values({ ...all, ...change }).every((check) => check(answer)),
  });
  const none = (): boolean => true;

  test.each<[string, Partial<typeof all>, readonly string[]]>([
    ["nothing is missing", {}, []],
    ["the status", { status101: none }, [...ids(14, 1, 2, 3, 4, 5, 6, 7), ...ids(18, 2, 3, 4)]],
    ["the status may go on", { status101: (a) => a.startsWith("HTTP/1.1 101") }, ids(18, 3)],
    ["Upgrade", { upgrade: none }, [...ids(15, 1, 2, 3, 4, 5), ...ids(18, 7)]],
    [
      "Upgrade is searched",
      { upgrade: (a) => headerOf(a, "Upgrade").toLowerCase().includes("websocket") },
      ids(15, 4, 5),
    ],
    [
      "Upgrade is read as a list",
      { upgrade: (a) => hasToken(headerOf(a, "Upgrade"), "websocket") },
      ids(15, 5),
    ],
    ["Connection", { connection: none }, ids(15, 6, 7, 8)],
    [
      "Connection is searched",
      { connection: (a) => headerOf(a, "Connection").toLowerCase().includes("upgrade") },
      ids(15, 8),
    ],
    ["accept", { accepted: none }, ids(16, 1, 2, 3, 4, 5, 6, 7, 8)],
    [
      "accept need only be there",
      { accepted: (a) => /^Sec-WebSocket-Accept/m.test(a) },
      ids(16, 2, 3, 4, 5, 6, 7, 8),
    ],
    [
      "accept is compared without case",
      { accepted: (a) => headerOf(a, "Sec-WebSocket-Accept").toLowerCase() === accept.toLowerCase() },
      ids(16, 8),
    ],
    [
      "the first accept counts",
      { accepted: (a) => headerOf(a, "Sec-WebSocket-Accept").split(", ")[0] === accept },
      ids(16, 6),
    ],
    [
      "the last accept counts",
      { accepted: (a) => headerOf(a, "Sec-WebSocket-Accept").endsWith(accept) },
      ids(16, 7),
    ],
    [
      "accept need only begin right",
      { accepted: (a) => headerOf(a, "Sec-WebSocket-Accept").startsWith(accept) },
      ids(16, 5, 6),
    ],
    ["subprotocol", { subprotocol: none }, ids(17, 1, 2)],
    ["extensions", { extension: none }, ids(17, 4, 5)],
  ])("%s", async (_, change, expected) => {
    expect(await red(checking(change), ...wrongOnes)).toEqual(expected);
  });
});

describe("a request that is wrong in one part turns red", () => {
  const replace = (from: string | RegExp, to: string): HeadClient =>
    asking((right) => right.replace(from, to));
  const add = (header: string): HeadClient => replace(/\r\n\r\n$/, `\r\n${header}\r\n\r\n`);
  const key = "AQIDBAUGBwgJCgsMDQ4PEA==";

  test.each<[string, HeadClient, readonly number[]]>([
    ["nothing", gullible, []],
    ["POST", replace("GET", "POST"), [1]],
    ["HTTP/1.0", replace("HTTP/1.1", "HTTP/1.0"), [2]],
    ["a fragment", replace("GET / ", "GET /#a "), [3]],
    ["a target that is no path", replace("GET / ", "GET a "), [3]],
    ["no Host", replace(/Host: .*\r\n/, ""), [4]],
    ["Host twice", add("Host: a"), [4]],
    ["Host with a user", replace("Host: ", "Host: me:secret@"), [4]],
    ["no Upgrade", replace(/Upgrade: .*\r\n/, ""), [5]],
    ["no Connection", replace(/Connection: .*\r\n/, ""), [6]],
    ["a key of 15 bytes", replace(key, "AQIDBAUGBwgJCgsMDQ4P"), [7]],
    ["the key of the RFC's example", replace(key, "dGhlIHNhbXBsZSBub25jZQ=="), [8]],
    ["a key of zeros", replace(key, "AAAAAAAAAAAAAAAAAAAAAA=="), [8]],
    ["no version", replace(/Sec-WebSocket-Version: .*\r\n/, ""), [9]],
    ["version 8", replace("Version: 13", "Version: 8"), [9]],
    ["the version twice", add("Sec-WebSocket-Version: 13"), [9]],
    ["an Origin with a path", add("Origin: http://a.example/"), [10]],
    ["Origin twice", add("Origin: null\r\nOrigin: null"), [10]],
    ["a right Origin", add("Origin: https://a.example:8443"), []],
    ["a subprotocol twice", add("Sec-WebSocket-Protocol: a, a"), [11]],
    ["an empty subprotocol", add("Sec-WebSocket-Protocol:"), [11]],
    ["right subprotocols", add("Sec-WebSocket-Protocol: a, b"), []],
    ["an extension that breaks the grammar", add("Sec-WebSocket-Extensions: a; =b"), [12]],
    ["a right extension", add("Sec-WebSocket-Extensions: a; b"), []],
    ["a body", add("Content-Length: 3"), [13]],
    ["an accept", add("Sec-WebSocket-Accept: a"), [13]],
    ["a frame that does not wait", replace(/$/, "\x89\x80\0\0\0\0"), [14]],
  ])("%s", async (_, client, numbers) => {
    const found = await red(client, 11);
    expect(found).toEqual(ids(11, ...numbers));
  });

  test("and is told so", async () => {
    expect(await line("H.11.8", headClient(replace(key, "dGhlIHNhbXBsZSBub25jZQ==")))).toBe(
      "FAILED / OK / fail: In the request the key is the example of RFC 6455 §1.3.",
    );
    expect(await line("H.11.14", headClient(replace(/$/, "\x89\x80\0\0\0\0")))).toBe(
      "FAILED / OK / fail: The client sent 6 bytes before it had the answer.",
    );
  });
});

test("a right client passes in single bytes too", async () => {
  for (const testCase of cases.filter(({ id }) => id !== "H.12.16")) {
    const { verdict, reason } = await playInMemory(testCase, "client", rightPeer("client"), {
      deliveryBytes: 1,
    });
    expect({ id: testCase.id, verdict, reason }).toEqual({ id: testCase.id, verdict: "pass", reason });
  }
});

// Group H: its ids, and the bytes of requests and answers that are changed.

import { describe, expect, test } from "vitest";
import { groupH } from "../../../src/conformance/cases/group-h.js";
import { changeHead } from "../../../src/conformance/cases/handshake/head-change.js";
import { FakeClock } from "../../fake-clock.js";
import { headClient, headServer } from "../handshake-peers.js";
import { playInMemory } from "../play-in-memory.js";
import { caseNamed } from "../sent-writes.js";

/** How many cases each table has, from H.1 on. */
const onServers = [17, 9, 5, 7, 9, 11, 9, 7, 11, 11];
const onClients = [14, 16, 4, 7, 8, 8, 5, 9];

/** Each delivery to a server that never answers, or to a client behind its request, with its virtual time. */
async function sent(id: string): Promise<string[]> {
  const clock = new FakeClock();
  const writes: string[] = [];
  const testCase = caseNamed(groupH, id);
  const [role = "server"] = testCase.peers;
  const make =
    role === "server"
      ? headServer({ answer: () => undefined })
      : headClient({ accepts: () => false, keepsOpen: true });
  await playInMemory(
    testCase,
    role,
    (wire) => {
      const peer = make(wire);
      const receive = (bytes: Uint8Array): void => {
        writes.push(`${clock.nowUs() / 1_000} ms: ${Buffer.from(bytes).toString("latin1")}`);
        peer.receive(bytes);
      };
      return { ...peer, receive };
    },
    { clock },
  );
  return writes;
}

const right = [
  "GET / HTTP/1.1",
  "User-Agent: wsrig",
  "Host: 127.0.0.1:9001",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Pragma: no-cache",
  "Cache-Control: no-cache",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "Sec-WebSocket-Version: 13",
];
const request = (lines: readonly string[]): string => `${lines.join("\r\n")}\r\n\r\n`;
const replaced = (from: string, ...to: readonly string[]): string =>
  request(right.flatMap((line) => (line === from ? to : [line])));

describe("group H", () => {
  test("has 96 cases for servers and 71 for clients", () => {
    const ids = [...onServers, ...onClients].flatMap((count, table) =>
      Array.from({ length: count }, (_, index) => `H.${table + 1}.${index + 1}`),
    );
    expect(groupH.map(({ id }) => id)).toEqual(ids);
    expect(groupH.map(({ peers }) => peers)).toEqual(
      ids.map((id) => [Number(id.split(".")[1]) <= onServers.length ? "server" : "client"]),
    );
    expect([onServers, onClients].map((counts) => counts.reduce((sum, count) => sum + count, 0))).toEqual([
      96, 71,
    ]);
  });

  test("says of each case what it is about, under which section, and what to mend", () => {
    for (const { id, description, expectation, section, fix } of groupH) {
      expect(`${id} ${section}`).toMatch(/ RFC (?:6454|6455|9110|9112) §\d+(?:\.\d+)*$/);
      for (const sentence of [description, expectation, fix]) expect(sentence).toMatch(/^[A-Z1].+\.$/s);
    }
  });

  test("asks every case by an opening of its own and leaves the close to its script", () => {
    expect(new Set(groupH.map(({ opening }) => opening?.kind))).toEqual(new Set(["own"]));
    expect(new Set(groupH.map(({ close }) => close))).toEqual(new Set(["any"]));
  });
});

describe("a request of group H", () => {
  const frame = "\x81\x99\x37\xfa\x21\x3d";
  test.each<[string, string, string]>([
    ["H.1.1", "is a right one", request(right)],
    ["H.1.2", "has names in lower case", request(right.map(lowerName))],
    ["H.1.8", "has two lines", replaced(right[4] as string, "Connection: keep-alive", "Connection: Upgrade")],
    ["H.1.14", "asks for a URL", replaced("GET / HTTP/1.1", "GET http://127.0.0.1:9001/ HTTP/1.1")],
    ["H.1.13", "has bytes above 7F", request([...right, "X-Wsrig: caf\xe9 \x80\xff"])],
    ["H.1.16", "begins with an empty line", `\r\n${request(right)}`],
    ["H.1.17", "has LF alone", `${right.join("\n")}\n\n`],
    ["H.2.1", "is a POST", request(["POST / HTTP/1.1", ...right.slice(1), "Content-Length: 0"])],
    ["H.2.5", "has no version of HTTP", replaced("GET / HTTP/1.1", "GET /")],
    ["H.3.1", "has no Host", replaced("Host: 127.0.0.1:9001")],
    ["H.3.3", "has two", replaced(right[2] as string, right[2] as string, "Host: wsrig.example")],
    ["H.5.7", "has a key without padding", replaced(right[7] as string, (right[7] as string).slice(0, -2))],
    ["H.6.5", "has version 8", replaced(right[8] as string, "Sec-WebSocket-Version: 8")],
    ["H.7.2", "has a folded line", replaced(right[3] as string, "X-Wsrig: 1", " Upgrade: websocket")],
    ["H.7.4", "has a CR in a value", replaced(right[3] as string, "X-Wsrig: 1\rUpgrade: websocket")],
    ["H.8.5", "has a body", `${request([...right, "Content-Length: 10"])}\x81\x84\0\0\0\0body`],
    [
      "H.8.6",
      "has a chunked body",
      `${request([...right, "Transfer-Encoding: chunked"])}a\r\n\x81\x84\0\0\0\0body\r\n0\r\n\r\n`,
    ],
    ["H.9.2", "offers two subprotocols", request([...right, "Sec-WebSocket-Protocol: x-wsrig-1, x-wsrig-2"])],
  ])("%s %s", async (id, _, bytes) => {
    expect(await sent(id)).toEqual([`0 ms: ${bytes}`]);
  });

  test("H.8.1 comes in as many writes as it has bytes", async () => {
    expect(await sent("H.8.1")).toEqual([...request(right)].map((byte) => `0 ms: ${byte}`));
  });

  test("H.8.2 has the frame of 31 bytes in the same write", async () => {
    const [write = "", ...more] = await sent("H.8.2");
    expect(more).toEqual([]);
    expect(write.slice(0, -25)).toBe(`0 ms: ${request(right)}${frame}`);
  });

  test("H.8.7 has its last two bytes one wait later", async () => {
    expect(await sent("H.8.7")).toEqual([`0 ms: ${right.join("\r\n")}\r\n`, "1000 ms: \r\n"]);
  });

  test("H.7.8 has 1 MiB in one line", async () => {
    const [write = "", ...more] = await sent("H.7.8");
    expect(more).toEqual([]);
    expect(write).toHaveLength("0 ms: ".length + request(right).length + "X-Wsrig: \r\n".length + 1_048_576);
  });
});

describe("an answer of group H", () => {
  // The accept of the key AQIDBAUGBwgJCgsMDQ4PEA==, by openssl.
  const accept = "C/0nmHhBztSRGR1CwL6Tf4ZjwpY=";
  const lines = [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${accept}`,
  ];
  const frames = "\x81\x19Hello after the handshake\x89\x05wsrig";
  const with3 = (line: string): string => request([...lines.slice(0, 3), line]);

  test.each<[string, string, string]>([
    [
      "H.14.4",
      "is 401 and else right",
      request([
        "HTTP/1.1 401 Unauthorized",
        "Upgrade: websocket",
        "Connection: Upgrade, close",
        `Sec-WebSocket-Accept: ${accept}`,
        'WWW-Authenticate: Basic realm="wsrig"',
        "Content-Length: 0",
      ]),
    ],
    ["H.15.1", "has no Upgrade", request(lines.filter((line) => line !== "Upgrade: websocket"))],
    ["H.16.1", "has no accept", request(lines.slice(0, 3))],
    ["H.16.8", "has the accept in other case", with3("Sec-WebSocket-Accept: c/0NMhHbZTsrgr1cWl6tF4zJWPy=")],
    ["H.17.4", "has an extension", request([...lines, "Sec-WebSocket-Extensions: x-wsrig"])],
    ["H.18.4", "follows a frame", `\x81\x05wsrig${request(lines)}`],
  ])("%s %s, with a text and a ping behind it", async (id, _, head) => {
    expect(await sent(id)).toEqual([`0 ms: ${head}${frames}`]);
  });

  test("H.13.2 has the frame in the same write", async () => {
    expect((await sent("H.13.2"))[0]).toBe(`0 ms: ${request(lines)}\x81\x19Hello after the handshake`);
  });

  test("H.13.4 announces as many bytes of a body as the frame has", async () => {
    expect((await sent("H.13.4"))[0]).toBe(
      `0 ms: ${request([...lines, "Content-Length: 27"])}\x81\x19Hello after the handshake`,
    );
  });

  test("H.12.14 follows an interim one", async () => {
    expect((await sent("H.12.14"))[0]).toBe(
      `0 ms: HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n${request(lines)}`,
    );
  });

  test("H.11.14 comes one wait after the request", async () => {
    expect((await sent("H.11.14"))[0]).toBe(`1000 ms: ${request(lines)}`);
  });
});

describe("a changed head", () => {
  const head = "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n";

  test("is the right one where nothing is changed", () => {
    expect(changeHead(head, {})).toBe(head);
  });

  test("has lines in the place of a header, found without case, and fills in what stands in braces", () => {
    const change = { lines: { host: ["Host: {host}", "Host: {what}"] }, startLine: "GET {target} HTTP/1.0" };
    expect(changeHead(head, change, { host: "$&", target: "/x" })).toBe(
      "GET /x HTTP/1.0\r\nHost: $&\r\nHost: {what}\r\nUpgrade: websocket\r\n\r\n",
    );
  });

  test("has one line first, others last, and any end of line", () => {
    expect(changeHead(head, { first: " a", more: ["b"], lines: { Host: [] }, lineEnd: "\n" })).toBe(
      "GET / HTTP/1.1\n a\nUpgrade: websocket\nb\n\n",
    );
  });
});

function lowerName(line: string, index: number): string {
  return index === 0 ? line : line.replace(/^[^:]+/, (name) => name.toLowerCase());
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildUpgradeRequest, readUpgradeAnswer } from "../../src/protocol/client-handshake.js";
import { HttpHeaders } from "../../src/protocol/headers.js";
import { parseHttpHead } from "../../src/protocol/http-head.js";
import {
  buildRejection,
  buildUpgradeResponse,
  judgeUpgradeRequest,
  type UpgradeJudgement,
  type UpgradePolicy,
} from "../../src/protocol/server-handshake.js";
import type { UpgradeRequest } from "../../src/protocol/upgrade-refusals.js";

const goodHeaders = {
  Host: "server.example.com",
  Upgrade: "websocket",
  Connection: "Upgrade",
  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
  "Sec-WebSocket-Version": "13",
};
/** A header's value; several lines of it; or none at all. */
type HeaderChanges = Readonly<Record<string, string | readonly string[] | undefined>>;
type Change = Partial<Omit<UpgradeRequest, "headers">> & { headers?: HeaderChanges };

/** A good request with changes; a header of `undefined` is left out, a list makes several lines. */
function requestWith({ headers = {}, ...line }: Change): UpgradeRequest {
  const all: HeaderChanges = { ...goodHeaders, ...headers };
  const lines = Object.entries(all).flatMap(([name, values = []]) =>
    [values].flat().map((value) => [name, value] as const),
  );
  return { method: "GET", target: "/chat", httpVersion: "1.1", ...line, headers: HttpHeaders.from(lines) };
}

const judge = (change: Change, policy: UpgradePolicy = {}): UpgradeJudgement =>
  judgeUpgradeRequest(requestWith(change), policy);

describe("RFC 6455 §4.2.1 a request that is accepted", () => {
  const rows: [string, Change][] = [
    ["the RFC's example", {}],
    ["item 1 a later version of HTTP", { httpVersion: "1.2" }],
    ["item 1 a target in absolute form", { target: "http://server.example.com/chat?x=1" }],
    ["item 2 a host with a port", { headers: { Host: "127.0.0.1:8080" } }],
    ["item 2 an IPv6 host", { headers: { Host: "[::1]:8080" } }],
    ["item 3 Upgrade in another case", { headers: { Upgrade: "WebSocket" } }],
    ["item 3 Upgrade in a list", { headers: { Upgrade: "h2c, websocket" } }],
    ["item 4 Connection in another case and in a list", { headers: { Connection: "keep-alive, UPGRADE" } }],
    ["item 4 Connection on two lines", { headers: { Connection: ["keep-alive", "Upgrade"] } }],
    ["item 7 an origin, when all are allowed", { headers: { Origin: "https://any.example" } }],
    ["item 8 subprotocols that nobody speaks", { headers: { "Sec-WebSocket-Protocol": "a, b" } }],
    ["item 9 extensions that nobody knows", { headers: { "Sec-WebSocket-Extensions": "foo; a=1, bar" } }],
    ["item 10 other headers", { headers: { Cookie: "a=1", "X-Any": "" } }],
    ["RFC 9112 §6.2 a body of no bytes", { headers: { "Content-Length": "0" } }],
  ];
  test.each(rows)("%s", (_title, change) => {
    expect(judge(change)).toEqual({
      kind: "accept",
      key: "dGhlIHNhbXBsZSBub25jZQ==",
      subprotocol: "",
      extensions: "",
      deflate: undefined,
    });
  });
});

describe("RFC 6455 §4.2.1 a request that is refused", () => {
  const key = "Sec-WebSocket-Key";
  const versionHeader = "Sec-WebSocket-Version";
  const protocol = "Sec-WebSocket-Protocol";
  const origins = ["https://example.org", "null"];
  type Row = [
    title: string,
    change: Change,
    status: number,
    section: string,
    message: string,
    policy?: UpgradePolicy,
  ];
  const rows: Row[] = [
    [
      "item 1 HTTP/1.0",
      { httpVersion: "1.0" },
      505,
      "RFC 6455 §4.2.1",
      "HTTP/1.0 is not supported; must be HTTP/1.1 or higher",
    ],
    [
      "item 1 HTTP/0.9",
      { httpVersion: "0.9" },
      505,
      "RFC 6455 §4.2.1",
      "HTTP/0.9 is not supported; must be HTTP/1.1 or higher",
    ],
    ["item 1 POST", { method: "POST" }, 405, "RFC 6455 §4.2.1", "the method is POST; must be GET"],
    ["item 1 get in lower case", { method: "get" }, 405, "RFC 6455 §4.2.1", "the method is get; must be GET"],
    [
      "item 1 a target that is no resource",
      { target: "*" },
      400,
      "RFC 9112 §3.2",
      'the request target "*" is neither a path nor a URL',
    ],
    [
      "item 1 a target in authority form",
      { target: "example.org:80" },
      400,
      "RFC 9112 §3.2",
      'the request target "example.org:80" is neither a path nor a URL',
    ],
    [
      "§3 a fragment in the target",
      { target: "/a#b" },
      400,
      "RFC 9112 §3.2",
      'the request target "/a#b" is neither a path nor a URL',
    ],
    [
      "item 2 no Host",
      { headers: { Host: undefined } },
      400,
      "RFC 9112 §3.2",
      "Host occurs 0 times; must occur once",
    ],
    [
      "item 2 Host twice",
      { headers: { Host: ["a", "a"] } },
      400,
      "RFC 9112 §3.2",
      "Host occurs 2 times; must occur once",
    ],
    [
      "RFC 9112 §6 a body, which would be taken for frames",
      { headers: { "Content-Length": "10" } },
      400,
      "RFC 9112 §6",
      'Content-Length is "10"; a handshake has no body',
    ],
    [
      "RFC 9112 §6 a chunked body",
      { headers: { "Transfer-Encoding": "chunked" } },
      400,
      "RFC 9112 §6",
      'Transfer-Encoding is "chunked"; a handshake has no body',
    ],
    [
      "item 2 an empty Host",
      { headers: { Host: "" } },
      400,
      "RFC 9112 §3.2",
      'Host is ""; must be a host with an optional port',
    ],
    [
      "item 2 a Host that is a URL",
      { headers: { Host: "http://a" } },
      400,
      "RFC 9112 §3.2",
      'Host is "http://a"; must be a host with an optional port',
    ],
    [
      "item 2 a Host with a user",
      { headers: { Host: "u@a" } },
      400,
      "RFC 9112 §3.2",
      'Host is "u@a"; must be a host with an optional port',
    ],
    [
      "item 3 no Upgrade",
      { headers: { Upgrade: undefined } },
      426,
      "RFC 6455 §4.2.1",
      'Upgrade is missing; this is a WebSocket endpoint and needs "websocket"',
    ],
    [
      "item 3 another Upgrade",
      { headers: { Upgrade: "h2c" } },
      426,
      "RFC 6455 §4.2.1",
      'Upgrade is "h2c"; this is a WebSocket endpoint and needs "websocket"',
    ],
    [
      "item 3 an Upgrade that only begins so",
      { headers: { Upgrade: "websockets" } },
      426,
      "RFC 6455 §4.2.1",
      'Upgrade is "websockets"; this is a WebSocket endpoint and needs "websocket"',
    ],
    [
      "item 4 no Connection",
      { headers: { Connection: undefined } },
      400,
      "RFC 6455 §4.2.1",
      'Connection is missing; must have "Upgrade"',
    ],
    [
      "item 4 another Connection",
      { headers: { Connection: "keep-alive" } },
      400,
      "RFC 6455 §4.2.1",
      'Connection is "keep-alive"; must have "Upgrade"',
    ],
    [
      "item 5 no key",
      { headers: { [key]: undefined } },
      400,
      "RFC 6455 §4.2.1",
      "Sec-WebSocket-Key occurs 0 times; must occur once",
    ],
    [
      "§11.3.1 the key twice",
      { headers: { [key]: [goodHeaders[key], goodHeaders[key]] } },
      400,
      "RFC 6455 §4.2.1",
      "Sec-WebSocket-Key occurs 2 times; must occur once",
    ],
    [
      "item 5 an empty key",
      { headers: { [key]: "" } },
      400,
      "RFC 6455 §4.2.1",
      'Sec-WebSocket-Key is ""; must be base64 of 16 bytes',
    ],
    [
      "item 5 a key of 15 bytes",
      { headers: { [key]: "AAAAAAAAAAAAAAAAAAAA" } },
      400,
      "RFC 6455 §4.2.1",
      'Sec-WebSocket-Key is "AAAAAAAAAAAAAAAAAAAA"; must be base64 of 16 bytes',
    ],
    [
      "item 5 a key that is not base64",
      { headers: { [key]: "!AAAAAAAAAAAAAAAAAAAAA==" } },
      400,
      "RFC 6455 §4.2.1",
      'Sec-WebSocket-Key is "!AAAAAAAAAAAAAAAAAAAAA=="; must be base64 of 16 bytes',
    ],
    [
      "item 6 no version",
      { headers: { [versionHeader]: undefined } },
      426,
      "RFC 6455 §4.2.2",
      "Sec-WebSocket-Version is missing; must be 13",
    ],
    [
      "item 6 version 8",
      { headers: { [versionHeader]: "8" } },
      426,
      "RFC 6455 §4.2.2",
      'Sec-WebSocket-Version is "8"; must be 13',
    ],
    [
      "item 6 version 14",
      { headers: { [versionHeader]: "14" } },
      426,
      "RFC 6455 §4.2.2",
      'Sec-WebSocket-Version is "14"; must be 13',
    ],
    [
      "item 6 version 013",
      { headers: { [versionHeader]: "013" } },
      426,
      "RFC 6455 §4.2.2",
      'Sec-WebSocket-Version is "013"; must be 13',
    ],
    [
      "item 6 two versions in one line",
      { headers: { [versionHeader]: "13, 8" } },
      426,
      "RFC 6455 §4.2.2",
      'Sec-WebSocket-Version is "13, 8"; must be 13',
    ],
    [
      "§11.3.5 the version twice",
      { headers: { [versionHeader]: ["13", "13"] } },
      400,
      "RFC 6455 §11.3.5",
      "Sec-WebSocket-Version occurs 2 times; must occur once",
    ],
    [
      "item 7 an origin that is not on the list",
      { headers: { Origin: "https://evil.example" } },
      403,
      "RFC 6455 §4.2.2",
      'the origin "https://evil.example" is not allowed',
      { origins },
    ],
    [
      "item 7 an origin that only begins so",
      { headers: { Origin: "https://example.org.evil.example" } },
      403,
      "RFC 6455 §4.2.2",
      'the origin "https://example.org.evil.example" is not allowed',
      { origins },
    ],
    [
      "item 7 any origin, when none is allowed",
      { headers: { Origin: "https://example.org" } },
      403,
      "RFC 6455 §4.2.2",
      'the origin "https://example.org" is not allowed',
      { origins: [] },
    ],
    [
      "item 7 the origin twice",
      { headers: { Origin: ["https://example.org", "https://evil.example"] } },
      400,
      "RFC 6454 §7.3",
      "Origin occurs 2 times; must occur once at most",
      { origins },
    ],
    [
      "item 8 a subprotocol that is no token",
      { headers: { [protocol]: "a, b c" } },
      400,
      "RFC 6455 §4.1",
      'the subprotocol "b c" is not a token',
    ],
    [
      "item 8 a quoted subprotocol",
      { headers: { [protocol]: '"a"' } },
      400,
      "RFC 6455 §4.1",
      'the subprotocol "\\"a\\"" is not a token',
    ],
    [
      "item 8 a subprotocol twice",
      { headers: { [protocol]: "a, b, a" } },
      400,
      "RFC 6455 §4.1",
      'the subprotocol "a" occurs twice',
    ],
    [
      "item 8 a subprotocol twice, on two lines",
      { headers: { [protocol]: ["a", "a"] } },
      400,
      "RFC 6455 §4.1",
      'the subprotocol "a" occurs twice',
    ],
    [
      "§4.3 no subprotocol in the header",
      { headers: { [protocol]: " ," } },
      400,
      "RFC 6455 §4.3",
      "Sec-WebSocket-Protocol names no subprotocol",
    ],
    [
      "item 9 malformed extensions",
      { headers: { "Sec-WebSocket-Extensions": "a;;b" } },
      400,
      "RFC 6455 §9.1",
      "Sec-WebSocket-Extensions is malformed at character 3: a;;b",
    ],
    [
      "item 9 an empty extension header",
      { headers: { "Sec-WebSocket-Extensions": "" } },
      400,
      "RFC 6455 §9.1",
      "Sec-WebSocket-Extensions is malformed at character 1: ",
    ],
  ];
  test.each(rows)("%s", (_title, change, status, section, message, policy) => {
    expect(judge(change, policy)).toMatchObject({ kind: "reject", status, section, message });
  });

  const headerRows: [string, Change, (readonly [string, string])[]][] = [
    ["RFC 9110 §15.5.6 a 405 names GET", { method: "PUT" }, [["Allow", "GET"]]],
    [
      "RFC 9110 §15.5.22 a 426 names websocket",
      { headers: { Upgrade: undefined } },
      [
        ["Upgrade", "websocket"],
        ["Connection", "Upgrade, close"],
        ["Sec-WebSocket-Version", "13"],
      ],
    ],
    [
      "§4.4 a 426 names version 13",
      { headers: { [versionHeader]: "8" } },
      [
        ["Upgrade", "websocket"],
        ["Connection", "Upgrade, close"],
        ["Sec-WebSocket-Version", "13"],
      ],
    ],
    ["a 400 needs nothing", { headers: { Host: undefined } }, []],
  ];
  test.each(headerRows)("%s", (_title, change, headers) => {
    expect(judge(change)).toMatchObject({ kind: "reject", headers });
  });
});

describe("RFC 6455 §4.2.2 what the server chooses", () => {
  const protocol = "Sec-WebSocket-Protocol";
  const subprotocols = [
    ["the client's first that is spoken", "a, b, c", ["c", "b"], "b"],
    ["compared with case", "A, b", ["a", "b"], "b"],
    ["none that is spoken", "a", ["b"], ""],
    ["over two lines", ["a", "b"], ["b"], "b"],
    ["empty elements do not count", ", a,,", ["a"], "a"],
    ["none requested", undefined, ["a"], ""],
  ] as const;
  test.each(subprotocols)("item 5 subprotocol: %s", (_title, requested, spoken, chosen) => {
    const judged = judge({ headers: { [protocol]: requested } }, { subprotocols: spoken });
    expect(judged).toMatchObject({ kind: "accept", subprotocol: chosen });
  });

  const origins = [
    ["on the list", "https://example.org"],
    ["on the list in another case", "HTTPS://Example.ORG"],
    ["null, when that is on the list", "null"],
    ["missing: no browser sent it (§10.2)", undefined],
  ] as const;
  test.each(origins)("item 1 an origin is let in: %s", (_title, origin) => {
    const judged = judge({ headers: { Origin: origin } }, { origins: ["https://example.org", "null"] });
    expect(judged.kind).toBe("accept");
  });

  test("item 6 extensions: permessage-deflate, when the policy has it, over two lines too", () => {
    const headers = { "Sec-WebSocket-Extensions": ["foo", "permessage-deflate; server_max_window_bits=10"] };
    expect(judge({ headers }, { deflate: {} })).toMatchObject({
      kind: "accept",
      extensions: "permessage-deflate; server_max_window_bits=10",
      deflate: { serverMaxWindowBits: 10, clientMaxWindowBits: 15 },
    });
    expect(judge({ headers }, {})).toMatchObject({ kind: "accept", extensions: "", deflate: undefined });
  });

  test("RFC 7692 §7.1 an offer with an invalid parameter is declined, not refused", () => {
    const headers = { "Sec-WebSocket-Extensions": "permessage-deflate; foo" };
    expect(judge({ headers }, { deflate: {} })).toMatchObject({ kind: "accept", extensions: "" });
  });
});

describe("the answers on the wire", () => {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
  const accepted = {
    kind: "accept",
    key: "dGhlIHNhbXBsZSBub25jZQ==",
    subprotocol: "",
    extensions: "",
    deflate: undefined,
  } as const;

  test("§1.3 the RFC's example", () => {
    expect(text(buildUpgradeResponse({ ...accepted, subprotocol: "chat" }))).toBe(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: chat\r\n\r\n",
    );
  });

  test("extensions, and more headers, one of which takes the place of a default", () => {
    const extra = [
      ["Server", "rig"],
      ["upgrade", "WebSocket"],
    ] as const;
    expect(text(buildUpgradeResponse({ ...accepted, extensions: "permessage-deflate" }, extra))).toBe(
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: WebSocket\r\nConnection: Upgrade\r\n" +
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Extensions: permessage-deflate\r\nServer: rig\r\n\r\n",
    );
  });

  test("RFC 9110 §5.5 our caller cannot inject headers", () => {
    expect(() => buildUpgradeResponse(accepted, [["A", "b\r\nC: d"]])).toThrow(
      expect.objectContaining({ code: "usage-invalid-header" }),
    );
  });

  test("a refusal is a whole answer: what its status demands, Connection: close and the reason", () => {
    const judged = judge({ method: "POST" });
    expect(judged.kind === "reject" && text(buildRejection(judged))).toBe(
      "HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n" +
        "Content-Length: 51\r\nAllow: GET\r\n\r\nthe method is POST; must be GET (RFC 6455 §4.2.1)\n".replace(
          "§",
          "\u00c2\u00a7",
        ),
    );
  });

  test("RFC 9110 §7.8 a 426 has Upgrade, and in Connection upgrade and close", () => {
    const judged = judge({ headers: { "Sec-WebSocket-Version": "8" } });
    expect(judged.kind === "reject" && text(buildRejection(judged)).split("\r\n").slice(0, 6)).toEqual([
      "HTTP/1.1 426 Upgrade Required",
      "Connection: Upgrade, close",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Length: 60",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
    ]);
  });

  test("what the client says badly comes back without breaking the answer", () => {
    const judged = judge({ headers: { Host: 'a"\u00e9 ' } });
    const bytes = judged.kind === "reject" ? buildRejection(judged) : new Uint8Array(0);
    const head = parseHttpHead(bytes);
    expect(head).toMatchObject({ kind: "response", status: 400 });
    expect(head.kind === "response" && Number(head.headers.get("Content-Length"))).toBe(
      head.kind === "response" ? bytes.length - head.headBytes : undefined,
    );
  });
});

describe("our client and our server understand each other", () => {
  const token = fc.stringMatching(/^[a-zA-Z0-9.-]{1,6}$/);
  const bits = fc.option(fc.integer({ min: 8, max: 15 }), { nil: undefined });
  const deflate = fc.option(
    fc.record({
      serverNoContextTakeover: fc.boolean(),
      clientNoContextTakeover: fc.boolean(),
      serverMaxWindowBits: bits,
      clientMaxWindowBits: fc.oneof(bits, fc.constant(true as const)),
    }),
    { nil: undefined },
  );

  test("whatever is offered and whatever the policy: same subprotocol, same parameters", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(token, { maxLength: 4 }),
        fc.array(token),
        deflate,
        deflate,
        (subprotocols, spoken, deflateOffer, policy) => {
          const options = {
            host: "a",
            target: "/",
            key: "dGhlIHNhbXBsZSBub25jZQ==",
            subprotocols,
            deflateOffer,
          };
          const head = parseHttpHead(buildUpgradeRequest(options));
          if (head.kind !== "request") return expect.fail(`the request is ${head.kind}`);
          const judged = judgeUpgradeRequest(head, { subprotocols: spoken, deflate: policy });
          if (judged.kind !== "accept") return expect.fail(judged.message);
          const { subprotocol, extensions, deflate: agreed } = judged;
          expect(readUpgradeAnswer(buildUpgradeResponse(judged), options)).toMatchObject({
            kind: "accepted",
            subprotocol,
            extensions,
            deflate: agreed,
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  test("random headers are judged, never thrown at, and the answer is valid HTTP", () => {
    const names = fc.constantFrom(
      "Host",
      "Upgrade",
      "Connection",
      "Sec-WebSocket-Key",
      "Sec-WebSocket-Version",
      "Sec-WebSocket-Protocol",
      "Sec-WebSocket-Extensions",
      "Origin",
    );
    const changes = fc.dictionary(names, fc.array(fc.string({ maxLength: 20 }), { maxLength: 2 }));
    fc.assert(
      fc.property(changes, fc.string(), fc.string(), (headers, method, target) => {
        for (const change of [{ headers }, { headers, method, target }]) {
          const judged = judge(change, { origins: ["a"], subprotocols: ["b"], deflate: {} });
          const bytes = judged.kind === "reject" ? buildRejection(judged) : buildUpgradeResponse(judged);
          expect(parseHttpHead(bytes).kind).toBe("response");
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

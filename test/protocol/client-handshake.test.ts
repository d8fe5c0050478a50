import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  buildUpgradeRequest,
  readUpgradeAnswer,
  type UpgradeAnswer,
  UpgradeAnswerReader,
  type UpgradeRequestOptions,
} from "../../src/protocol/client-handshake.js";

const base: UpgradeRequestOptions = {
  host: "server.example.com",
  target: "/chat",
  key: "dGhlIHNhbXBsZSBub25jZQ==",
};
const accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

function requestLines(options: Partial<UpgradeRequestOptions>): string[] {
  return textOf(buildUpgradeRequest({ ...base, ...options })).split("\r\n");
}

describe("RFC 6455 §4.1 the request", () => {
  test("has what the RFC demands", () => {
    expect(requestLines({})).toEqual([
      "GET /chat HTTP/1.1",
      "Host: server.example.com",
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Version: 13",
      "",
      "",
    ]);
  });

  const rows: [string, Partial<UpgradeRequestOptions>, string[]][] = [
    ["item 8 an origin", { origin: "https://example.org" }, ["Origin: https://example.org"]],
    [
      "item 10 subprotocols in order",
      { subprotocols: ["chat", "super.chat"] },
      ["Sec-WebSocket-Protocol: chat, super.chat"],
    ],
    ["item 10 no subprotocol, no header", { subprotocols: [] }, []],
    [
      "item 11 an offer",
      { deflateOffer: { clientMaxWindowBits: true } },
      ["Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"],
    ],
    [
      "item 12 more headers",
      {
        headers: [
          ["Cookie", "a=1"],
          ["X", ""],
          ["X", "2"],
        ],
      },
      ["Cookie: a=1", "X: ", "X: 2"],
    ],
  ];
  test.each(rows)("%s follows the others", (_title, options, lines) => {
    expect(requestLines(options).slice(6, -2)).toEqual(lines);
  });

  test("another version is sent as asked", () => {
    expect(requestLines({ version: 8 })).toContain("Sec-WebSocket-Version: 8");
  });

  test("an own header takes the place of the default of its name, twice if given twice", () => {
    const headers = [
      ["host", "other"],
      ["CONNECTION", "close"],
      ["Connection", "Upgrade"],
    ] as const;
    expect(requestLines({ headers }).slice(1, -2)).toEqual([
      "host: other",
      "Upgrade: websocket",
      "CONNECTION: close",
      "Connection: Upgrade",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "Sec-WebSocket-Version: 13",
    ]);
  });

  test("headers can be left out, for tests of a server", () => {
    expect(requestLines({ omitHeaders: ["sec-websocket-KEY", "Host"] }).slice(1, -2)).toEqual([
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
    ]);
  });
});

describe("RFC 9110 §5.5 our caller cannot inject headers", () => {
  const rows: [string, Partial<UpgradeRequestOptions>, string][] = [
    [
      "CR LF in a value",
      { headers: [["A", "b\r\nC: d"]] },
      'the value "b\\r\\nC: d" of header A has a character that must not stand there',
    ],
    [
      "LF in a value",
      { headers: [["A", "b\n"]] },
      'the value "b\\n" of header A has a character that must not stand there',
    ],
    [
      "NUL in a value",
      { headers: [["A", "\0"]] },
      'the value "\\u0000" of header A has a character that must not stand there',
    ],
    [
      "a character beyond Latin-1",
      { headers: [["A", "你"]] },
      'the value "你" of header A has a character that must not stand there',
    ],
    [
      "CR LF in a name",
      { headers: [["A\r\nB", "c"]] },
      'the header name "A\\r\\nB" has a character that must not stand there',
    ],
    [
      "a colon in a name",
      { headers: [["A:", "b"]] },
      'the header name "A:" has a character that must not stand there',
    ],
    [
      "an empty name",
      { headers: [["", "b"]] },
      'the header name "" has a character that must not stand there',
    ],
    [
      "CR LF in the host",
      { host: "a\r\nB: c" },
      'the value "a\\r\\nB: c" of header Host has a character that must not stand there',
    ],
    [
      "CR LF in the origin",
      { origin: "a\r\nB: c" },
      'the value "a\\r\\nB: c" of header Origin has a character that must not stand there',
    ],
    [
      "CR LF in the key",
      { key: "a\r\nB: c" },
      'the value "a\\r\\nB: c" of header Sec-WebSocket-Key has a character that must not stand there',
    ],
    [
      "CR LF in the target",
      { target: "/\r\nA: b" },
      'the request target "/\\r\\nA: b" is empty or has a character that must not stand there',
    ],
    [
      "a space in the target",
      { target: "/a b" },
      'the request target "/a b" is empty or has a character that must not stand there',
    ],
    [
      "an empty target",
      { target: "" },
      'the request target "" is empty or has a character that must not stand there',
    ],
  ];
  test.each(rows)("%s throws usage-invalid-header", (_title, options, message) => {
    expect(() => requestLines(options)).toThrow(
      expect.objectContaining({ code: "usage-invalid-header", message }),
    );
  });

  const subprotocols = [
    [["a b"], 'the subprotocol "a b" is not a token (RFC 6455 §4.1)'],
    [["a", ""], 'the subprotocol "" is not a token (RFC 6455 §4.1)'],
    [["a\r\nB: c"], 'the subprotocol "a\\r\\nB: c" is not a token (RFC 6455 §4.1)'],
    [["a", "b", "a"], 'the subprotocol "a" occurs twice'],
  ] as const;
  test.each(subprotocols)(
    "§4.1 item 10 subprotocols %j throw usage-invalid-subprotocol",
    (names, message) => {
      expect(() => requestLines({ subprotocols: names })).toThrow(
        expect.objectContaining({ code: "usage-invalid-subprotocol", message }),
      );
    },
  );
});

const goodLines = ["Upgrade: websocket", "Connection: Upgrade", `Sec-WebSocket-Accept: ${accept}`];

function answer(lines: readonly string[], statusLine = "HTTP/1.1 101 Switching Protocols"): string {
  return `${[statusLine, ...lines].join("\r\n")}\r\n\r\n`;
}

/** The answer judged whole, and byte by byte; both must come to the same. */
function judge(text: string, options: Partial<UpgradeRequestOptions> = {}): UpgradeAnswer {
  const request = { ...base, ...options };
  const reader = new UpgradeAnswerReader(request);
  let bitByBit: UpgradeAnswer = { kind: "incomplete" };
  for (const byte of bytesOf(text)) bitByBit = reader.push(Uint8Array.of(byte));
  const whole = readUpgradeAnswer(bytesOf(text), request);
  expect(bitByBit).toEqual(whole);
  return whole;
}

describe("RFC 6455 §4.1 an answer that is accepted", () => {
  const deflate = {
    serverNoContextTakeover: false,
    clientNoContextTakeover: false,
    serverMaxWindowBits: 15,
    clientMaxWindowBits: 15,
  };
  const rows: [string, string[], Partial<UpgradeRequestOptions>, object][] = [
    ["the plain one", [], {}, { subprotocol: "", extensions: "", deflate: undefined }],
    [
      "a subprotocol that was requested",
      ["Sec-WebSocket-Protocol: b"],
      { subprotocols: ["a", "b"] },
      { subprotocol: "b" },
    ],
    ["no subprotocol though one was requested", [], { subprotocols: ["a"] }, { subprotocol: "" }],
    [
      "a subprotocol requested by an own header",
      ["Sec-WebSocket-Protocol: b"],
      { headers: [["sec-websocket-protocol", "a,b"]] },
      { subprotocol: "b" },
    ],
    [
      "an extension that was offered",
      ["Sec-WebSocket-Extensions: permessage-deflate"],
      { deflateOffer: {} },
      { extensions: "permessage-deflate", deflate },
    ],
    ["no extension though one was offered", [], { deflateOffer: {} }, { extensions: "", deflate: undefined }],
    ["headers that mean nothing here", ["Server: x", "Set-Cookie: a", "Set-Cookie: b"], {}, {}],
  ];
  test.each(rows)("%s", (_title, lines, options, expected) => {
    const text = answer([...goodLines, ...lines]);
    expect(judge(text, options)).toMatchObject({
      kind: "accepted",
      status: 101,
      headBytes: text.length,
      ...expected,
    });
  });

  test("the values of Upgrade and Connection compare without case, Connection as a list", () => {
    const lines = [
      "upgrade: WebSocket",
      "connection: keep-alive, upGRADE",
      `sec-websocket-accept:  ${accept} `,
    ];
    expect(judge(answer(lines)).kind).toBe("accepted");
  });

  test("the accept key is that of the key really sent", () => {
    const headers = [["Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="]] as const;
    expect(judge(answer(goodLines), { key: "AAAAAAAAAAAAAAAAAAAAAA==", headers }).kind).toBe("accepted");
  });

  test("RFC 9110 §15.2 interim answers before it are passed over, their bytes counted", () => {
    const text = `${answer([], "HTTP/1.1 100 Continue")}${answer(["Link: x"], "HTTP/1.1 103 Early Hints")}${answer(goodLines)}`;
    expect(judge(text)).toMatchObject({ kind: "accepted", headBytes: text.length });
  });

  test("the reader gives the bytes of the first frame that came along", () => {
    const reader = new UpgradeAnswerReader(base);
    const text = `${answer([], "HTTP/1.1 100 Continue")}${answer(goodLines)}\x81\x01a`;
    expect(reader.push(bytesOf(text.slice(0, 50))).kind).toBe("incomplete");
    expect(reader.rest).toEqual(bytesOf(""));
    expect(reader.push(bytesOf(text.slice(50))).kind).toBe("accepted");
    expect(reader.rest).toEqual(bytesOf("\x81\x01a"));
  });
});

describe("RFC 6455 §4.1 item 1 an answer other than 101 is rejected, not malformed", () => {
  const rows = [
    ["HTTP/1.1 401 Unauthorized", 401, "Unauthorized"],
    ["HTTP/1.1 302 Found", 302, "Found"],
    ["HTTP/1.1 200 OK", 200, "OK"],
    ["HTTP/1.0 503 Busy", 503, "Busy"],
    ["HTTP/1.1 426 Upgrade Required", 426, "Upgrade Required"],
  ] as const;
  test.each(rows)("%s", (statusLine, status, statusText) => {
    const text = answer(["X: y"], statusLine);
    const judged = judge(`${text}body`);
    expect(judged).toMatchObject({ kind: "rejected", status, statusText, headBytes: text.length });
    expect(judged.kind === "rejected" && judged.headers.get("x")).toBe("y");
  });
});

describe("RFC 6455 §4.1 an answer that must fail", () => {
  const [upgrade = "", connection = "", acceptLine = ""] = goodLines;
  type Row = [
    title: string,
    lines: string[],
    code: string,
    section: string,
    message: string,
    options?: Partial<UpgradeRequestOptions>,
  ];
  const rows: Row[] = [
    [
      "item 2 no Upgrade",
      [connection, acceptLine],
      "bad-upgrade-header",
      "RFC 6455 §4.1",
      'Upgrade is missing; must be "websocket"',
    ],
    [
      "item 2 another Upgrade",
      ["Upgrade: h2c", connection, acceptLine],
      "bad-upgrade-header",
      "RFC 6455 §4.1",
      'Upgrade is "h2c"; must be "websocket"',
    ],
    [
      "item 2 Upgrade twice",
      [upgrade, upgrade, connection, acceptLine],
      "bad-upgrade-header",
      "RFC 6455 §4.1",
      'Upgrade is "websocket, websocket"; must be "websocket"',
    ],
    [
      "item 3 no Connection",
      [upgrade, acceptLine],
      "bad-connection-header",
      "RFC 6455 §4.1",
      'Connection is missing; must have "Upgrade"',
    ],
    [
      "item 3 another Connection",
      [upgrade, "Connection: close", acceptLine],
      "bad-connection-header",
      "RFC 6455 §4.1",
      'Connection is "close"; must have "Upgrade"',
    ],
    [
      "item 4 no accept key",
      [upgrade, connection],
      "bad-accept",
      "RFC 6455 §4.1",
      `Sec-WebSocket-Accept is missing; must be "${accept}"`,
    ],
    [
      "item 4 another accept key",
      [upgrade, connection, "Sec-WebSocket-Accept: x"],
      "bad-accept",
      "RFC 6455 §4.1",
      `Sec-WebSocket-Accept is "x"; must be "${accept}"`,
    ],
    [
      "item 4 the accept key in another case",
      [upgrade, connection, acceptLine.toUpperCase()],
      "bad-accept",
      "RFC 6455 §4.1",
      `Sec-WebSocket-Accept is "${accept.toUpperCase()}"; must be "${accept}"`,
    ],
    [
      "item 4 the accept key twice",
      [...goodLines, acceptLine],
      "bad-accept",
      "RFC 6455 §4.1",
      `Sec-WebSocket-Accept is "${accept}, ${accept}"; must be "${accept}"`,
    ],
    [
      "item 4 a request without key",
      goodLines,
      "bad-accept",
      "RFC 6455 §4.2.1",
      "the server accepts a request without Sec-WebSocket-Key",
      { omitHeaders: ["Sec-WebSocket-Key"] },
    ],
    [
      "item 5 an unknown extension",
      [...goodLines, "Sec-WebSocket-Extensions: foo"],
      "bad-extension",
      "RFC 6455 §4.1",
      "the server uses extension foo, which was not offered",
      { deflateOffer: {} },
    ],
    [
      "item 5 an extension that was not offered",
      [...goodLines, "Sec-WebSocket-Extensions: permessage-deflate"],
      "bad-extension",
      "RFC 6455 §4.1",
      "the server uses extension permessage-deflate, which was not offered",
    ],
    [
      "§9.1 a malformed extension",
      [...goodLines, "Sec-WebSocket-Extensions: ;"],
      "bad-extension",
      "RFC 6455 §9.1",
      "Sec-WebSocket-Extensions is malformed at character 1: ;",
    ],
    [
      "§9.1 an extension twice, on two lines",
      [
        ...goodLines,
        "Sec-WebSocket-Extensions: permessage-deflate",
        "Sec-WebSocket-Extensions: permessage-deflate",
      ],
      "bad-extension",
      "RFC 7692 §5",
      "the server accepts permessage-deflate twice",
      { deflateOffer: {} },
    ],
    [
      "RFC 7692 §7.1 a bad parameter",
      [...goodLines, "Sec-WebSocket-Extensions: permessage-deflate; foo"],
      "bad-extension",
      "RFC 7692 §7.1",
      "the parameter foo is unknown",
      { deflateOffer: {} },
    ],
    [
      "item 6 a subprotocol that was not requested",
      [...goodLines, "Sec-WebSocket-Protocol: c"],
      "bad-subprotocol",
      "RFC 6455 §4.1",
      'the server chose subprotocol "c", which was not requested',
      { subprotocols: ["a", "b"] },
    ],
    [
      "item 6 a subprotocol though none was requested",
      [...goodLines, "Sec-WebSocket-Protocol: a"],
      "bad-subprotocol",
      "RFC 6455 §4.1",
      'the server chose subprotocol "a", which was not requested',
    ],
    [
      "item 6 a subprotocol in another case",
      [...goodLines, "Sec-WebSocket-Protocol: A"],
      "bad-subprotocol",
      "RFC 6455 §4.1",
      'the server chose subprotocol "A", which was not requested',
      { subprotocols: ["a"] },
    ],
    [
      "item 6 two subprotocols",
      [...goodLines, "Sec-WebSocket-Protocol: a, b"],
      "bad-subprotocol",
      "RFC 6455 §4.1",
      'the server chose subprotocol "a, b", which was not requested',
      { subprotocols: ["a", "b"] },
    ],
    [
      "item 6 an empty subprotocol",
      [...goodLines, "Sec-WebSocket-Protocol:"],
      "bad-subprotocol",
      "RFC 6455 §4.1",
      'the server chose subprotocol "", which was not requested',
      { subprotocols: ["a"] },
    ],
    [
      "§11.3.4 the subprotocol on two lines",
      [...goodLines, "Sec-WebSocket-Protocol: a", "Sec-WebSocket-Protocol: a"],
      "bad-subprotocol",
      "RFC 6455 §11.3.4",
      "Sec-WebSocket-Protocol occurs twice in the answer",
      { subprotocols: ["a"] },
    ],
  ];
  test.each(rows)("%s", (_title, lines, code, section, message, options = {}) => {
    const text = answer(lines);
    expect(judge(text, options)).toMatchObject({
      kind: "malformed",
      code,
      section,
      message,
      status: 101,
      headBytes: text.length,
    });
  });

  const http = [
    [
      "§4.2.2 HTTP/1.0",
      answer(goodLines, "HTTP/1.0 101 x"),
      "RFC 6455 §4.2.2",
      "the answer is HTTP/1.0; must be HTTP/1.1",
    ],
    ["no HTTP", "SSH-2.0-x\r\n", "RFC 9112 §3", 'the request line is not valid: "SSH-2.0-x"'],
    ["a request", answer([], "GET / HTTP/1.1"), "RFC 9112 §4", "a request came, not an answer"],
    ["a header without colon", answer(["foo"]), "RFC 9112 §5", 'a header line has no colon: "foo"'],
    [
      "a head without end",
      `HTTP/1.1 101 ${"x".repeat(16_384)}`,
      "RFC 9112 §3",
      "the head is longer than the limit of 16384 bytes",
    ],
  ] as const;
  test.each(http)("bad-http: %s", (_title, text, section, message) => {
    expect(judge(text)).toMatchObject({ kind: "malformed", code: "bad-http", section, message });
  });

  test("interim answers without end share one limit", () => {
    const text = answer([], "HTTP/1.1 100 Continue").repeat(1_000);
    expect(judge(text)).toMatchObject({ kind: "malformed", code: "bad-http" });
    expect(readUpgradeAnswer(bytesOf(text.slice(0, 1_000)), base, { maxHeadBytes: 999 }).kind).toBe(
      "malformed",
    );
    expect(readUpgradeAnswer(bytesOf(text.slice(0, 1_000)), base, { maxHeadBytes: 1_000 }).kind).toBe(
      "incomplete",
    );
  });

  test("random bytes never throw", () => {
    const fragments = fc.constantFrom(
      "HTTP/1.1 101 x\r\n",
      "HTTP/1.1 100 x\r\n\r\n",
      ...goodLines.map((line) => `${line}\r\n`),
      "Sec-WebSocket-Extensions: ",
      "Sec-WebSocket-Protocol: ",
      "a;b=\r\n",
      '"',
      "\r\n",
      "\n",
      "\0",
    );
    const anyBytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(fragments, { maxLength: 15 }).map((parts) => bytesOf(parts.join(""))),
    );
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(["incomplete", "accepted", "rejected", "malformed"]).toContain(
          readUpgradeAnswer(bytes, { ...base, subprotocols: ["a"], deflateOffer: {} }).kind,
        );
      }),
      { numRuns: 5_000 },
    );
  });
});

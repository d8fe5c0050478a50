import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HttpHeadReader, type HttpHeadResult, parseHttpHead } from "../../src/protocol/http-head.js";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));

/** The head whole, and byte by byte; both must come to the same. */
function parseBothWays(text: string): HttpHeadResult {
  const whole = parseHttpHead(bytesOf(text));
  const reader = new HttpHeadReader();
  let bitByBit: HttpHeadResult = { kind: "incomplete" };
  for (const byte of bytesOf(text)) bitByBit = reader.push(Uint8Array.of(byte));
  expect(plain(bitByBit)).toEqual(plain(whole));
  return whole;
}

function plain(result: HttpHeadResult): object {
  return "headers" in result ? { ...result, headers: [...result.headers] } : result;
}

describe("RFC 9112 §3 a request", () => {
  test("RFC 6455 §1.2's handshake is read, and what follows is left alone", () => {
    const text =
      "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    expect(plain(parseBothWays(`${text}\x81\x00`))).toEqual({
      kind: "request",
      method: "GET",
      target: "/chat",
      httpVersion: "1.1",
      headers: [
        ["Host", "server.example.com"],
        ["Upgrade", "websocket"],
        ["Connection", "Upgrade"],
        ["Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="],
        ["Sec-WebSocket-Version", "13"],
      ],
      headBytes: text.length,
    });
  });

  const rows = [
    [
      "§3.2.2 a target in absolute form",
      "GET http://a/b?c HTTP/1.1\r\n\r\n",
      { target: "http://a/b?c", headers: [] },
    ],
    ["§3.1 a method of any token", "M-SEARCH * HTTP/1.1\r\n\r\n", { method: "M-SEARCH", target: "*" }],
    ["§2.3 another version, for the server to refuse", "GET / HTTP/1.0\r\n\r\n", { httpVersion: "1.0" }],
    ["§2.2 one empty line before it", "\r\nGET / HTTP/1.1\r\n\r\n", { target: "/", headBytes: 20 }],
    ["§5 whitespace around a value", "GET / HTTP/1.1\r\nA: \t b c\t \r\n\r\n", { headers: [["A", "b c"]] }],
    [
      "§5 an empty value",
      "GET / HTTP/1.1\r\nA:\r\nB: \r\n\r\n",
      {
        headers: [
          ["A", ""],
          ["B", ""],
        ],
      },
    ],
    ["§5 a colon in a value", "GET / HTTP/1.1\r\nHost: a:80\r\n\r\n", { headers: [["Host", "a:80"]] }],
    ["§5.5 a value beyond ASCII", "GET / HTTP/1.1\r\nA: \xe9\r\n\r\n", { headers: [["A", "\u00e9"]] }],
  ] as const;
  test.each(rows)("%s is read", (_title, text, expected) => {
    expect(plain(parseBothWays(text))).toMatchObject({ kind: "request", ...expected });
  });
});

describe("RFC 9112 §4 a response", () => {
  const rows = [
    [
      "an answer",
      "HTTP/1.1 101 Switching Protocols\r\n\r\n",
      { status: 101, statusText: "Switching Protocols", headBytes: 36 },
    ],
    ["no text", "HTTP/1.1 404 \r\n\r\n", { status: 404, statusText: "" }],
    ["no text and no space", "HTTP/1.1 404\r\n\r\n", { status: 404, statusText: "" }],
    [
      "a text with spaces and more",
      "HTTP/1.0 500 it's \xe0 bug!\r\n\r\n",
      { httpVersion: "1.0", statusText: "it's \u00e0 bug!" },
    ],
    ["a status that nobody defined", "HTTP/1.1 999 No\r\n\r\n", { status: 999 }],
    ["§5.2 a folded line", "HTTP/1.1 200 OK\r\nA: b\r\n  c\r\n\td\r\n\r\n", { headers: [["A", "b c d"]] }],
    ["§5.2 a line folded at once", "HTTP/1.1 200 OK\r\nA:\r\n b\r\n\r\n", { headers: [["A", "b"]] }],
  ] as const;
  test.each(rows)("%s is read", (_title, text, expected) => {
    expect(plain(parseBothWays(text))).toMatchObject({ kind: "response", ...expected });
  });
});

describe("a head that is malformed", () => {
  const rows = [
    ["nothing like HTTP", "SSH-2.0-x\r\n", "RFC 9112 §3", 'the request line is not valid: "SSH-2.0-x"'],
    ["no target", "GET HTTP/1.1\r\n", "RFC 9112 §3", 'the request line is not valid: "GET HTTP/1.1"'],
    ["two spaces", "GET  / HTTP/1.1\r\n", "RFC 9112 §3", 'the request line is not valid: "GET  / HTTP/1.1"'],
    [
      "a space in the target",
      "GET /a b HTTP/1.1\r\n",
      "RFC 9112 §3",
      'the request line is not valid: "GET /a b HTTP/1.1"',
    ],
    ["no version", "GET /\r\n", "RFC 9112 §3", 'the request line is not valid: "GET /"'],
    [
      "a version in lower case",
      "GET / http/1.1\r\n",
      "RFC 9112 §3",
      'the request line is not valid: "GET / http/1.1"',
    ],
    [
      "a method that is no token",
      "G@T / HTTP/1.1\r\n",
      "RFC 9112 §3",
      'the request line is not valid: "G@T / HTTP/1.1"',
    ],
    [
      "a NUL in the target",
      "GET /\0 HTTP/1.1\r\n",
      "RFC 9112 §3",
      'the request line is not valid: "GET /\\u0000 HTTP/1.1"',
    ],
    [
      "a status of two digits",
      "HTTP/1.1 99 x\r\n",
      "RFC 9112 §4",
      'the status line is not valid: "HTTP/1.1 99 x"',
    ],
    [
      "a status of zero",
      "HTTP/1.1 000 x\r\n",
      "RFC 9112 §4",
      'the status line is not valid: "HTTP/1.1 000 x"',
    ],
    [
      "a status and no space",
      "HTTP/1.1 101x\r\n",
      "RFC 9112 §4",
      'the status line is not valid: "HTTP/1.1 101x"',
    ],
    ["two empty lines first", "\r\n\r\n", "RFC 9112 §3", 'the request line is not valid: ""'],
    ["a bare LF", "GET / HTTP/1.1\n", "RFC 9112 §2.2", "a line ends with LF and no CR before it"],
    [
      "a bare LF after a header",
      "GET / HTTP/1.1\r\nA: b\n",
      "RFC 9112 §2.2",
      "a line ends with LF and no CR before it",
    ],
    [
      "a bare CR in a value",
      "GET / HTTP/1.1\r\nA: b\rc\r\n",
      "RFC 9110 §5.5",
      'the value of A has a control character: "b\\rc"',
    ],
    [
      "a NUL in a value",
      "GET / HTTP/1.1\r\nA: \0\r\n",
      "RFC 9110 §5.5",
      'the value of A has a control character: "\\u0000"',
    ],
    ["no colon", "GET / HTTP/1.1\r\nfoo\r\n", "RFC 9112 §5", 'a header line has no colon: "foo"'],
    ["no name", "GET / HTTP/1.1\r\n: a\r\n", "RFC 9112 §5.1", 'a header name is not a token: ""'],
    [
      "a space before the colon",
      "GET / HTTP/1.1\r\nA : b\r\n",
      "RFC 9112 §5.1",
      'a header name is not a token: "A "',
    ],
    [
      "a folded line in a request",
      "GET / HTTP/1.1\r\nA: b\r\n c\r\n",
      "RFC 9112 §5.2",
      'a header line begins with whitespace: " c"',
    ],
    [
      "whitespace before the first header",
      "HTTP/1.1 200 OK\r\n A: b\r\n",
      "RFC 9112 §5.2",
      'a header line begins with whitespace: " A: b"',
    ],
    [
      "a NUL in a folded line",
      "HTTP/1.1 200 OK\r\nA: b\r\n \0\r\n",
      "RFC 9110 §5.5",
      'the value of A has a control character: "\\u0000"',
    ],
  ] as const;
  test.each(rows)("%s is told as soon as its line is complete", (_title, text, section, message) => {
    expect(parseBothWays(text)).toEqual({ kind: "malformed", section, message });
    expect(parseHttpHead(bytesOf(text.slice(0, -1)))).toEqual({ kind: "incomplete" });
  });

  test("the first result stays, whatever comes after it", () => {
    const reader = new HttpHeadReader();
    const result = reader.push(bytesOf("nonsense\r\n"));
    expect(result.kind).toBe("malformed");
    expect(reader.push(bytesOf("GET / HTTP/1.1\r\n\r\n"))).toBe(result);
  });
});

describe("the limit of a head", () => {
  const head = (bytes: number): Uint8Array =>
    bytesOf(`GET / HTTP/1.1\r\nA: ${"b".repeat(bytes - 23)}\r\n\r\n`);
  const tooLong = (limit: number): object => ({
    kind: "malformed",
    section: "RFC 9112 §3",
    message: `the head is longer than the limit of ${limit} bytes`,
  });

  const limits = [
    [undefined, 16_384],
    [{}, 16_384],
    [{ maxHeadBytes: 100 }, 100],
  ] as const;
  test.each(limits)("%j lets %i bytes in, and not one more", (options, limit) => {
    expect(parseHttpHead(head(limit), options)).toMatchObject({ kind: "request", headBytes: limit });
    expect(parseHttpHead(head(limit + 1), options)).toEqual(tooLong(limit));
  });

  test("what follows the head does not count", () => {
    const bytes = Buffer.concat([head(100), Buffer.alloc(1_000)]);
    expect(parseHttpHead(bytes, { maxHeadBytes: 100 })).toMatchObject({ kind: "request", headBytes: 100 });
  });

  test("a line without end is refused with the byte that crosses the limit", () => {
    const reader = new HttpHeadReader({ maxHeadBytes: 1_000 });
    for (let i = 0; i < 1_000; i++) expect(reader.push(bytesOf("x")).kind).toBe("incomplete");
    expect(reader.push(bytesOf("x"))).toEqual(tooLong(1_000));
  });
});

describe("HttpHeadReader", () => {
  test("gives what the last bytes hold beyond the head", () => {
    const reader = new HttpHeadReader();
    reader.push(bytesOf("HTTP/1.1 101 x\r\nA: b\r\n\r"));
    expect(reader.rest).toEqual(bytesOf(""));
    expect(reader.push(bytesOf("\n\x81\x01a"))).toMatchObject({ kind: "response", headBytes: 24 });
    expect(reader.rest).toEqual(bytesOf("\x81\x01a"));
  });

  test("copies what it keeps: the caller may use its buffer again", () => {
    const reader = new HttpHeadReader();
    const buffer = bytesOf("GET / HTTP/1.1\r\nHo");
    reader.push(buffer);
    buffer.fill(0);
    expect(plain(reader.push(bytesOf("st: a\r\n\r\n")))).toMatchObject({ headers: [["Host", "a"]] });
  });

  const fragments = fc.constantFrom(
    "GET / HTTP/1.1\r\n",
    "HTTP/1.1 101 x\r\n",
    "A: b\r\n",
    "\r\n",
    "\n",
    "\r",
    ":",
    " ",
    "\0",
  );
  const anyBytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.array(fragments, { maxLength: 12 }).map((parts) => bytesOf(parts.join(""))),
  );

  test("random bytes never throw, and any cut comes to the same", () => {
    fc.assert(
      fc.property(anyBytes, fc.integer({ min: 1, max: 40 }), (bytes, cutBytes) => {
        const reader = new HttpHeadReader();
        let cut: HttpHeadResult = { kind: "incomplete" };
        for (let i = 0; i < bytes.length; i += cutBytes) cut = reader.push(bytes.subarray(i, i + cutBytes));
        expect(plain(cut)).toEqual(plain(parseHttpHead(bytes)));
      }),
      { numRuns: 5_000 },
    );
  });
});

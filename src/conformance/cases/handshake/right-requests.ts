// H.1: a right request in every spelling that RFC 6455 and HTTP give it must be accepted.

import type { ConformanceCase } from "../../case.js";
import { type AcceptanceRow, acceptanceCase } from "./ask-server.js";

const manyLines = Array.from({ length: 100 }, (_, index) => `X-Wsrig-${index}: ${index}`);

const rows: readonly AcceptanceRow[] = [
  {
    description: "A right request without subprotocol, extension and Origin.",
    section: "RFC 6455 §4.2.2",
    fix: "Answer 101 with the accept of the key, and read frames from then on.",
  },
  {
    description: "All header names are in lower case.",
    section: "RFC 9110 §5.1",
    fix: "Compare header names without case.",
    change: { names: "lower" },
  },
  {
    description: "All header names are in upper case.",
    section: "RFC 9110 §5.1",
    fix: "Compare header names without case.",
    change: { names: "upper" },
  },
  {
    description: "Upgrade is `WebSocket`.",
    section: "RFC 6455 §4.2.1",
    fix: "Compare the value of Upgrade without case.",
    change: { lines: { Upgrade: "Upgrade: WebSocket" } },
  },
  {
    description: "Connection is `uPgRaDe`.",
    section: "RFC 6455 §4.2.1",
    fix: "Compare the tokens of Connection without case.",
    change: { lines: { Connection: "Connection: uPgRaDe" } },
  },
  {
    description: "Connection is `keep-alive, Upgrade`, as Firefox sends it.",
    section: "RFC 6455 §4.2.1",
    fix: "Split Connection at its commas and look for the token upgrade among all of them.",
    change: { lines: { Connection: "Connection: keep-alive, Upgrade" } },
  },
  {
    description: "Connection is a list with empty elements and tabs: `keep-alive ,,\\t Upgrade ,`.",
    section: "RFC 9110 §5.6.1.2",
    fix: "Trim the elements of a list of spaces and tabs, and pass over empty ones.",
    change: { lines: { Connection: "Connection: keep-alive ,,\t Upgrade ," } },
  },
  {
    description: "Connection stands in two lines, `keep-alive` and `Upgrade`.",
    section: "RFC 9110 §5.3",
    fix: "Join the lines of a header with commas before it is read as a list.",
    change: { lines: { Connection: ["Connection: keep-alive", "Connection: Upgrade"] } },
  },
  {
    description: "Upgrade is a list with another protocol before: `h2c, websocket`.",
    section: "RFC 6455 §4.2.1",
    fix: "Look for websocket among all elements of Upgrade.",
    change: { lines: { Upgrade: "Upgrade: h2c, websocket" } },
    refusal: { behavior: "INFORMATIONAL", why: "RFC 9110 §7.8 lets a server decline any upgrade" },
  },
  {
    description: "Values have no space before them, or spaces and tabs on both sides.",
    section: "RFC 9112 §5.1",
    fix: "Trim header values of spaces and tabs, however many there are.",
    change: {
      lines: {
        Host: "Host:{host}",
        Upgrade: "Upgrade: \t websocket \t ",
        Connection: "Connection:\tUpgrade",
        "Sec-WebSocket-Version": "Sec-WebSocket-Version:13 ",
      },
    },
  },
  {
    description: "Headers that nobody knows, some of them named Sec-WebSocket-something.",
    section: "RFC 6455 §4.2.1",
    fix: "Pass over headers that you do not know.",
    change: { more: ["X-Wsrig: 1", "Sec-WebSocket-Wsrig: 1", "Sec-Wsrig: a, b; c=d", "Wsrig:"] },
  },
  {
    description: "100 more headers before those of the handshake.",
    section: "RFC 6455 §4.2.1",
    fix: "Pass over headers that you do not know, and let a head have more than 100 lines.",
    change: { lines: { "User-Agent": manyLines } },
    refusal: { behavior: "INFORMATIONAL", why: "RFC 9110 §5.4 lets a server bound a request's headers" },
  },
  {
    description: "A value of a header that nobody knows has bytes above 7F (obs-text).",
    section: "RFC 9110 §5.5",
    fix: "Take bytes above 7F in header values as they are.",
    change: { more: ["X-Wsrig: caf\xe9 \x80\xff"] },
    refusal: { behavior: "INFORMATIONAL", why: "RFC 9110 §5.5 only says that it should take obs-text" },
  },
  {
    description: "The request target is a URL: `GET http://HOST/PATH HTTP/1.1`.",
    section: "RFC 9112 §3.2.2",
    fix: "Take the path out of a request target that is an absolute http URL.",
    change: { startLine: "GET http://{host}{target} HTTP/1.1" },
  },
  {
    description: "The version of HTTP is 1.2.",
    section: "RFC 9110 §2.5",
    fix: "Take a higher minor version of HTTP/1 as the highest that you know.",
    change: { startLine: "GET {target} HTTP/1.2" },
    refusal: { behavior: "INFORMATIONAL", why: "RFC 9110 §2.5 only says that it should take it as HTTP/1.1" },
  },
  {
    description: "An empty line stands before the request line.",
    section: "RFC 9112 §2.2",
    fix: "Pass over an empty line before the request line.",
    change: { before: "\r\n" },
    refusal: { behavior: "INFORMATIONAL", why: "RFC 9112 §2.2 only says that it should pass over it" },
  },
  {
    description: "Lines end with LF alone.",
    section: "RFC 9112 §2.2",
    fix: "Either take LF for the end of a line or refuse with 400; do not wait for a CR that never comes.",
    change: { lineEnd: "\n" },
    refusal: { behavior: "OK", why: "RFC 9112 §2.2 lets it take LF alone or not" },
  },
];

/** H.1. */
export const rightRequests: readonly ConformanceCase[] = rows.map((row, index) =>
  acceptanceCase(`H.1.${index + 1}`, row),
);

// H.14-H.18: answers for which a client MUST fail the connection, by the part that is wrong: the list at the end of RFC 6455 §4.1.

import type { ConformanceCase } from "../../case.js";
import { type WrongAnswerRow, wrongAnswerCase } from "./answer-client.js";

const list = "RFC 6455 §4.1";

const statuses: readonly WrongAnswerRow[] = (
  [
    ["200 OK"],
    ["201 Created"],
    ["302 Found", "Location: http://127.0.0.1:1/"],
    ["401 Unauthorized", 'WWW-Authenticate: Basic realm="wsrig"'],
    ["404 Not Found"],
    ["426 Upgrade Required", "Sec-WebSocket-Version: 13"],
    ["503 Service Unavailable"],
  ] as const
).map(([status, ...more]) => ({
  description: `The answer is ${status}; all else is as in a right 101.`,
  section: list,
  fix: "Take the connection as open only when the status is 101.",
  change: {
    startLine: `HTTP/1.1 ${status}`,
    lines: { Connection: "Connection: Upgrade, close" },
    more: [...more, "Content-Length: 0"],
  },
}));

const upgrades: readonly WrongAnswerRow[] = [
  ...(
    [
      ["missing", []],
      ["empty", "Upgrade:"],
      ["`h2c`", "Upgrade: h2c"],
      ["`not-websocket`", "Upgrade: not-websocket"],
      ["a list, `websocket, h2c`", "Upgrade: websocket, h2c"],
    ] as const
  ).map(([what, line]) => ({
    description: `Upgrade is ${what}.`,
    section: list,
    fix: "Fail the connection unless the whole value of Upgrade is websocket, without case.",
    change: { lines: { Upgrade: line } },
  })),
  ...(
    [
      ["missing", []],
      ["`keep-alive`", "Connection: keep-alive"],
      ["`no-upgrade`", "Connection: no-upgrade"],
    ] as const
  ).map(([what, line]) => ({
    description: `Connection is ${what}.`,
    section: list,
    fix: "Fail the connection unless Connection has the token upgrade, without case.",
    change: { lines: { Connection: line } },
  })),
];

const acceptFix =
  "Compare Sec-WebSocket-Accept, all lines of it joined, with base64 of SHA-1 over your key and the GUID, with case.";

const accepts: readonly WrongAnswerRow[] = (
  [
    ["Sec-WebSocket-Accept is missing.", []],
    ["Sec-WebSocket-Accept is empty.", "Sec-WebSocket-Accept:"],
    ["Sec-WebSocket-Accept is that of another key.", "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA="],
    ["Sec-WebSocket-Accept is the key itself.", "Sec-WebSocket-Accept: {key}"],
    ["Sec-WebSocket-Accept has more behind it.", "Sec-WebSocket-Accept: {accept}="],
    [
      "Sec-WebSocket-Accept occurs twice, the right one first.",
      ["Sec-WebSocket-Accept: {accept}", "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA="],
    ],
    [
      "Sec-WebSocket-Accept occurs twice, the right one last.",
      ["Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "Sec-WebSocket-Accept: {accept}"],
    ],
    ["Sec-WebSocket-Accept is the right one in other case.", "Sec-WebSocket-Accept: {otherCaseAccept}"],
  ] as const
).map(([description, line]) => ({
  description,
  section: list,
  fix: acceptFix,
  change: { lines: { "Sec-WebSocket-Accept": line } },
}));

const subprotocolFix = "Fail the connection when the server names a subprotocol that you did not ask for.";
const extensionFix =
  "Fail the connection when the server names an extension that you did not offer, or in other than the grammar.";

const choices: readonly WrongAnswerRow[] = [
  {
    description: "The server chooses a subprotocol that was not asked for: `x-wsrig`.",
    section: list,
    fix: subprotocolFix,
    change: { more: ["Sec-WebSocket-Protocol: x-wsrig"] },
  },
  {
    description: "The server chooses two subprotocols: `x-wsrig-1, x-wsrig-2`.",
    section: list,
    fix: subprotocolFix,
    change: { more: ["Sec-WebSocket-Protocol: x-wsrig-1, x-wsrig-2"] },
  },
  {
    description: "Sec-WebSocket-Protocol is there and empty.",
    section: "RFC 6455 §4.3",
    fix: "Fail the connection when Sec-WebSocket-Protocol names nothing.",
    change: { more: ["Sec-WebSocket-Protocol:"] },
    opening: { behavior: "INFORMATIONAL", why: "an empty value names no subprotocol that was not asked for" },
  },
  {
    description: "The server uses an extension that was not offered: `x-wsrig`.",
    section: list,
    fix: extensionFix,
    change: { more: ["Sec-WebSocket-Extensions: x-wsrig"] },
  },
  {
    description: "The server's Sec-WebSocket-Extensions breaks the grammar: `; x-wsrig=`.",
    section: "RFC 6455 §9.1",
    fix: extensionFix,
    change: { more: ["Sec-WebSocket-Extensions: ; x-wsrig="] },
  },
];

const http: readonly WrongAnswerRow[] = [
  {
    description: "The answer is HTTP/1.0.",
    section: "RFC 6455 §4.2.2",
    fix: "Fail the connection when the answer is not HTTP/1.1.",
    change: { startLine: "HTTP/1.0 101 Switching Protocols" },
    opening: { behavior: "INFORMATIONAL", why: "RFC 6455 §4.1 has clients look at the status alone" },
  },
  {
    description: "The status line is no HTTP: `WSRIG/1.1 101 Switching Protocols`.",
    section: "RFC 9112 §4",
    fix: "Fail the connection when the answer does not begin with HTTP/.",
    change: { startLine: "WSRIG/1.1 101 Switching Protocols" },
  },
  {
    description: "The status has four digits: 1010.",
    section: "RFC 9112 §4",
    fix: "Read the status as three digits with a space behind.",
    change: { startLine: "HTTP/1.1 1010 Switching Protocols" },
  },
  {
    description: "A text frame comes before the answer.",
    section: list,
    fix: "Read the answer first; what comes before it is no HTTP, and no frame either.",
    before: "\x81\x05wsrig",
  },
  {
    description:
      "The only `Upgrade: websocket` stands behind a CR without LF in the value of another header.",
    section: "RFC 9112 §2.2",
    fix: "Refuse a CR without LF, or take it for a space; it ends no line.",
    change: { lines: { Upgrade: "X-Wsrig: 1\rUpgrade: websocket" } },
  },
  {
    description: "Upgrade has a NUL in it: `web\\0socket`.",
    section: "RFC 9110 §5.5",
    fix: "Refuse a NUL in a header's value, or take it for a space; do not leave it out.",
    change: { lines: { Upgrade: "Upgrade: web\0socket" } },
  },
  {
    description: "The only `Upgrade: websocket` is a folded line of the header before it.",
    section: "RFC 9112 §5.2",
    fix: "Join a folded line to the header before; never take it for a header.",
    change: { lines: { Upgrade: ["X-Wsrig: 1", " Upgrade: websocket"] } },
  },
  {
    description: "A space stands between the name Upgrade and its colon.",
    section: "RFC 9112 §5.1",
    fix: "Fail the connection when whitespace stands before the colon of a header.",
    change: { lines: { Upgrade: "Upgrade : websocket" } },
    opening: {
      behavior: "INFORMATIONAL",
      why: "RFC 9112 §5.1 tells servers and proxies, not clients, what to do",
    },
  },
  {
    description: "A line has no colon.",
    section: "RFC 9112 §5",
    fix: "Fail the connection when a header line has no colon.",
    change: { more: ["wsrig"] },
    opening: { behavior: "INFORMATIONAL", why: "HTTP does not say what a client does about such a line" },
  },
];

/** H.14 status, H.15 Upgrade and Connection, H.16 accept, H.17 subprotocol and extensions, H.18 HTTP. */
export const wrongAnswers: readonly ConformanceCase[] = [statuses, upgrades, accepts, choices, http].flatMap(
  (rows, table) => rows.map((row, index) => wrongAnswerCase(`H.${table + 14}.${index + 1}`, row)),
);

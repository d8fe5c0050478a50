// H.2-H.5: requests that are no opening handshake, by the part that is wrong. RFC 6455 §4.2.1: the server MUST stop and answer an error.

import type { ConformanceCase } from "../../case.js";
import { type RefusalRow, refusalCase } from "./ask-server.js";

const handshake = "RFC 6455 §4.2.1";
const host = "RFC 9112 §3.2";

const requestLines: readonly RefusalRow[] = [
  {
    description: "The method is POST.",
    section: handshake,
    fix: "Upgrade GET requests only; answer 405 to other methods.",
    change: { startLine: "POST {target} HTTP/1.1", more: ["Content-Length: 0"] },
    isPlainHttp: true,
  },
  {
    description: "The method is HEAD.",
    section: handshake,
    fix: "Upgrade GET requests only; answer 405 to other methods.",
    change: { startLine: "HEAD {target} HTTP/1.1" },
    isPlainHttp: true,
  },
  {
    description: "The method is `get`, in lower case.",
    section: "RFC 9110 §9.1",
    fix: "Compare the method with case: get is not GET.",
    change: { startLine: "get {target} HTTP/1.1" },
    isPlainHttp: true,
  },
  {
    description: "The version of HTTP is 1.0.",
    section: handshake,
    fix: "Refuse the handshake when the version of HTTP is below 1.1.",
    change: { startLine: "GET {target} HTTP/1.0" },
    isPlainHttp: true,
  },
  {
    description: "The request line has no version of HTTP.",
    section: handshake,
    fix: "Refuse a request line that does not end with HTTP/1.1.",
    change: { startLine: "GET {target}" },
  },
  {
    description: "The version of HTTP is `1.1x`.",
    section: "RFC 9112 §2.3",
    fix: "Read the version of HTTP as two digits with a dot between, to the end of the line.",
    change: { startLine: "GET {target} HTTP/1.1x" },
  },
  {
    description: "The request target is `*`.",
    section: "RFC 9112 §3.2.4",
    fix: "Refuse a request target that is neither a path nor a URL.",
    change: { startLine: "GET * HTTP/1.1" },
    acceptance: {
      behavior: "INFORMATIONAL",
      why: "RFC 9112 §3 only says that it should refuse such a target",
    },
  },
  {
    description: "The request target has a fragment: `#wsrig`.",
    section: "RFC 6455 §3",
    fix: "Refuse a request target with a #.",
    change: { startLine: "GET {target}#wsrig HTTP/1.1" },
    acceptance: { behavior: "INFORMATIONAL", why: "the rule against fragments binds the client" },
  },
  {
    description: "The request target has a space in it.",
    section: "RFC 9112 §3.2",
    fix: "Refuse a request line with more than two spaces.",
    change: { startLine: "GET {target} wsrig HTTP/1.1" },
    acceptance: {
      behavior: "INFORMATIONAL",
      why: "RFC 9112 §3.2 only says that it should refuse such a target",
    },
  },
];

const hosts: readonly RefusalRow[] = [
  {
    description: "Host is missing.",
    section: host,
    fix: "Answer 400 to an HTTP/1.1 request without Host.",
    change: { lines: { Host: [] } },
  },
  {
    description: "Host occurs twice with the same value.",
    section: host,
    fix: "Answer 400 to a request with more than one Host.",
    change: { lines: { Host: ["Host: {host}", "Host: {host}"] } },
  },
  {
    description: "Host occurs twice with different values.",
    section: host,
    fix: "Answer 400 to a request with more than one Host.",
    change: { lines: { Host: ["Host: {host}", "Host: wsrig.example"] } },
  },
  {
    description: "Host is `wsrig example`, with a space in it.",
    section: host,
    fix: "Answer 400 when Host is not a host with an optional port.",
    change: { lines: { Host: "Host: wsrig example" } },
  },
  {
    description: "Host is empty.",
    section: handshake,
    fix: "Refuse a handshake whose Host names no server.",
    change: { lines: { Host: "Host:" } },
    acceptance: { behavior: "INFORMATIONAL", why: "HTTP's grammar lets Host be empty" },
  },
];

const upgrades: readonly RefusalRow[] = [
  {
    description: "Upgrade is missing.",
    section: handshake,
    fix: "Upgrade only when Upgrade has the element websocket.",
    change: { lines: { Upgrade: [] } },
    isPlainHttp: true,
  },
  {
    description: "Upgrade is empty.",
    section: handshake,
    fix: "Upgrade only when Upgrade has the element websocket.",
    change: { lines: { Upgrade: "Upgrade:" } },
    isPlainHttp: true,
  },
  {
    description: "Upgrade is `h2c`.",
    section: handshake,
    fix: "Upgrade only when Upgrade has the element websocket.",
    change: { lines: { Upgrade: "Upgrade: h2c" } },
    isPlainHttp: true,
  },
  {
    description: "Upgrade is `not-websocket`.",
    section: handshake,
    fix: "Compare whole elements of Upgrade; do not search for a part of the value.",
    change: { lines: { Upgrade: "Upgrade: not-websocket" } },
    isPlainHttp: true,
  },
  {
    description: "Connection is missing.",
    section: handshake,
    fix: "Upgrade only when Connection has the token upgrade.",
    change: { lines: { Connection: [] } },
    isPlainHttp: true,
  },
  {
    description: "Connection is `keep-alive`.",
    section: handshake,
    fix: "Upgrade only when Connection has the token upgrade.",
    change: { lines: { Connection: "Connection: keep-alive" } },
    isPlainHttp: true,
  },
  {
    description: "Connection is `no-upgrade`.",
    section: handshake,
    fix: "Compare whole tokens of Connection; do not search for a part of the value.",
    change: { lines: { Connection: "Connection: no-upgrade" } },
    isPlainHttp: true,
  },
];

const lengthOnly = "RFC 6455 §4.2.2 says that a server need not decode the key";

const keys: readonly RefusalRow[] = [
  {
    description: "Sec-WebSocket-Key is missing.",
    section: handshake,
    fix: "Refuse a handshake without Sec-WebSocket-Key.",
    change: { lines: { "Sec-WebSocket-Key": [] } },
  },
  {
    description: "Sec-WebSocket-Key is empty.",
    section: handshake,
    fix: "Refuse a handshake whose Sec-WebSocket-Key is empty.",
    change: { lines: { "Sec-WebSocket-Key": "Sec-WebSocket-Key:" } },
  },
  {
    description: "Sec-WebSocket-Key occurs twice with different keys.",
    section: "RFC 6455 §11.3.1",
    fix: "Refuse a handshake with more than one Sec-WebSocket-Key.",
    change: {
      lines: {
        "Sec-WebSocket-Key": ["Sec-WebSocket-Key: {key}", "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA=="],
      },
    },
  },
  {
    description: "Sec-WebSocket-Key occurs twice with the same key.",
    section: "RFC 6455 §11.3.1",
    fix: "Refuse a handshake with more than one Sec-WebSocket-Key.",
    change: { lines: { "Sec-WebSocket-Key": ["Sec-WebSocket-Key: {key}", "Sec-WebSocket-Key: {key}"] } },
  },
  {
    description: "The key has 24 characters that are not all of base64: `!` and `?`.",
    section: handshake,
    fix: "Refuse a key with characters that are not of base64.",
    change: { lines: { "Sec-WebSocket-Key": "Sec-WebSocket-Key: dGhlIHNh!XBsZSBub25j?Q==" } },
  },
  {
    description: "The key is of the URL's base64, with `-` and `_`.",
    section: handshake,
    fix: "Read the key by RFC 4648 §4, with + and /, and refuse the alphabet of §5.",
    change: { lines: { "Sec-WebSocket-Key": "Sec-WebSocket-Key: -_-_-_-_-_-_-_-_-_-_-w==" } },
  },
  {
    description: "The key has no padding.",
    section: handshake,
    fix: "Refuse a key whose length is not a multiple of four characters.",
    change: { lines: { "Sec-WebSocket-Key": "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ" } },
  },
  {
    description: "The key is of 15 bytes.",
    section: handshake,
    fix: "Refuse a key that is not of 16 bytes: 22 characters and ==.",
    change: { lines: { "Sec-WebSocket-Key": "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4P" } },
    acceptance: { behavior: "INFORMATIONAL", why: lengthOnly },
  },
  {
    description: "The key is of 17 bytes.",
    section: handshake,
    fix: "Refuse a key that is not of 16 bytes: 22 characters and ==.",
    change: { lines: { "Sec-WebSocket-Key": "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEBE=" } },
    acceptance: { behavior: "INFORMATIONAL", why: lengthOnly },
  },
];

/** H.2 request line, H.3 Host, H.4 Upgrade and Connection, H.5 key. */
export const wrongRequests: readonly ConformanceCase[] = [requestLines, hosts, upgrades, keys].flatMap(
  (rows, table) => rows.map((row, index) => refusalCase(`H.${table + 2}.${index + 1}`, row)),
);

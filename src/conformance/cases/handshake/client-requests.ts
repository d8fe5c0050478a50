// H.11: the request that a client sends, part by part: RFC 6455 §4.1.

import { isValidKey } from "../../../protocol/accept-key.js";
import { parseExtensions } from "../../../protocol/extensions.js";
import type { HttpRequestHead } from "../../../protocol/http-head.js";
import { isToken, splitList } from "../../../protocol/http-token.js";
import type { ConformanceCase } from "../../case.js";
import { changedAnswer, clientCase } from "./answer-client.js";
import { sampleKey } from "./ask-server.js";
import { proveOpen } from "./prove-open.js";

interface Row {
  readonly expectation: string;
  readonly section: string;
  readonly fix: string;
  /** What is wrong with the request, as a clause. */
  readonly fault: (request: HttpRequestHead) => string | undefined;
}

const handshake = "RFC 6455 §4.1";

const rows: readonly Row[] = [
  {
    expectation: "The method is GET.",
    section: handshake,
    fix: "Send GET, in upper case.",
    fault: ({ method }) => (method === "GET" ? undefined : `the method is ${method}`),
  },
  {
    expectation: "The version of HTTP is 1.1.",
    section: handshake,
    fix: "Send HTTP/1.1.",
    fault: ({ httpVersion }) => (httpVersion === "1.1" ? undefined : `the version is HTTP/${httpVersion}`),
  },
  {
    expectation: "The request target is a path or an http URL, without a fragment.",
    section: "RFC 6455 §3",
    fix: "Send the path and the query of the URL; leave the fragment out, and send / for an empty path.",
    fault: ({ target }) =>
      /^(?:\/|https?:\/\/[^/])[^#]*$/i.test(target) ? undefined : `the request target is ${target}`,
  },
  {
    expectation: "Host occurs once and is a host with an optional port.",
    section: "RFC 9112 §3.2",
    fix: "Send Host with the host of the URL, and with its port where that is not 80 or 443; no user and password.",
    fault: ({ headers }) => {
      const hosts = headers.getAll("Host");
      if (hosts.length !== 1) return `Host occurs ${hosts.length} times`;
      return /^(?:\[[\w.:%~-]+\]|[\w\-.~!$&'()*+,;=%]+)(?::\d*)?$/.test(hosts[0] ?? "")
        ? undefined
        : `Host is "${hosts[0]}"`;
    },
  },
  {
    expectation: "Upgrade has websocket.",
    section: handshake,
    fix: "Send Upgrade: websocket.",
    fault: ({ headers }) =>
      headers.tokens("Upgrade").includes("websocket")
        ? undefined
        : `Upgrade is ${headers.get("Upgrade") ?? "missing"}`,
  },
  {
    expectation: "Connection has Upgrade.",
    section: handshake,
    fix: "Send Connection: Upgrade.",
    fault: ({ headers }) =>
      headers.tokens("Connection").includes("upgrade")
        ? undefined
        : `Connection is ${headers.get("Connection") ?? "missing"}`,
  },
  {
    expectation: "Sec-WebSocket-Key occurs once and is base64 of 16 bytes.",
    section: handshake,
    fix: "Send base64 of 16 random bytes, 22 characters and ==, as Sec-WebSocket-Key.",
    fault: ({ headers }) => {
      const keys = headers.getAll("Sec-WebSocket-Key");
      if (keys.length !== 1) return `Sec-WebSocket-Key occurs ${keys.length} times`;
      return isValidKey(keys[0] ?? "") ? undefined : `Sec-WebSocket-Key is "${keys[0]}"`;
    },
  },
  {
    expectation: "The key is neither the example of the RFC nor one byte 16 times.",
    section: handshake,
    fix: "Draw 16 random bytes for the key of each connection.",
    fault: ({ headers }) => {
      const key = headers.get("Sec-WebSocket-Key") ?? "";
      const bytes = Buffer.from(key, "base64");
      if (key === sampleKey) return "the key is the example of RFC 6455 §1.3";
      return new Set(bytes).size <= 1 ? `the key "${key}" is not random` : undefined;
    },
  },
  {
    expectation: "Sec-WebSocket-Version occurs once and is 13.",
    section: handshake,
    fix: "Send Sec-WebSocket-Version: 13.",
    fault: ({ headers }) => {
      const version = headers.get("Sec-WebSocket-Version");
      return version === "13" ? undefined : `Sec-WebSocket-Version is ${version ?? "missing"}`;
    },
  },
  {
    expectation: "Origin, where there is one, is `null` or a scheme, a host and an optional port.",
    section: "RFC 6454 §7",
    fix: "Send Origin once, without a path and without a slash at its end.",
    fault: ({ headers }) => {
      const origins = headers.getAll("Origin");
      if (origins.length > 1) return `Origin occurs ${origins.length} times`;
      const [origin = "null"] = origins;
      const isSerialized = /^(?:null|[a-z][a-z\d+.-]*:\/\/[^\s/?#@]+(?: [a-z][a-z\d+.-]*:\/\/[^\s/?#@]+)*)$/i;
      return isSerialized.test(origin) ? undefined : `Origin is "${origin}"`;
    },
  },
  {
    expectation: "Subprotocols, where there are some, are tokens, and each occurs once.",
    section: handshake,
    fix: "Refuse subprotocols of the user that are no tokens or occur twice; send no empty Sec-WebSocket-Protocol.",
    fault: ({ headers }) => {
      const value = headers.get("Sec-WebSocket-Protocol");
      if (value === undefined) return undefined;
      const names = splitList(value);
      const isRight = names.length > 0 && names.every(isToken) && new Set(names).size === names.length;
      return isRight ? undefined : `Sec-WebSocket-Protocol is "${value}"`;
    },
  },
  {
    expectation: "Extensions, where there are some, keep the grammar.",
    section: "RFC 6455 §9.1",
    fix: "Write Sec-WebSocket-Extensions by the grammar of §9.1; send none rather than an empty one.",
    fault: ({ headers }) => {
      const value = headers.get("Sec-WebSocket-Extensions");
      if (value === undefined) return undefined;
      const parsed = parseExtensions(value);
      return parsed.kind === "malformed" ? parsed.message : undefined;
    },
  },
  {
    expectation: "The request has no body and no header of an answer.",
    section: "RFC 9110 §9.3.1",
    fix: "Send no Content-Length, no Transfer-Encoding and no Sec-WebSocket-Accept.",
    fault: ({ headers }) => {
      const length = headers.get("Content-Length");
      if (length !== undefined && length !== "0") return `the request has Content-Length: ${length}`;
      const found = ["Transfer-Encoding", "Sec-WebSocket-Accept"].find((name) => headers.has(name));
      return found === undefined ? undefined : `the request has ${found}`;
    },
  },
];

/** H.11. */
export const clientRequests: readonly ConformanceCase[] = [
  ...rows.map((row, index) => requestCase(`H.11.${index + 1}`, row)),
  patienceCase(`H.11.${rows.length + 1}`),
];

function requestCase(id: string, { fault, expectation, ...row }: Row): ConformanceCase {
  return {
    ...clientCase(id, { description: "The client's request is judged; the answer to it is right.", ...row }),
    expectation,
    async run(driver) {
      const wrong = driver.request === undefined ? "there is no request" : fault(driver.request);
      if (wrong !== undefined) driver.conclude("FAILED", `In the request ${wrong}.`);
      driver.sendBytes(changedAnswer(driver));
      await proveOpen(driver);
    },
  };
}

function patienceCase(id: string): ConformanceCase {
  return {
    ...clientCase(id, {
      description: "The answer comes one wait after the request.",
      section: handshake,
      fix: "Send nothing after the request until the server's answer is there.",
    }),
    expectation: "The client waits and sends nothing; then the connection works.",
    async run(driver) {
      await driver.wait(1);
      if (driver.bytesAfterHead > 0) {
        driver.conclude("FAILED", `The client sent ${driver.bytesAfterHead} bytes before it had the answer.`);
      }
      driver.sendBytes(changedAnswer(driver));
      await proveOpen(driver);
    },
  };
}

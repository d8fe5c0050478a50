// What the reference server answers to plain HTTP, decided without touching a socket.

import { STATUS_CODES } from "node:http";
import { createRequire } from "node:module";
import { findBehaviour, listBehaviours } from "./behaviours/catalogue.js";
import { renderIndexPage } from "./index-page.js";
import type { ServerStats } from "./server-stats.js";

/** A whole HTTP answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The part of a request that decides the answer. */
export interface HttpQuestion {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly accept: string | undefined;
}

const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };

/** The answer to a request that does not ask for an upgrade. The body of a HEAD is left to the caller to leave out. */
export function answerHttp(question: HttpQuestion, readStats: () => ServerStats): HttpAnswer {
  const { method, path } = question;
  const isKnown =
    path === "/" || path === "/stats" || path === "/healthz" || findBehaviour(path) !== undefined;
  if (!isKnown) return plain(404, `nothing is at ${path}; GET / lists what is`);
  if (method !== "GET" && method !== "HEAD") {
    return plain(405, `the method is ${method}; only GET and HEAD are answered`, { Allow: "GET, HEAD" });
  }
  switch (path) {
    case "/":
      return index(question.accept);
    case "/stats":
      return json(readStats());
    case "/healthz":
      return plain(200, "ok");
    default:
      // RFC 9110 §15.5.22
      return plain(426, `${path} speaks WebSocket only; ask for an upgrade`, {
        Upgrade: "websocket",
        Connection: "Upgrade",
        "Sec-WebSocket-Version": "13",
      });
  }
}

/** The answer as bytes, the last of its connection, for a socket that has left node:http. */
export function formatHttpAnswer({ status, headers, body }: HttpAnswer, method: string): Uint8Array {
  const fields = { ...headers, "Content-Length": Buffer.byteLength(body), Connection: "close" };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n${method === "HEAD" ? "" : body}`,
  );
}

function index(accept: string | undefined): HttpAnswer {
  const about = { name: "wsrig", version, behaviours: listBehaviours() };
  const answer = prefersHtml(accept)
    ? { status: 200, headers: { "Content-Type": "text/html; charset=utf-8" }, body: renderIndexPage(about) }
    : json(about);
  return { ...answer, headers: { ...answer.headers, Vary: "Accept" } };
}

/** Whether text/html is asked for by name and with a greater weight than JSON (RFC 9110 §12.5.1). */
function prefersHtml(accept: string | undefined): boolean {
  const weights = new Map<string, number>();
  for (const item of (accept ?? "").split(",")) {
    const [type = "", ...parameters] = item.split(";").map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    weights.set(type, weight === undefined ? 1 : Number(weight));
  }
  const html = weights.get("text/html") ?? 0;
  return html > (weights.get("application/json") ?? 0);
}

function json(value: unknown): HttpAnswer {
  return {
    status: 200,
    headers: { "Content-Type": "application/json; charset=utf-8" },
    body: `${JSON.stringify(value, undefined, 2)}\n`,
  };
}

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers }, body: `${text}\n` };
}

// The opening handshake of a case on a client: the driver is the server.

import { acceptKeyFor } from "../protocol/accept-key.js";
import type { HttpRequestHead } from "../protocol/http-head.js";
import { agreedByAnswer } from "./deflate-opening.js";
import type { CaseDriver } from "./driver/case-driver.js";
import type { SharedOpening } from "./opening.js";

/** Answers `driver.request` as `opening` says; gives whether the connection is open. A failure ends the case. */
export function openAsServer(driver: CaseDriver, opening: SharedOpening): boolean {
  const { request } = driver;
  if (request === undefined) throw new TypeError("a server opens with the client's request");
  const key = request.headers.get("Sec-WebSocket-Key");
  if (key === undefined) {
    driver.failOpening("the request has no Sec-WebSocket-Key");
    return false;
  }
  const extensions = opening.kind === "deflate" ? opening.answer(offeredBy(request)) : undefined;
  driver.sendBytes(answerOf(key, extensions === undefined ? [] : [["Sec-WebSocket-Extensions", extensions]]));
  const make = opening.kind === "deflate" ? opening.makeInflate : undefined;
  driver.openFrames(extensions === undefined ? undefined : agreedByAnswer(extensions, driver.signal, make));
  return true;
}

/** The bytes of a right answer, for openings of the case's own as well. */
export function answerOf(key: string, headers: readonly (readonly [string, string])[] = []): string {
  const lines = [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${acceptKeyFor(key)}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

function offeredBy({ headers }: HttpRequestHead): string {
  return headers.get("Sec-WebSocket-Extensions") ?? "";
}

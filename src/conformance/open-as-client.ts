// The opening handshake of a case on a server: the driver is the client.

import { randomBytes } from "node:crypto";
import { acceptKeyFor, makeKey } from "../protocol/accept-key.js";
import { readDeflateAnswer } from "./deflate-opening.js";
import type { CaseDriver } from "./driver/case-driver.js";
import type { Driver, SeenHead } from "./driver/driver.js";
import type { SharedOpening } from "./opening.js";

/** How long a server may take for its answer, in waits. */
const patienceWaits = 5;
/** A server that goes on with interim answers would have no other turn of the event loop left to any case. */
const mostInterimAnswers = 20;

/** Opens the connection as `opening` says; gives whether it is open. A failure ends the case. */
export async function openAsClient(driver: CaseDriver, opening: SharedOpening): Promise<boolean> {
  const key = makeKey(randomBytes(16));
  driver.sendBytes(requestOf(driver, { key, opening }));
  const head = await receiveFinalHead(driver, patienceWaits);
  const fault = findFault(head, key);
  if (fault !== undefined || head?.kind !== "response") {
    driver.failOpening(fault ?? "no answer");
    return false;
  }
  const answer = head.headers.get("Sec-WebSocket-Extensions");
  if (answer === undefined || opening.kind === "plain") {
    if (answer !== undefined) {
      driver.failOpening(`the server uses "${answer}", which was not offered`);
      return false;
    }
    driver.openFrames();
    return true;
  }
  const agreed = readDeflateAnswer(answer, driver.signal, opening.makeInflate);
  if (agreed.kind === "invalid") {
    driver.failOpening(agreed.message);
    return false;
  }
  driver.openFrames(agreed.agreed);
  return true;
}

/** The head of a server's answer, each within `waits`: interim ones (1xx) are passed over, at most 20 of them. */
export async function receiveFinalHead(driver: Driver, waits: number): Promise<SeenHead | undefined> {
  let head = await driver.receiveHead(waits);
  for (let passed = 0; passed < mostInterimAnswers && isInterim(head); passed++) {
    driver.readAnotherHead();
    head = await driver.receiveHead(waits);
  }
  return head;
}

function isInterim(head: SeenHead | undefined): boolean {
  return head?.kind === "response" && head.status < 200 && head.status !== 101;
}

/** The bytes of a right request, for openings of the case's own as well. */
export function requestOf(
  { target, host, headers }: Pick<Driver, "target" | "host" | "headers">,
  { key, opening }: { readonly key: string; readonly opening?: SharedOpening | undefined },
): string {
  const lines = [
    `GET ${target} HTTP/1.1`,
    "User-Agent: wsrig",
    `Host: ${host}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Pragma: no-cache",
    "Cache-Control: no-cache",
    `Sec-WebSocket-Key: ${key}`,
    "Sec-WebSocket-Version: 13",
    ...(opening?.kind === "deflate" ? [`Sec-WebSocket-Extensions: ${opening.offer}`] : []),
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

function findFault(head: SeenHead | undefined, key: string): string | undefined {
  if (head === undefined) return "no answer came in time";
  if (head.kind === "gone") return "the server ended the connection before it answered";
  if (head.kind === "malformed") return `the answer is not HTTP: ${head.message}`;
  if (head.kind === "request") return "a request came where an answer was due";
  if (head.status !== 101) return `the server answered ${head.status} ${head.statusText}`.trimEnd();
  if (!head.headers.tokens("Upgrade").includes("websocket")) return "the answer lacks Upgrade: websocket";
  if (!head.headers.tokens("Connection").includes("upgrade")) return "the answer lacks Connection: Upgrade";
  const accept = head.headers.get("Sec-WebSocket-Accept");
  const expected = acceptKeyFor(key);
  if (accept === expected) return undefined;
  return `Sec-WebSocket-Accept is ${accept ?? "missing"}; must be ${expected}`;
}

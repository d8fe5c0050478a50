// A server that answers each message after a hold, and tells the holds that it measured itself.
//
// The path names the run, the query its rule: `/run-1?holdMs=10` or `/run-2?stallMs=1000&everyMs=10000`. `GET /run-1?skip=N`
// gives the percentiles of the run's holds without its first N. A hold goes from the read of the message's bytes to just before
// the write of its answer. Prints its URL.

import { createServer } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { percentileOf } from "../harness/percentile.js";
import { answerDueUs, type HoldRule } from "../truth/hold-rule.js";

interface Held {
  readonly socket: WebSocket;
  readonly data: Buffer;
  readonly isBinary: boolean;
  readonly readUs: number;
  readonly dueUs: number;
  readonly holdsUs: number[];
}

const percentiles = [0.1, 1, 50, 99, 99.9];
/** By run, in the order of arrival. */
const holdsUsOf = new Map<string, number[]>();
/** First in, first out: a rule never overtakes, and only one run goes at a time. */
const queue: Held[] = [];
let first = 0;
let isSpinning = false;

const http = createServer((request, response) => {
  const { pathname, searchParams } = addressOf(request.url);
  const holdsUs = holdsUsOf.get(pathname)?.slice(Number(searchParams.get("skip") ?? 0)) ?? [];
  const sorted = Float64Array.from(holdsUs).sort();
  const us = Object.fromEntries(percentiles.map((p) => [`p${p}`, percentileOf(sorted, p)]));
  response.end(JSON.stringify({ count: sorted.length, us }));
});
const server = new WebSocketServer({ server: http, perMessageDeflate: false });

server.on("connection", (socket, request) => {
  const { pathname, searchParams } = addressOf(request.url);
  const rule = ruleOf(searchParams);
  const holdsUs = holdsUsOf.get(pathname) ?? [];
  holdsUsOf.set(pathname, holdsUs);
  let readUs = 0;
  // Before the listener of `ws`, which emits the messages of the same bytes in the same turn.
  request.socket.prependListener("data", () => {
    readUs = nowUs();
  });
  socket.on("message", (data: Buffer, isBinary) => {
    const held = { socket, data, isBinary, readUs, dueUs: answerDueUs(rule, readUs), holdsUs };
    if (first === queue.length && held.dueUs <= readUs) answer(held);
    else queue.push(held);
  });
  spin();
});

http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  if (typeof address === "object" && address) console.log(`ws://127.0.0.1:${address.port}`);
});

/**
 * Looks at the clock once a turn of the event loop for as long as anyone is connected, whatever the hold: a timer would be up
 * to 2 ms off, and a server that sleeps when it holds nothing would wake up slower in the run without a hold.
 */
function spin(): void {
  if (isSpinning) return;
  isSpinning = true;
  setImmediate(turn);
}

function turn(): void {
  for (let held = queue[first]; held !== undefined && held.dueUs <= nowUs(); held = queue[first]) {
    answer(held);
    first++;
  }
  if (first === queue.length) {
    queue.length = 0;
    first = 0;
  }
  if (server.clients.size > 0) setImmediate(turn);
  else isSpinning = false;
}

function answer({ socket, data, isBinary, readUs, holdsUs }: Held): void {
  holdsUs.push(nowUs() - readUs);
  socket.send(data, { binary: isBinary });
}

/** With the nanoseconds as a fraction. */
function nowUs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000_000 + nanoseconds / 1_000;
}

function addressOf(path = "/"): URL {
  return new URL(path, "ws://127.0.0.1");
}

function ruleOf(query: URLSearchParams): HoldRule {
  const [holdMs, stallMs, everyMs] = ["holdMs", "stallMs", "everyMs"].map((name) => Number(query.get(name)));
  return stallMs !== undefined && stallMs > 0 && everyMs !== undefined
    ? { kind: "stall", stallMs, everyMs }
    : { kind: "hold", holdMs: holdMs ?? 0 };
}

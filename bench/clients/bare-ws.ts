// The peer that `--driver ws` is held against: the shortest echo loop on `ws`, which measures nothing.
// Arguments as in workload.h; closed loops only. Prints its sample, without latencies.

import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { clientArguments } from "./arguments.js";

const { url, connections, payloadBytes, inFlight, warmUpMs, steadyMs } = clientArguments();
// Bytes encoded once and sent as text: as cheap as `ws` can send it.
const payload = Buffer.alloc(payloadBytes, "x");
const asText = { binary: false };
let messages = 0;
let sending = true;

const sockets = await Promise.all(Array.from({ length: connections }, open));
for (const socket of sockets) {
  socket.on("message", () => {
    messages++;
    if (sending) socket.send(payload, asText);
  });
  for (let i = 0; i < inFlight; i++) socket.send(payload, asText);
}
await sleep(warmUpMs);

const from = { messages, cpu: process.cpuUsage(), at: process.hrtime.bigint() };
await sleep(steadyMs);
const { user, system } = process.cpuUsage(from.cpu);
const tookMs = Number(process.hrtime.bigint() - from.at) / 1e6;
console.log(JSON.stringify({ messages: messages - from.messages, cpuUs: user + system, steadyMs: tookMs }));

sending = false;
for (const socket of sockets) socket.terminate();

function open(): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
  });
}

// The peer that `--driver ws` is held against: the shortest echo loop on `ws`, which measures nothing.
// Arguments as in workload.h; closed loops only. Prints its sample, without latencies.

import { WebSocket } from "ws";
import { clientArguments } from "./arguments.js";
import { measureBare } from "./measure-bare.js";

const asked = clientArguments();
const { url, connections, payloadBytes, inFlight } = asked;
// Bytes encoded once and sent as text: as cheap as `ws` can send it.
const payload = Buffer.alloc(payloadBytes, "x");
const asText = { binary: false };
let messages = 0;
let isSending = true;

const sockets = await Promise.all(Array.from({ length: connections }, open));
for (const socket of sockets) {
  socket.on("message", () => {
    messages++;
    if (isSending) socket.send(payload, asText);
  });
  for (let i = 0; i < inFlight; i++) socket.send(payload, asText);
}
await measureBare(asked, () => messages);

isSending = false;
for (const socket of sockets) socket.terminate();

function open(): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
  });
}

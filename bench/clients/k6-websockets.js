// The same loop as k6-ws.js with k6's newer module k6/websockets.

import { Trend } from "k6/metrics";
import { WebSocket } from "k6/websockets";

const latency = new Trend("echo_latency", true);
const payload = "x".repeat(32);

export const options = { vus: 100, iterations: 100 };

export default function () {
  const socket = new WebSocket(__ENV.BENCH_URL);
  let sentAt = 0;
  const send = () => {
    sentAt = Date.now();
    socket.send(payload);
  };
  socket.onopen = send;
  socket.onmessage = ({ data }) => {
    if (data !== payload) throw new Error("an answer differs from what was sent");
    latency.add(Date.now() - sentAt);
    send();
  };
}

// The closed echo loop of 100 connections x 32 B for k6, with its module k6/ws. It compares every answer and records
// every latency, as the other clients do. The harness measures from outside and ends k6.

import { Trend } from "k6/metrics";
import ws from "k6/ws";

const latency = new Trend("echo_latency", true);
const payload = "x".repeat(32);

export const options = { vus: 100, iterations: 100 };

export default function () {
  ws.connect(__ENV.BENCH_URL, {}, (socket) => {
    let sentAt = 0;
    const send = () => {
      sentAt = Date.now();
      socket.send(payload);
    };
    socket.on("open", send);
    socket.on("message", (answer) => {
      if (answer !== payload) throw new Error("an answer differs from what was sent");
      latency.add(Date.now() - sentAt);
      send();
    });
  });
}

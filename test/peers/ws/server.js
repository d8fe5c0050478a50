// An echo server on the `ws` package: with its defaults, or with `no-limits`, where it also agrees to permessage-deflate.

import { WebSocketServer } from "ws";

const noLimits = { maxPayload: 0, maxFragments: 0, perMessageDeflate: true };
const server = new WebSocketServer({
  host: "127.0.0.1",
  port: 0,
  ...(process.argv[2] === "no-limits" ? noLimits : {}),
});

server.on("connection", (socket) => {
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
  // What was wrong is for the other end to judge.
  socket.on("error", () => {});
});
server.on("listening", () => console.log(`ws://127.0.0.1:${server.address().port}`));

// The target where there is no C compiler: the shortest echo server on `ws`, in a process of its own.
// Prints its URL, and at each SIGUSR2 what it has done, as servers/echo.c does.

import { WebSocketServer } from "ws";

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
let messages = 0;
let pings = 0;

server.on("connection", (socket) => {
  socket.on("message", (data, isBinary) => {
    messages++;
    socket.send(data, { binary: isBinary });
  });
  socket.on("ping", () => {
    pings++;
  });
});
server.on("listening", () => {
  const address = server.address();
  if (typeof address === "object" && address) console.log(`ws://127.0.0.1:${address.port}`);
});
process.on("SIGUSR2", () => {
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ messages, pings, connections: server.clients.size, cpuUs: user + system }));
});

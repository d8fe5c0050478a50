// An echo server on the `faye-websocket` package: npm, but another code base than `ws`.

import { createServer } from "node:http";
import WebSocket from "faye-websocket";

const server = createServer((_request, response) => response.writeHead(404).end());

server.on("upgrade", (request, socket, head) => {
  if (!WebSocket.isWebSocket(request)) {
    socket.destroy();
    return;
  }
  const connection = new WebSocket(request, socket, head, ["echo", "wsrig"], { maxLength: 32 * 1024 * 1024 });
  connection.on("message", ({ data }) => connection.send(data));
});

server.listen(0, "127.0.0.1", () => {
  console.log(`ws://127.0.0.1:${server.address().port}`);
});

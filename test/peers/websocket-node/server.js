// An echo server on the `websocket` package: npm, but another code base than `ws`.

import { createServer } from "node:http";
import websocket from "websocket";

const maxBytes = 32 * 1024 * 1024;
const httpServer = createServer((_request, response) => response.writeHead(404).end());
const server = new websocket.server({
  httpServer,
  autoAcceptConnections: false,
  maxReceivedFrameSize: maxBytes,
  maxReceivedMessageSize: maxBytes,
});

server.on("request", (request) => {
  const connection = accept(request);
  if (connection === undefined) return;
  connection.on("message", (message) => {
    if (message.type === "utf8") connection.sendUTF(message.utf8Data);
    else connection.sendBytes(message.binaryData);
  });
});

/** The connection; `undefined` where the library throws on a subprotocol that is no token, and can then no more refuse either. */
function accept(request) {
  try {
    return request.accept(request.requestedProtocols[0], request.origin);
  } catch {
    request.socket.destroy();
    return undefined;
  }
}

// Who starts it for an experiment has chosen a port.
httpServer.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  console.log(`ws://127.0.0.1:${httpServer.address().port}`);
});

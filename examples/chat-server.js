// A chat server: what one client says, and what you type, all clients hear.
//
//   node examples/chat-server.js [port]
//
// Its first line is the port it listens on. It ends when stdin ends (Ctrl-D) or with Ctrl-C.

import { createInterface } from "node:readline";
import { WebSocketServer } from "wsrig";

const clients = new Set();
const server = new WebSocketServer("chat sample");

server.on("newConnection", () => {
  const client = server.nextPendingConnection();
  if (!client) return;
  clients.add(client);
  const name = `${client.peerAddress}:${client.peerPort}`;
  console.log(`${name} joined; ${clients.size} connected`);

  client.on("textMessageReceived", (text) => {
    console.log(`${name}: ${text}`);
    client.sendTextMessage(text);
  });
  client.on("binaryMessageReceived", (bytes) => {
    console.log(`${name}: ${bytes.length} bytes`);
    client.sendBinaryMessage(bytes);
  });
  client.on("disconnected", () => {
    clients.delete(client);
    console.log(`${name} left with ${client.closeCode}; ${clients.size} connected`);
  });
});
server.on("serverError", (closeCode) => console.error(`serverError ${closeCode}: ${server.errorString}`));

await server.listen("127.0.0.1", Number(process.argv[2] ?? 0));
console.log(server.serverPort);

const input = createInterface({ input: process.stdin });
input.on("line", (line) => {
  for (const client of clients) client.sendTextMessage(line);
});
input.on("close", () => server.close());
process.on("SIGINT", () => input.close());
server.on("closed", () => process.exit());

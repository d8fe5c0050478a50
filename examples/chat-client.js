// A chat client: greets on connect, prints what it hears, says what you type.
//
//   node examples/chat-client.js ws://127.0.0.1:PORT
//
// It ends when stdin ends (Ctrl-D), with Ctrl-C, or when the server goes.

import { createInterface } from "node:readline";
import { WebSocketClient } from "wsrig";

const url = process.argv[2];
if (!url) {
  console.error("Usage: node examples/chat-client.js ws://127.0.0.1:PORT");
  process.exit(2);
}

const client = new WebSocketClient();
const input = createInterface({ input: process.stdin });
input.pause();

client.on("connected", () => {
  console.log(`connected to ${client.requestUrl}`);
  client.sendTextMessage("你好, 服务器!");
  input.on("line", (line) => client.sendTextMessage(line));
  input.on("close", () => client.close(1000, "bye"));
  input.resume();
});
client.on("textMessageReceived", (text) => console.log(text));
client.on("binaryMessageReceived", (bytes) => console.log(`${bytes.length} bytes`));
client.on("errorOccurred", ({ message }) => {
  console.error(message);
  process.exitCode = 1;
});
client.on("disconnected", () => {
  if (client.closeCode !== undefined) console.log(`disconnected with ${client.closeCode}`);
  process.exit();
});
process.on("SIGINT", () => (client.state === "connected" ? client.close(1000, "bye") : client.abort()));

client.open(url);

// Goes through all cases of a conformance listener with the client of the `websocket` package.

import websocket from "websocket";
import { runCases } from "../run-cases.js";

const maxBytes = 32 * 1024 * 1024;

await runCases((url, received) => {
  const client = new websocket.client({ maxReceivedFrameSize: maxBytes, maxReceivedMessageSize: maxBytes });
  return new Promise((resolve) => {
    // What was wrong is for the listener to judge.
    client.on("connectFailed", resolve);
    client.on("connect", (connection) => {
      connection.on("message", (message) => {
        if (message.type === "utf8") received(message.utf8Data, () => connection.sendUTF(message.utf8Data));
        else received(message.binaryData, () => connection.sendBytes(message.binaryData));
      });
      connection.on("error", () => {});
      connection.on("close", resolve);
    });
    client.connect(url);
  });
});

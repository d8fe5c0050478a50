// Goes through all cases of a conformance listener with our own WebSocketClient.

import { WebSocketClient } from "wsrig";
import { runCases } from "../run-cases.js";

await runCases((url, received) => {
  const socket = new WebSocketClient();
  return new Promise((resolve) => {
    socket.on("textMessageReceived", (text) => received(text, () => socket.sendTextMessage(text)));
    socket.on("binaryMessageReceived", (bytes) => received(bytes, () => socket.sendBinaryMessage(bytes)));
    socket.on("disconnected", resolve);
    // Any window for what it sends, and no limit on fragments, as the server with `conformance`.
    socket.open(url, { compression: { clientMaxWindowBits: true }, limits: { maxFragments: Infinity } });
  });
});

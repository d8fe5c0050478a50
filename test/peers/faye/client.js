// Goes through all cases of a conformance listener with the client of the `faye-websocket` package.

import WebSocket from "faye-websocket";
import { runCases } from "../run-cases.js";

await runCases((url, received) => {
  const socket = new WebSocket.Client(url, [], { maxLength: 32 * 1024 * 1024 });
  return new Promise((resolve) => {
    socket.on("message", ({ data }) => received(data, () => socket.send(data)));
    // What was wrong is for the listener to judge.
    socket.on("error", () => {});
    socket.on("close", resolve);
  });
});

// Goes through all cases of a conformance listener with the client of the `ws` package and its defaults.

import WebSocket from "ws";
import { runCases } from "../run-cases.js";

await runCases((url, received) => {
  const socket = new WebSocket(url);
  return new Promise((resolve) => {
    socket.on("message", (data, isBinary) =>
      received(isBinary ? data : data.toString(), () => socket.send(data, { binary: isBinary })),
    );
    // What was wrong is for the listener to judge.
    socket.on("error", () => {});
    socket.on("close", resolve);
  });
});

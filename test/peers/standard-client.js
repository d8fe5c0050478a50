// Goes through all cases of a conformance listener with the WebSocket of the runtime that runs it (the standard's
// client API): Node, Bun and Deno.

import { runCases } from "./run-cases.js";

/** How long after an error the end of the connection is waited for. */
const closeWaitMs = 3_000;

await runCases((url, received) => {
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  return new Promise((resolve) => {
    socket.onmessage = ({ data }) => received(data, () => socket.send(data));
    // What was wrong is for the listener to judge. Node 20 says no more than this of a handshake that failed.
    socket.onerror = () => setTimeout(resolve, closeWaitMs);
    socket.onclose = resolve;
  });
});

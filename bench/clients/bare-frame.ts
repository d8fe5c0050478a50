// wsrig's own framing with nothing recorded: no latency, no counts, no comparison of answers, no watch of itself. What recording
// costs is the difference to wsrig-load.ts. Arguments as in workload.h; closed loops only. Prints its sample, without latencies.

import { type Connection, dial } from "wsrig";
import { clientArguments } from "./arguments.js";
import { measureBare } from "./measure-bare.js";

const asked = clientArguments();
const { url, connections, payloadBytes, inFlight } = asked;
let messages = 0;
let isSending = true;

const opened = await Promise.all(Array.from({ length: connections }, open));
const [first] = opened;
if (first === undefined) throw new Error("there is no connection");
const message = first.prepare("text", Buffer.alloc(payloadBytes, "x"));
for (const connection of opened) {
  connection.setListener({
    // Nothing is compared either; but text is not validated, as in the load.
    comparesBytes: true,
    messageReceived() {
      messages++;
      if (isSending) connection.sendPrepared(message);
    },
  });
  for (let i = 0; i < inFlight; i++) connection.sendPrepared(message);
}
await measureBare(asked, () => messages);

isSending = false;
for (const connection of opened) connection.terminate();

async function open(): Promise<Connection> {
  const result = await dial(url);
  if (result.kind === "failed") throw new Error(result.failure.message);
  return result.connection;
}

// A client under test, as the drivers of the Autobahn test suite are written: it asks how many cases there are, echoes
// in each, and asks for the report. Put your own client in the place of ours.
//
//   wsrig conform-client -- node examples/conformance-client.js {url}

import { WebSocketClient } from "wsrig";

const base = process.argv[2];
const agent = process.argv[3] ?? "wsrig";
const atATime = 8;
if (!base) {
  console.error("Usage: node examples/conformance-client.js ws://127.0.0.1:PORT [AGENT]");
  process.exit(2);
}

const count = Number(await visit("/getCaseCount"));
let next = 1;
await Promise.all(Array.from({ length: atATime }, runCases));
await visit(`/updateReports?agent=${encodeURIComponent(agent)}`);

async function runCases() {
  while (next <= count) {
    const number = next++;
    await visit(`/runCase?case=${number}&agent=${encodeURIComponent(agent)}`, { echoes: true });
  }
}

/** Resolves at the end of the connection, however it comes, with the last text that was heard. */
function visit(target, { echoes = false } = {}) {
  return new Promise((resolve) => {
    let heard = "";
    const client = new WebSocketClient();
    client.on("textMessageReceived", (text) => {
      heard = text;
      if (echoes) client.sendTextMessage(text);
    });
    client.on("binaryMessageReceived", (bytes) => {
      if (echoes) client.sendBinaryMessage(bytes);
    });
    // It comes after a handshake that fails, too: some cases are about that.
    client.on("disconnected", () => resolve(heard));
    // Cases 9.3 and 9.4 send a message in 65,537 fragments.
    client.open(base + target, { compression: echoes, limits: { maxFragments: 100_000 } });
  });
}

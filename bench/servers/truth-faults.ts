// A server that loses, doubles and swaps answers by a fixed rule (truth/fault-rule.ts) and counts exactly what it wrote.
//
// `GET /` gives its counts since the start, over all connections. Prints its URL.

import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { AnswerLedger, sumOfCounts } from "../truth/answer-ledger.js";
import { answersTo } from "../truth/fault-rule.js";

// What is answered again, at most so many messages later.
const remembered = 64;
const ledgers: AnswerLedger[] = [];

const http = createServer((_request, response) => {
  response.end(JSON.stringify(sumOfCounts(ledgers.map(({ counts }) => counts))));
});
const server = new WebSocketServer({ server: http, perMessageDeflate: false });

server.on("connection", (socket) => {
  const ledger = new AnswerLedger();
  ledgers.push(ledger);
  const messages = new Map<number, Buffer>();
  socket.on("message", (data: Buffer, isBinary) => {
    const number = ledger.received();
    // A copy: `data` may be a view of bytes that are used again.
    messages.set(number, Buffer.from(data));
    messages.delete(number - remembered);
    for (const answer of answersTo(number)) {
      const message = messages.get(answer);
      if (message === undefined)
        throw new Error(`the rule answers message ${answer}, which is not remembered`);
      ledger.answered(answer);
      socket.send(message, { binary: isBinary });
    }
  });
});

http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  if (typeof address === "object" && address) console.log(`ws://127.0.0.1:${address.port}`);
});

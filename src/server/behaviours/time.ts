import type { ReceivedMessage } from "../../connection/connection.js";
import type { Behaviour } from "./behaviour.js";
import { ReadHold } from "./read-hold.js";
import { messageText } from "./relay.js";

/**
 * Answers every message with JSON that tells when it was read and when the answer was sent, both in µs of
 * CLOCK_MONOTONIC: comparable with a client's clock on the same machine only.
 */
export const time: Behaviour = {
  info: {
    path: "/time",
    summary:
      "answers in JSON with receivedAtUs and sentAtUs added to the JSON object that came (another text is kept as message, binary as bytes)",
    parameters: [],
  },
  prepare:
    () =>
    (connection, { clock }) => {
      const reading = new ReadHold(connection);
      return {
        listener: {
          messageReceived(message, receivedAtUs) {
            const content = contentOf(message);
            connection.sendText(JSON.stringify({ ...content, receivedAtUs, sentAtUs: clock.nowUs() }));
            reading.holdWhileFull(connection);
          },
        },
      };
    },
};

function contentOf(message: ReceivedMessage): object {
  if (message.kind === "binary") return { bytes: message.payload.length };
  const text = messageText(message);
  if (!/^\s*\{/.test(text)) return { message: text }; // what JSON.parse throws is dear
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Not JSON: text like any other.
  }
  return { message: text };
}

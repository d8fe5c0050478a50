import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../../clock.js";
import type { Connection } from "../../connection/connection.js";
import type { Behaviour } from "./behaviour.js";
import { highWaterBytes } from "./read-hold.js";

/** Messages sent in one turn of the event loop, so that a rate we cannot reach does not starve the other clients. */
const messagesPerTurn = 256;

interface StreamSettings {
  readonly ratePerSecond: number;
  readonly payloadBytes: number;
  /** 0: without end. */
  readonly count: number;
}

/** Pushes binary messages at a rate; holds back, and then goes on at that rate, when the peer does not read. */
export const stream: Behaviour = {
  info: {
    path: "/stream",
    summary: "pushes binary messages; the first 4 bytes number them from 0, big-endian",
    parameters: [
      { name: "rate", meaning: "messages per second, 1 to 100000. Default 10." },
      { name: "bytes", meaning: "payload of each, 0 to 1048576 (or 16KiB). Default 32." },
      { name: "count", meaning: "closes with 1000 after so many; 0 is without end. Default 0." },
    ],
  },
  prepare({ query }) {
    const settings: StreamSettings = {
      ratePerSecond: query.integer("rate", { min: 1, max: 100_000, byDefault: 10 }),
      payloadBytes: query.bytes("bytes", { min: 0, max: 1_048_576, byDefault: 32 }),
      count: query.integer("count", { min: 0, max: 1_000_000_000, byDefault: 0 }),
    };
    return (connection, { clock }) => {
      const ending = new AbortController();
      return {
        listener: { closed: () => ending.abort() },
        opened() {
          void push(connection, clock, settings, ending.signal);
        },
      };
    };
  },
};

async function push(
  connection: Connection,
  clock: Clock,
  settings: StreamSettings,
  signal: AbortSignal,
): Promise<void> {
  const payload = Buffer.alloc(settings.payloadBytes);
  const gapUs = 1_000_000 / settings.ratePerSecond;
  let dueUs = clock.nowUs();
  let sent = 0;
  let sentThisTurn = 0;
  try {
    while (settings.count === 0 || sent < settings.count) {
      if (dueUs > clock.nowUs()) {
        await clock.sleepUntilUs(dueUs, signal);
        sentThisTurn = 0;
      } else if (sentThisTurn >= messagesPerTurn) {
        await nextTurn(undefined, { signal });
        sentThisTurn = 0;
      }
      if (connection.state !== "open") return;
      if (payload.length >= 4) payload.writeUInt32BE(sent % 0x1_0000_0000);
      connection.sendBinary(payload);
      sent += 1;
      sentThisTurn += 1;
      dueUs += gapUs;
      if (connection.bufferedBytes > highWaterBytes) {
        await connection.waitForDrain(signal);
        dueUs = Math.max(dueUs, clock.nowUs()); // no burst to catch up: the peer asked for a rate
      }
    }
    if (connection.state === "open") connection.close(1000, "end of stream");
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

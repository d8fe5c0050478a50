import type { Clock } from "../../clock.js";
import type { Connection, ReceivedMessage } from "../../connection/connection.js";
import type { MessageKind } from "../../protocol/opcodes.js";
import type { Random } from "../../random.js";
import type { Behaviour } from "./behaviour.js";
import { ReadHold } from "./read-hold.js";
import { sendMessage } from "./relay.js";

/** Messages and bytes that may wait for their time, before the server stops reading from that client. */
const maxWaitingMessages = 1_024;
const maxWaitingBytes = 1024 * 1024;
const maxDelayMs = 60_000;

/** Echoes after a delay, in order. */
export const slow: Behaviour = {
  info: {
    path: "/slow",
    summary: `echoes after a delay, in order; at most ${maxWaitingMessages} messages or 1 MiB wait, then it reads no further`,
    parameters: [
      { name: "delay", meaning: "with its unit, 0ms to 60s. Default 100ms." },
      {
        name: "jitter",
        meaning: "up to so much more, uniform from the server's seed, 0ms to 60s. Default 0.",
      },
    ],
  },
  prepare({ query }) {
    const delayMs = query.durationMs("delay", { min: 0, max: maxDelayMs, byDefault: 100 });
    const jitterMs = query.durationMs("jitter", { min: 0, max: maxDelayMs, byDefault: 0 });
    return (connection, { clock, random }) => {
      const line = new DelayLine(connection, clock);
      const draw = random.fork("slow");
      return {
        listener: {
          messageReceived(message, receivedAtUs) {
            line.add(message, receivedAtUs + (delayMs + jitterUpTo(jitterMs, draw)) * 1_000);
          },
          closed: () => line.stop(),
        },
      };
    };
  },
};

function jitterUpTo(jitterMs: number, random: Random): number {
  return jitterMs === 0 ? 0 : random.next() * jitterMs;
}

interface WaitingMessage {
  readonly kind: MessageKind;
  readonly payload: Uint8Array;
  readonly dueUs: number;
}

/** First in, first out, each no earlier than its due time. */
class DelayLine {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #reading: ReadHold;
  readonly #stopping = new AbortController();
  readonly #waiting: WaitingMessage[] = [];
  #waitingBytes = 0;
  #running = false;
  #readOn: (() => void) | undefined;

  constructor(connection: Connection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
    this.#reading = new ReadHold(connection);
  }

  add(message: ReceivedMessage, dueUs: number): void {
    this.#waiting.push({ kind: message.kind, payload: message.payload.slice(), dueUs });
    this.#waitingBytes += message.payload.length;
    if (this.#isFull()) this.#readOn ??= this.#reading.hold();
    if (!this.#running) void this.#run();
  }

  stop(): void {
    this.#waiting.length = 0;
    this.#waitingBytes = 0;
    this.#stopping.abort();
  }

  async #run(): Promise<void> {
    this.#running = true;
    const { signal } = this.#stopping;
    try {
      for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
        await this.#clock.sleepUntilUs(next.dueUs, signal);
        if (this.#connection.state !== "open") return this.stop();
        this.#waiting.shift();
        this.#waitingBytes -= next.payload.length;
        sendMessage(this.#connection, next.kind, next.payload);
        await this.#connection.waitForDrain(signal);
        if (!this.#isFull()) this.#release();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#running = false;
    }
  }

  #release(): void {
    this.#readOn?.();
    this.#readOn = undefined;
  }

  #isFull(): boolean {
    return this.#waiting.length >= maxWaitingMessages || this.#waitingBytes >= maxWaitingBytes;
  }
}

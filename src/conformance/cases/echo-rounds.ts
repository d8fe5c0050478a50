// Sends messages one after the other, each when the echo of the one before it is there, and judges the echoes at once.

import type { MessageKind } from "../../protocol/opcodes.js";
import type { Driver } from "../driver/driver.js";

/** What is sent, and how long the peer may take. */
export interface EchoRounds {
  readonly count: number;
  readonly type: MessageKind;
  /** Sends message `index`. */
  readonly send: (index: number) => void | Promise<void>;
  /** What message `index` holds. */
  readonly payload: (index: number) => Uint8Array;
  /** For all of them. */
  readonly limitMs: number;
  /** For one of them. Default: no limit of its own. */
  readonly stallMs?: number | undefined;
  /** What an echo of the right type and length with other bytes means. A complaint is red in the overall verdict only. */
  readonly wrongBytes: "fail" | "complain";
}

/** Of a peer whose echoes were all right, in waits. */
const closingWaits = 10;
/** How often the time is looked at. */
const tickMs = 5_000;

/**
 * Plays all rounds, concludes, and closes: with 1000, or without a code when time is up.
 *
 * Ends at the first echo that is wrong; a message beyond the echoes is a complaint.
 */
export async function playEchoRounds(driver: Driver, rounds: EchoRounds): Promise<void> {
  const watch = new Watch(driver, rounds);
  void watch.run();
  while (watch.answered < rounds.count) {
    const index = watch.answered;
    await rounds.send(index);
    const echo = await nextMessage(driver);
    if (watch.isUp) return;
    if (echo === undefined) {
      driver.conclude("FAILED", endedEarly(driver, nameOf(index, rounds.count)));
      return;
    }
    const fault = faultOf(echo, { type: rounds.type, payload: rounds.payload(index) });
    if (fault !== undefined) {
      const sentence = `The echo of ${nameOf(index, rounds.count)} ${fault.what}.`;
      if (fault.kind === "shape" || rounds.wrongBytes === "fail") {
        driver.conclude("FAILED", sentence);
        driver.close(1000);
        return;
      }
      driver.complain(sentence);
    }
    watch.answered++;
  }
  driver.conclude("OK", okSentence(rounds));
  // The messages of other cases that are under way keep the peer busy: what it owes this one comes when it can.
  driver.closingWaits = closingWaits;
  driver.close(1000);
  await complainOfMore(driver);
}

interface Message {
  readonly type: MessageKind;
  readonly payload: Uint8Array;
}

/** The next message; pongs that nobody asked for are allowed. `undefined`: the connection is over. */
async function nextMessage(driver: Driver): Promise<Message | undefined> {
  for (;;) {
    const event = await driver.nextEvent();
    if (event.kind === "message") return event;
    if (event.kind === "over") return undefined;
  }
}

/** Ends a case whose peer is too slow. */
class Watch {
  answered = 0;
  isUp = false;
  readonly #driver: Driver;
  readonly #rounds: EchoRounds;

  constructor(driver: Driver, rounds: EchoRounds) {
    this.#driver = driver;
    this.#rounds = rounds;
  }

  async run(): Promise<void> {
    const { limitMs, stallMs = limitMs, count } = this.#rounds;
    let stalledMs = 0;
    for (let passedMs = 0; passedMs < limitMs && stalledMs < stallMs; ) {
      const stepMs = Math.min(tickMs, limitMs - passedMs, stallMs - stalledMs);
      const before = this.answered;
      try {
        await this.#driver.wait(stepMs / this.#driver.waitsMs(1));
      } catch {
        return; // The connection is over: the rounds end by themselves.
      }
      passedMs += stepMs;
      stalledMs = this.answered === before ? stalledMs + stepMs : 0;
    }
    this.isUp = true;
    const sentence =
      stalledMs >= stallMs || count === 1
        ? `No echo of ${nameOf(this.answered, count)} came within ${Math.min(stallMs, limitMs) / 1_000} s.`
        : `Only ${this.answered} of ${count} echoes came within ${limitMs / 1_000} s.`;
    this.#driver.conclude("FAILED", sentence);
    this.#driver.close();
  }
}

/** What is wrong with an echo. `shape`: its type or length. */
function faultOf(
  echo: Message,
  sent: Message,
): { readonly kind: "shape" | "bytes"; readonly what: string } | undefined {
  if (echo.type !== sent.type) return { kind: "shape", what: `is ${echo.type}; must be ${sent.type}` };
  const { length } = echo.payload;
  if (length !== sent.payload.length) {
    return { kind: "shape", what: `has ${length} bytes; must have ${sent.payload.length}` };
  }
  if (Buffer.compare(echo.payload, sent.payload) === 0) return undefined;
  const at = echo.payload.findIndex((byte, index) => byte !== sent.payload[index]);
  return { kind: "bytes", what: `differs from what was sent, first at byte ${at}` };
}

function endedEarly(driver: Driver, name: string): string {
  const [violation] = driver.facts().violations;
  if (violation !== undefined) return `The peer broke ${violation.section}: ${violation.message}.`;
  const code = driver.remoteClose?.code;
  const how = code === undefined ? "ended" : `was closed with ${code}`;
  return `The connection ${how} before the echo of ${name} came.`;
}

function nameOf(index: number, count: number): string {
  return count === 1 ? "the message" : `message ${index + 1} of ${count}`;
}

function okSentence({ count, wrongBytes }: EchoRounds): string {
  if (count === 1) {
    return wrongBytes === "fail"
      ? "The message came back as it was sent."
      : "The message came back with its type and length.";
  }
  return wrongBytes === "fail"
    ? `All ${count} messages came back as they were sent.`
    : `All ${count} messages came back with their type and length.`;
}

async function complainOfMore(driver: Driver): Promise<void> {
  const more = await nextMessage(driver);
  if (more === undefined) return;
  driver.complain(`A further ${more.type} message of ${more.payload.length} bytes came after the last echo.`);
}

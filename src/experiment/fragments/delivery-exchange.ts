// One connection on which a target is asked questions: what came of it so far, and waits with a deadline.

import { type Clock, sleepMs } from "../../clock.js";
import type {
  CloseOutcome,
  Connection,
  ConnectionListener,
  ReceivedFrame,
  ReceivedMessage,
} from "../../connection/connection.js";
import { isControl, Opcode } from "../../protocol/opcodes.js";

/** What {@link DeliveryExchange} works with. */
export interface ExchangeOptions {
  readonly clock: Clock;
  /** Of every wait. */
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** An answer of the target. */
export interface HeardMessage {
  readonly text: string;
  readonly frames: number;
}

/** Keeps what comes. Becomes the listener of the connection. */
export class DeliveryExchange implements ConnectionListener {
  readonly #connection: Connection;
  readonly #options: ExchangeOptions;
  readonly #pongs = new Set<string>();
  readonly #messages: HeardMessage[] = [];
  #begun: string | undefined;
  #outcome: CloseOutcome | undefined;
  #wake = (): void => {};

  constructor(connection: Connection, options: ExchangeOptions) {
    this.#connection = connection;
    this.#options = options;
    connection.setListener(this);
  }

  /** What has come of a message that is not whole yet; `undefined` between messages. */
  get begun(): string | undefined {
    return this.#begun;
  }

  /** How the connection ended, if it did. */
  get outcome(): CloseOutcome | undefined {
    return this.#outcome;
  }

  /** @param place - `first`, `middle` or `last` frame of a text message, or `whole`. */
  sendText(text: string, place: "first" | "middle" | "last" | "whole"): void {
    if (this.#connection.state !== "open") return;
    const opcode = place === "first" || place === "whole" ? Opcode.text : Opcode.continuation;
    this.#connection.sendFrame({
      opcode,
      fin: place === "last" || place === "whole",
      payload: Buffer.from(text, "utf8"),
    });
  }

  /** Sends a ping and waits for its pong: what came before is then told. @returns whether it came in time */
  async barrier(payload: string): Promise<boolean> {
    if (this.#connection.state !== "open") return false;
    this.#connection.ping(Buffer.from(payload, "utf8"));
    return (await this.#until(() => this.#pongs.has(payload) || undefined)) === true;
  }

  /** The first message from now on, or already there, that `text` equals; `undefined` when none comes in time. */
  answer(text: string): Promise<HeardMessage | undefined> {
    return this.#until(() => this.#messages.find((message) => message.text === text));
  }

  /** Lets time pass, for what a target sends of its own accord. */
  async settle(ms: number): Promise<void> {
    const { clock, signal } = this.#options;
    try {
      await sleepMs(clock, ms, signal);
    } catch {
      // The user has ended the run: what is known so far is told.
    }
  }

  frameReceived({ opcode, fin, payload }: ReceivedFrame): void {
    if (isControl(opcode)) return;
    this.#begun = fin ? undefined : `${this.#begun ?? ""}${textOf(payload)}`;
    this.#wake();
  }

  messageReceived({ payload, fragments }: ReceivedMessage): void {
    this.#messages.push({ text: textOf(payload), frames: fragments });
    this.#wake();
  }

  pongReceived(payload: Uint8Array): void {
    this.#pongs.add(textOf(payload));
    this.#wake();
  }

  closed(outcome: CloseOutcome): void {
    this.#outcome = outcome;
    this.#wake();
  }

  /** What `look` finds, looked for after everything that comes; `undefined` at the deadline or when the connection ends. */
  async #until<T>(look: () => T | undefined): Promise<T | undefined> {
    const { clock, deadlineMs, signal } = this.#options;
    const timer = new AbortController();
    const stop = signal === undefined ? timer.signal : AbortSignal.any([signal, timer.signal]);
    const found = new Promise<T | undefined>((resolve) => {
      this.#wake = () => {
        const value = look();
        if (value !== undefined || this.#outcome !== undefined) resolve(value);
      };
      this.#wake();
      sleepMs(clock, deadlineMs, stop).then(
        () => resolve(look()),
        // Aborted: found, or the user has ended the run.
        () => resolve(look()),
      );
    });
    try {
      return await found;
    } finally {
      timer.abort();
      this.#wake = () => {};
    }
  }
}

function textOf(payload: Uint8Array): string {
  return Buffer.from(payload).toString("utf8");
}

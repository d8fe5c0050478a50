// A target in virtual time: connections that a path ends after a silence, in a way that can be chosen.

import { setMaxListeners } from "node:events";
import type { DialResult } from "../../../src/client/dial.js";
import type { Connection, ConnectionListener } from "../../../src/connection/connection.js";
import { WsrigError } from "../../../src/errors.js";
import { closeCodeName } from "../../../src/protocol/close-codes.js";
import { HttpHeaders } from "../../../src/protocol/headers.js";
import type { FakeClock } from "../../fake-clock.js";

/** What a connection does. Times in ms. */
export interface SilentTargetOptions {
  /** After how much silence; never when left out. Of the n-th connection, from 0, if it is a function. */
  readonly idleMs?: number | ((connection: number) => number) | undefined;
  /** Ends every connection after this time, however busy it is. */
  readonly ageMs?: number | undefined;
  readonly ending?: "close" | "reset" | "violation" | "mute" | "reset-when-spoken-to" | undefined;
  readonly answerMs?: number | undefined;
  readonly answers?: "ping" | "message" | "both" | "none" | undefined;
  readonly pingMs?: number | undefined;
  /** Numbers of connections that do not open. */
  readonly refused?: ((connection: number) => boolean) | undefined;
}

/** Connections so far and how they were left: `open`, `closed 1000` or `terminated`. */
export class SilentTarget {
  readonly left: string[] = [];
  readonly #clock: FakeClock;
  readonly #options: SilentTargetOptions;

  constructor(clock: FakeClock, options: SilentTargetOptions) {
    this.#clock = clock;
    this.#options = options;
  }

  readonly open = async (): Promise<DialResult> => {
    const number = this.left.length;
    this.left.push("open");
    const timings = { startedAtUs: this.#clock.nowUs(), totalUs: 0 };
    if (this.#options.refused?.(number)) {
      const failure = { step: "tcp", code: "refused", message: "nothing listens at the address" } as const;
      return { kind: "failed", failure, timings };
    }
    const leave = (how: string): void => {
      this.left[number] = how;
    };
    const connection = new SilentConnection(this.#clock, this.#options, { number, leave }).asConnection;
    return { kind: "open", connection, timings, response: { status: 101, headers: HttpHeaders.from([]) } };
  };
}

class SilentConnection {
  state = "open";
  readonly #clock: FakeClock;
  readonly #options: SilentTargetOptions;
  readonly #leave: (how: string) => void;
  readonly #idleUs: number;
  readonly #over = new AbortController();
  #listener: ConnectionListener = {};
  #isForgotten = false;
  #heardAtUs = 0;
  #end: () => void = () => {};
  readonly #ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  constructor(
    clock: FakeClock,
    options: SilentTargetOptions,
    { number, leave }: { readonly number: number; readonly leave: (how: string) => void },
  ) {
    this.#clock = clock;
    this.#options = options;
    this.#leave = leave;
    // A silence is watched anew from each word on.
    setMaxListeners(0, this.#over.signal);
    const { idleMs = Number.POSITIVE_INFINITY } = options;
    this.#idleUs = (typeof idleMs === "number" ? idleMs : idleMs(number)) * 1_000;
  }

  /** What a search uses of a connection. */
  get asConnection(): Connection {
    return this as unknown as Connection;
  }

  setListener(listener: ConnectionListener): void {
    this.#listener = listener;
    const { pingMs, ageMs } = this.#options;
    if (Number.isFinite(this.#idleUs)) this.#watchSilence(this.#clock.nowUs());
    if (ageMs !== undefined) this.#after(ageMs * 1_000, () => this.#forget());
    const ping = (): void => {
      listener.pingReceived?.(new Uint8Array(0), this.#clock.nowUs());
      if (pingMs !== undefined) this.#after(pingMs * 1_000, ping);
    };
    if (pingMs !== undefined) this.#after(pingMs * 1_000, ping);
  }

  ping(payload: Uint8Array): void {
    this.#ask("ping", () => this.#listener.pongReceived?.(payload, this.#clock.nowUs()));
  }

  sendText(text: string): number {
    const payload = Buffer.from(text);
    this.#ask("message", () =>
      this.#listener.messageReceived?.({ kind: "text", payload, fragments: 1 }, this.#clock.nowUs()),
    );
    return payload.length;
  }

  close(code: number): void {
    this.#leave(`closed ${code} ${closeCodeName(code)}`);
    this.#finish();
  }

  terminate(): void {
    if (this.state === "closed") return;
    this.#leave("terminated");
    this.#finish();
  }

  waitForClose(): Promise<void> {
    return this.#ended;
  }

  #ask(kind: "ping" | "message", answer: () => void): void {
    const { answers = "both", ending, answerMs = 1 } = this.#options;
    if (Number.isFinite(this.#idleUs) && !this.#isForgotten) this.#watchSilence(this.#clock.nowUs());
    if (this.#isForgotten && ending === "reset-when-spoken-to")
      this.#after(answerMs * 1_000, () => this.#reset());
    else if (!this.#isForgotten && (answers === "both" || answers === kind))
      this.#after(answerMs * 1_000, answer);
  }

  #watchSilence(heardAtUs: number): void {
    this.#heardAtUs = heardAtUs;
    this.#after(this.#idleUs, () => {
      if (this.#heardAtUs === heardAtUs) this.#forget();
    });
  }

  #forget(): void {
    this.#isForgotten = true;
    const atUs = this.#clock.nowUs();
    const { ending = "close" } = this.#options;
    if (ending === "reset") this.#reset();
    if (ending === "close") {
      this.#leave("closed by the target");
      this.#listener.closeReceived?.({ code: 1_001, reason: "idle" }, atUs);
      this.#finish();
    }
    if (ending === "violation") {
      const violation = {
        code: "reserved-opcode",
        section: "RFC 6455 §5.2",
        closeCode: 1_002,
        message: "the opcode is 3; must not be a reserved one",
      } as const;
      this.#listener.closed?.({ code: 1_006, reason: "", wasClean: false, initiatedBy: "local", violation });
      this.#finish();
    }
  }

  #reset(): void {
    const error = new WsrigError("connection-reset", "the peer reset the TCP connection (ECONNRESET)");
    this.#leave("reset by the target");
    this.#listener.closed?.({ code: 1_006, reason: "", wasClean: false, initiatedBy: "none", error });
    this.#finish();
  }

  #finish(): void {
    this.state = "closed";
    this.#over.abort();
    this.#end();
  }

  #after(us: number, act: () => void): void {
    this.#clock.sleepUntilUs(this.#clock.nowUs() + us, this.#over.signal).then(
      () => {
        if (this.state === "open") act();
      },
      () => {
        // The connection ended before.
      },
    );
  }
}

/** Moves `clock` on, second by second, until `work` is done: at most a day. */
export async function inVirtualTime<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  done.catch(() => {
    // The caller gets it.
  });
  for (let second = 0; !isDone; second++) {
    if (second === 86_400) throw new Error("not done within a day of virtual time");
    await clock.advanceMs(1_000);
  }
  return done;
}

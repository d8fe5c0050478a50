// One connection that is silent for a while and is then asked whether it still lives.

import { type Clock, sleepMs } from "../../clock.js";
import type {
  CloseFrame,
  CloseOutcome,
  Connection,
  ConnectionListener,
} from "../../connection/connection.js";
import type { Heard, SilenceEnd, SilenceObservation } from "./silence.js";

/** How a connection is asked whether it lives: a ping, or a message that the target echoes. */
export type IdleProbe = "ping" | "message";

/** What {@link observeSilence} needs. */
export interface ObserveSilenceOptions {
  /** Open, without a listener. Still open afterwards if it is alive: to be closed by the caller. */
  readonly connection: Connection;
  readonly silenceMs: number;
  readonly probe: IdleProbe;
  /** How long an answer may take. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Gives up: the connection is dropped. */
  readonly signal: AbortSignal;
}

// Different from what a target says by itself.
const question = "wsrig idle probe";

/** Stays silent from now on, then asks. `undefined` when given up. */
export async function observeSilence(
  options: ObserveSilenceOptions,
): Promise<SilenceObservation | undefined> {
  const ended = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  try {
    return await observe(options, (ms) => passes(options.clock, ms, signal));
  } finally {
    // No timer outlives what it was for.
    ended.abort();
  }
}

/** Speaks to the peer in a way that it has to answer. */
export function sayProbe(connection: Connection, probe: IdleProbe): void {
  if (probe === "ping") connection.ping(Buffer.from(question));
  else connection.sendText(question);
}

/** How a connection ended that got no close frame. */
export function endOfOutcome({ violation, error }: CloseOutcome): SilenceEnd {
  if (error === undefined && violation !== undefined && violation.code !== "connection-lost")
    return { kind: "violation", message: violation.message };
  return { kind: "tcp", message: error?.message ?? "the peer ended TCP without a close frame" };
}

async function observe(
  options: ObserveSilenceOptions,
  wait: (ms: number) => Promise<"passed" | "stopped">,
): Promise<SilenceObservation | undefined> {
  const { connection, silenceMs, timeoutMs } = options;
  const peer = new SilentPeer(options);
  const during = await Promise.race([peer.ended, wait(silenceMs)]);
  if (during === "stopped") return undefined;
  if (during !== "passed" || connection.state !== "open") {
    // Closing already, and soon to be told.
    const { end, silentMs } = during === "passed" ? await peer.ended : during;
    return { kind: "ended", silentMs, end, whenSpokenTo: false, heard: peer.heard };
  }
  const silentMs = peer.ask();
  const after = await Promise.race([peer.ended, peer.answered, wait(timeoutMs)]);
  const { heard } = peer;
  if (after === "stopped") return undefined;
  if (after === "passed") return { kind: "dead", silentMs, timeoutMs, heard };
  if (after.kind === "answer") return { kind: "alive", silentMs, answerUs: after.answerUs, heard };
  return { kind: "ended", silentMs, end: after.end, whenSpokenTo: true, heard };
}

interface EndOfPeer {
  readonly kind: "end";
  readonly end: SilenceEnd;
  readonly silentMs: number;
}

interface Answer {
  readonly kind: "answer";
  readonly answerUs: number;
}

/** Listens to one connection; its times count from the construction on. */
class SilentPeer implements ConnectionListener {
  readonly ended: Promise<EndOfPeer>;
  readonly answered: Promise<Answer>;
  readonly #options: ObserveSilenceOptions;
  readonly #startedAtUs: number;
  #end: (end: EndOfPeer) => void = () => {};
  #answer: (answer: Answer) => void = () => {};
  #askedAtUs: number | undefined;
  #lastHeardAtUs: number;
  #heard = { pings: 0, messages: 0, quietUs: 0 };

  constructor(options: ObserveSilenceOptions) {
    this.#options = options;
    this.#startedAtUs = options.clock.nowUs();
    this.#lastHeardAtUs = this.#startedAtUs;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.answered = new Promise((resolve) => {
      this.#answer = resolve;
    });
    options.connection.setListener(this);
  }

  get heard(): Heard {
    const { pings, messages, quietUs } = this.#heard;
    return { pings, messages, quietMs: quietUs / 1_000 };
  }

  /** Breaks the silence; gives how long it was, in ms. */
  ask(): number {
    const { connection, probe, clock } = this.#options;
    const nowUs = clock.nowUs();
    this.#hear(nowUs);
    this.#askedAtUs = nowUs;
    sayProbe(connection, probe);
    return (nowUs - this.#startedAtUs) / 1_000;
  }

  messageReceived({ payload }: { readonly payload: Uint8Array }, receivedAtUs: number): void {
    if (this.#options.probe === "message" && this.#isAnswer(payload)) this.#answered(receivedAtUs);
    else if (this.#hear(receivedAtUs)) this.#heard.messages++;
  }

  pingReceived(_payload: Uint8Array, receivedAtUs: number): void {
    if (this.#hear(receivedAtUs)) this.#heard.pings++;
  }

  pongReceived(payload: Uint8Array, receivedAtUs: number): void {
    if (this.#options.probe === "ping" && this.#isAnswer(payload)) this.#answered(receivedAtUs);
  }

  closeReceived({ code, reason }: CloseFrame, receivedAtUs: number): void {
    this.#tellEnd({ kind: "close-frame", code, reason }, receivedAtUs);
  }

  closed(outcome: CloseOutcome): void {
    this.#tellEnd(endOfOutcome(outcome), this.#options.clock.nowUs());
  }

  /** Only the first end counts: TCP ends after a close frame too. */
  #tellEnd(end: SilenceEnd, atUs: number): void {
    this.#hear(atUs);
    this.#end({ kind: "end", end, silentMs: (atUs - this.#startedAtUs) / 1_000 });
  }

  #answered(receivedAtUs: number): void {
    this.#answer({ kind: "answer", answerUs: receivedAtUs - (this.#askedAtUs ?? receivedAtUs) });
  }

  #isAnswer(payload: Uint8Array): boolean {
    return this.#askedAtUs !== undefined && Buffer.from(payload).toString("latin1") === question;
  }

  /** Whether the silence still lasts. */
  #hear(atUs: number): boolean {
    if (this.#askedAtUs !== undefined) return false;
    this.#heard.quietUs = Math.max(this.#heard.quietUs, atUs - this.#lastHeardAtUs);
    this.#lastHeardAtUs = atUs;
    return true;
  }
}

/** `stopped` when the signal aborts first. */
async function passes(clock: Clock, ms: number, signal: AbortSignal): Promise<"passed" | "stopped"> {
  try {
    await sleepMs(clock, ms, signal);
    return "passed";
  } catch (error) {
    if (signal.aborted) return "stopped";
    throw error;
  }
}

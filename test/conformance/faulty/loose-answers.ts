// Sends what the loose peer answers: echoes, pongs and close frames, in frames that are right or not.

import { type Clock, sleepMs } from "../../../src/clock.js";
import type { PeerWire } from "../memory-peer.js";
import { echoesOf, gatheredPongs, greetings, pongsOf } from "./echo-faults.js";
import type { FaultSwitches } from "./fault-switches.js";
import type { LooseDeflate } from "./loose-deflate.js";
import { type LooseFrame, writeLooseFrame } from "./loose-frames.js";

/** What {@link LooseAnswers} needs. */
export interface LooseAnswersOptions {
  readonly role: "server" | "client";
  readonly faults: FaultSwitches;
  readonly clock: Clock;
  readonly wire: PeerWire;
  readonly deflate: LooseDeflate | undefined;
}

/** Within this time pings count as together, for peers that answer not each at once. */
const gatheringMs = 20;
/** Later than every case waits for an echo. */
const lateMs = 2_000_000;

/** Sends on one connection. */
export class LooseAnswers {
  readonly #options: LooseAnswersOptions;
  readonly #over = new AbortController();
  #previous: Buffer = Buffer.alloc(0);
  #waitingPings: Buffer[] = [];
  #pings = 0;
  #isClosed = false;

  constructor(options: LooseAnswersOptions) {
    this.#options = options;
  }

  /** Sends what nobody asked for, where it is told to. */
  greet(): void {
    const { greets } = this.#options.faults;
    if (greets !== undefined && greets !== "close") this.#send(greetings[greets]);
  }

  /** Answers a message. */
  echo(isText: boolean, fragments: readonly Buffer[]): void {
    const { echo } = this.#options.faults;
    const echoes = echoesOf(echo, { isText, fragments, previous: this.#previous });
    this.#previous = Buffer.concat(fragments);
    const send = (): void => {
      for (const { isText, payload } of echoes) this.#message(isText, payload);
    };
    if (echo === "late") this.later(lateMs, send);
    else send();
  }

  /** Answers a ping. */
  pong(payload: Buffer): void {
    const { pong } = this.#options.faults;
    this.#pings++;
    if (pong === "ping-instead") this.#send({ opcode: 9, payload });
    for (const answer of pongsOf(pong, payload, this.#pings)) this.#pong(answer);
    if (pong !== "latest-only" && pong !== "reversed" && pong !== "behind-echo") return;
    this.#waitingPings.push(payload);
    const ms = pong === "behind-echo" ? 10 * gatheringMs : gatheringMs;
    if (this.#waitingPings.length === 1) this.later(ms, () => this.#answerWaiting());
  }

  /** A close frame. */
  close(code: number | undefined): void {
    const payload = Buffer.alloc(code === undefined ? 0 : 2);
    if (code !== undefined) payload.writeUInt16BE(code, 0);
    this.#send({ opcode: 8, payload });
    const { goesOnAfterFailing, answersDataAfterClose, answersPingsAfterClose } = this.#options.faults;
    this.#isClosed = !goesOnAfterFailing && !answersDataAfterClose && !answersPingsAfterClose;
  }

  /** Acts after `ms`, unless TCP is gone by then. */
  later(ms: number, act: () => void): void {
    sleepMs(this.#options.clock, ms, this.#over.signal).then(act, () => {
      // The connection was over first.
    });
  }

  /** TCP is gone. */
  stop(): void {
    this.#over.abort(new Error("the connection is over"));
  }

  #answerWaiting(): void {
    const answers = gatheredPongs(this.#options.faults.pong, this.#waitingPings);
    this.#waitingPings = [];
    for (const answer of answers) this.#pong(answer);
  }

  #pong(payload: Buffer): void {
    if (this.#options.faults.fragmentsPongs) {
      this.#send({ opcode: 10, payload: payload.subarray(0, 1), fin: false });
      this.#send({ opcode: 0, payload: payload.subarray(1) });
    } else this.#send({ opcode: 10, payload });
  }

  #message(isText: boolean, payload: Buffer): void {
    const { deflate, faults } = this.#options;
    const { sendsInvalidUtf8, compressesWithoutAgreement, forgetsRsv1, lyingRsv1, fragmentsEchoes } = faults;
    const bytes = sendsInvalidUtf8 && isText ? Buffer.concat([payload, Buffer.from([0xff])]) : payload;
    const compresses = deflate?.compresses === true && !lyingRsv1;
    const sent = compresses ? deflate.deflate(bytes) : bytes;
    const saysCompressed = (compresses && !forgetsRsv1) || (deflate !== undefined && lyingRsv1);
    const rsv = saysCompressed || compressesWithoutAgreement ? 4 : 0;
    const opcode = isText ? 1 : 2;
    const size = fragmentsEchoes ?? Math.max(1, sent.length);
    for (let at = 0; at === 0 || at < sent.length; at += size) {
      const piece = sent.subarray(at, at + size);
      const fin = at + size >= sent.length;
      this.#send({ opcode: at === 0 ? opcode : 0, payload: piece, fin, rsv: at === 0 ? rsv : 0 });
    }
    if (faults.pong === "behind-echo") this.#answerWaiting();
  }

  #send(frame: Omit<LooseFrame, "isMasked" | "isLongForm">): void {
    if (this.#isClosed) return;
    const { role, faults, wire } = this.#options;
    const isMasked = (role === "client") !== (faults.masksWrongly === true);
    const rsv = (frame.rsv ?? 0) + (faults.setsRsv ? 2 : 0);
    wire.write(
      writeLooseFrame({ ...frame, rsv, isMasked, isLongForm: faults.sendsLongLengthForms === true }),
    );
  }
}

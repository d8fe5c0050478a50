// The loose peer behind the opening handshake: an echo endpoint that breaks the rules it is told to break.

import type { Clock } from "../../../src/clock.js";
import type { PeerWire } from "../memory-peer.js";
import type { FaultSwitches } from "./fault-switches.js";
import { LooseAnswers } from "./loose-answers.js";
import { LooseDeflate } from "./loose-deflate.js";
import type { LooseParams } from "./loose-deflate-params.js";
import { type FrameSink, LooseFrameParser, type LooseHeader } from "./loose-frames.js";
import { LooseMessage } from "./loose-message.js";
import { type Failure, isBrokenHeader, judgeClosePayload } from "./reading-faults.js";

/** What a loose peer is. */
export interface LoosePeerOptions {
  readonly role: "server" | "client";
  readonly faults: FaultSwitches;
  readonly clock: Clock;
}

const never = Number.POSITIVE_INFINITY;
const defaultMaxMessageBytes = 32 * 1024 * 1024;
const failureCodes: Readonly<Record<Failure, number>> = {
  protocol: 1002,
  utf8: 1007,
  data: 1007,
  "too-big": 1009,
};

/** One open connection. */
export class LooseEcho implements FrameSink {
  readonly #role: LoosePeerOptions["role"];
  readonly #faults: FaultSwitches;
  readonly #wire: PeerWire;
  readonly #answers: LooseAnswers;
  readonly #parser = new LooseFrameParser(this);
  readonly #deflate: LooseDeflate | undefined;
  readonly #maxMessageBytes: number;
  /** `closing`: a close frame came or went, and who goes on reading is faulty, or waits for the other's close. */
  #state: "open" | "closing" | "over" = "open";
  #header: LooseHeader | undefined;
  /** Of the control frame that is being read. */
  #pieces: Buffer[] = [];
  #message: LooseMessage | undefined;
  #isInControl = false;
  #sentClose = false;
  #pings = 0;

  constructor({ role, faults, clock }: LoosePeerOptions, wire: PeerWire, params: LooseParams | undefined) {
    this.#role = role;
    this.#faults = faults;
    this.#wire = wire;
    this.#maxMessageBytes = faults.maxMessageBytes ?? defaultMaxMessageBytes;
    const maxBytes = this.#maxMessageBytes;
    this.#deflate = params === undefined ? undefined : new LooseDeflate(role, params, { faults, maxBytes });
    this.#answers = new LooseAnswers({ role, faults, clock, wire, deflate: this.#deflate });
    this.#answers.greet();
    if (faults.greets === "close") this.#close(1000);
  }

  receive(bytes: Uint8Array): void {
    if (this.#state === "over" || bytes.length === 0) return;
    this.#parser.push(bytes);
    if (this.#faults.takesReadsForFrames && !this.#parser.isBetweenFrames) this.#fail("protocol");
  }

  /** The other side sent FIN. */
  ended(): void {
    this.#state = "over";
    if (!this.#faults.ignoresFin) this.#wire.end();
  }

  /** TCP is gone. */
  closed(): void {
    this.#state = "over";
    this.#parser.stop();
    this.#answers.stop();
  }

  headerRead(header: LooseHeader): void {
    this.#header = header;
    this.#pieces = [];
    if (!this.#reads) return;
    const faults = this.#faults;
    const { crashesAboveBytes = never, cannotReadLengths } = faults;
    const context = {
      role: this.#role,
      faults,
      isInMessage: this.#message !== undefined,
      isInControl: this.#isInControl,
      hasDeflate: this.#hasDeflate,
    };
    if (header.payloadBytes > crashesAboveBytes || header.lengthBits === cannotReadLengths) this.#crash();
    else if (isBrokenHeader(header, context)) this.#fail("protocol");
    else if (isDataOpcode(header.opcode, faults)) this.#beginFragment(header);
  }

  payloadRead(piece: Buffer): void {
    const header = this.#header;
    if (header === undefined || !this.#reads) return;
    const bytes = Buffer.from(piece);
    if (header.opcode >= 8) this.#pieces.push(bytes);
    else if (isDataOpcode(header.opcode, this.#faults) && this.#message?.add(bytes) === false) {
      this.#fail("utf8");
    }
  }

  frameEnded(): void {
    const header = this.#header;
    if (header === undefined || !this.#reads) return;
    this.#isInControl = header.opcode >= 8 && !header.fin;
    if (header.opcode >= 8) this.#takeControl(header, Buffer.concat(this.#pieces));
    else if (isDataOpcode(header.opcode, this.#faults)) this.#endFragment(header);
  }

  get #hasDeflate(): boolean {
    return this.#deflate !== undefined;
  }

  get #reads(): boolean {
    const { answersDataAfterClose, answersPingsAfterClose, goesOnAfterFailing } = this.#faults;
    const goesOn = answersDataAfterClose || answersPingsAfterClose || goesOnAfterFailing || this.#sentClose;
    return this.#state === "open" || (this.#state === "closing" && goesOn);
  }

  // --- Data -------------------------------------------------------------------------------------------------------

  #beginFragment({ opcode, rsv, payloadBytes, fin }: LooseHeader): void {
    if (opcode !== 0) {
      const isCompressed = rsv >= 4 && this.#hasDeflate;
      if (isCompressed && !fin && this.#faults.refusesFragmentedCompressed) {
        this.#fail("protocol");
        return;
      }
      this.#message = new LooseMessage({ isText: opcode !== 2, isCompressed }, this.#faults);
    }
    const message = this.#message;
    if (message === undefined) return;
    const { crashesAtFragments = never } = this.#faults;
    message.beginFragment();
    if (message.bytes + payloadBytes > this.#maxMessageBytes) this.#fail("too-big");
    else if (message.fragmentCount > crashesAtFragments) this.#crash();
  }

  #endFragment({ fin, payloadBytes }: LooseHeader): void {
    const message = this.#message;
    if (message === undefined) return;
    const { endsAtEmptyFragment, echo } = this.#faults;
    if (!message.endFragment()) {
      this.#fail("utf8");
      return;
    }
    if (echo === "per-fragment") this.#answers.echo(message.isText, [message.lastFragment]);
    const isEmptyEnd = endsAtEmptyFragment && message.fragmentCount > 1 && payloadBytes === 0;
    if (fin || isEmptyEnd) this.#endMessage(message);
  }

  #endMessage(message: LooseMessage): void {
    this.#message = undefined;
    const completed = message.complete(this.#deflate);
    if (completed.kind === "fail") {
      this.#fail(completed.failure);
      return;
    }
    if (this.#faults.echo !== "per-fragment") this.#answers.echo(message.isText, completed.fragments);
    if (this.#faults.closesAfterEcho) this.#close(1000);
  }

  // --- Control frames ---------------------------------------------------------------------------------------------

  #takeControl({ opcode }: LooseHeader, payload: Buffer): void {
    const faults = this.#faults;
    if (faults.forgetsFragmentsAtControl) this.#message = undefined;
    if (opcode === 8) this.#takeClose(payload);
    else if (opcode === 9 || (opcode > 10 && faults.mistakesReservedOpcodes)) this.#takePing(payload);
    else if (opcode !== 10) return;
    else if (faults.refusesUnaskedPongs) this.#fail("protocol");
    else if (faults.answersPongs) this.#answers.pong(payload);
  }

  #takePing(payload: Buffer): void {
    this.#pings++;
    const { crashesAtPings = never, answersPingsAfterClose, goesOnAfterFailing } = this.#faults;
    if (this.#pings > crashesAtPings) this.#crash();
    else if (this.#state === "open" || answersPingsAfterClose || goesOnAfterFailing) {
      this.#answers.pong(payload);
    }
  }

  #takeClose(payload: Buffer): void {
    if (this.#sentClose) {
      this.#endTcp();
      return;
    }
    if (this.#state === "closing") return;
    const judgement = judgeClosePayload(payload, this.#faults);
    if (judgement.kind === "fail") this.#fail(judgement.failure);
    else this.#takeValidClose(judgement.code);
  }

  #takeValidClose(code: number | undefined): void {
    const { answersClose, answersDataAfterClose, answersPingsAfterClose } = this.#faults;
    this.#state = "closing";
    const answer = (): void => this.#answerClose(code);
    if (answersClose === "drop") this.#crash();
    else if (answersClose === "late") this.#answers.later(2_000, answer);
    else if (answersDataAfterClose || answersPingsAfterClose) this.#answers.later(50, answer);
    else if (answersClose !== "never") answer();
  }

  #answerClose(code: number | undefined): void {
    const { answersClose } = this.#faults;
    const others = { "other-code": 1011, "with-1005": 1005, empty: undefined };
    const isOther = answersClose === "other-code" || answersClose === "with-1005" || answersClose === "empty";
    this.#answers.close(isOther ? others[answersClose] : code);
    if (this.#role === "server") this.#endTcp();
    else if (!this.#reads) this.#state = "over";
  }

  // --- Ends -------------------------------------------------------------------------------------------------------

  /** Begins the closing handshake. */
  #close(code: number): void {
    this.#state = "closing";
    this.#sentClose = true;
    this.#answers.close(code);
  }

  /** RFC 6455 §7.1.7. */
  #fail(failure: Failure): void {
    if (this.#state === "over" || (this.#state === "closing" && this.#sentClose)) return;
    const { failsWith, failsUtf8With, failsBigWith, goesOnAfterFailing } = this.#faults;
    const special = failure === "utf8" ? failsUtf8With : failure === "too-big" ? failsBigWith : undefined;
    const code = special ?? (typeof failsWith === "number" ? failsWith : failureCodes[failure]);
    if (goesOnAfterFailing) {
      this.#close(code);
      return;
    }
    this.#state = "over";
    this.#parser.stop();
    const fail = (): void => {
      this.#answers.close(code);
      this.#endTcp();
    };
    if (failsWith === "drop") this.#crash();
    else if (failsWith === "late") this.#answers.later(3_000, fail);
    else if (failsWith !== "silence") fail();
  }

  #endTcp(): void {
    this.#state = "over";
    if (!this.#faults.keepsTcpOpen) this.#wire.end();
  }

  #crash(): void {
    this.#state = "over";
    this.#parser.stop();
    this.#wire.drop();
  }
}

/** Other frames up to opcode 7 are skipped where they are taken. */
function isDataOpcode(opcode: number, { mistakesReservedOpcodes }: FaultSwitches): boolean {
  return opcode < 3 || (opcode < 8 && mistakesReservedOpcodes === true);
}

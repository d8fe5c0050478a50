// The driver of one case on one wire, either role: sends anything, reads anything, and keeps the facts for the verdict.

import { setMaxListeners } from "node:events";
import { type Clock, sleepMs } from "../../clock.js";
import { CloseCode } from "../../protocol/close-codes.js";
import { encodeClosePayload } from "../../protocol/close-payload.js";
import type { DeflateParameters } from "../../protocol/deflate.js";
import { encodeFrame } from "../../protocol/frame-encoder.js";
import { HttpHeadReader, type HttpHeadResult, type HttpRequestHead } from "../../protocol/http-head.js";
import type { HeaderLines } from "../../protocol/http-head-writer.js";
import { type MessageKind, Opcode, type Role } from "../../protocol/opcodes.js";
import type { RawFrame } from "../../protocol/raw-frame.js";
import type { Violation } from "../../protocol/violation.js";
import { type CaseEvent, waited } from "../case-event.js";
import type { Behavior } from "../verdict.js";
import { CaseOver, type Driver, type NextEvent, type SeenHead } from "./driver.js";
import { EventInbox } from "./event-inbox.js";
import type { CaseFacts, Conclusion, SeenClose } from "./facts.js";
import { fragmentFrames } from "./fragment-frames.js";
import { FrameInParts, type PartedHeader } from "./frame-in-parts.js";
import { FrameReader, type SeenFrame } from "./frame-reader.js";
import { type PeerFrame, PeerFrames } from "./peer-frames.js";
import { SendQueue, type WriteOptions } from "./send-queue.js";
import type { Wire } from "./wire.js";
import { WireLog, type WireLogRecord } from "./wire-log.js";

/** Inflates the compressed messages of one connection, in order. Rejects or throws for data that cannot be inflated. */
export type Inflate = (payload: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** Options of {@link CaseDriver}. */
export interface CaseDriverOptions {
  readonly role: Role;
  readonly wire: Wire;
  readonly clock: Clock;
  /** Milliseconds after which an absence counts as proved. */
  readonly waitMs: number;
  /** A key for every frame that a client sends; unsigned 32 bit. */
  readonly maskKey: () => number;
  readonly host: string;
  readonly target: string;
  /** As a server: what the client asked for. */
  readonly request?: HttpRequestHead | undefined;
  /** As a client: header lines that an option of the run adds to every request. */
  readonly headers?: HeaderLines | undefined;
  /** Whether events are kept for a comparison with the lists of the case. */
  readonly keepsEvents: boolean;
  /** Bytes of the peer that may be held at once: frames, events, an unfinished message. Default 64 MiB. */
  readonly maxHeldBytes?: number | undefined;
  /** Whether the peer answers on another connection; see {@link Driver.probe}. */
  readonly probe?: (() => Promise<boolean>) | undefined;
  /** Called after each event. */
  readonly eventAdded?: (() => void) | undefined;
}

const defaultMaxHeldBytes = 64 * 1024 * 1024;
const barrierPrefix = "wsrig-barrier-";

/** See {@link Driver}. Whoever makes it feeds it: {@link receive}, {@link peerEnded}, {@link wireClosed}. */
export class CaseDriver implements Driver {
  readonly role: Role;
  readonly host: string;
  readonly target: string;
  readonly request: HttpRequestHead | undefined;
  readonly headers: HeaderLines;
  readonly log: WireLog;
  answersPings = true;
  answersClose = true;
  closingWaits = 1;
  overflow: Conclusion | undefined;
  readonly #options: CaseDriverOptions;
  readonly #clock: Clock;
  readonly #wire: Wire;
  readonly #queue: SendQueue;
  readonly #inbox: EventInbox;
  readonly #over = new AbortController();
  readonly #maxHeldBytes: number;
  readonly #openedAtUs: number;
  /** How bytes are read: as HTTP until frames begin. */
  #frames: { readonly reader: FrameReader; readonly assembler: PeerFrames } | undefined;
  #head = new HttpHeadReader({ maxHeadBytes: 65_536 });
  #headResult: HttpHeadResult = { kind: "incomplete" };
  #headBytes: Uint8Array[] = [];
  #headSeen: (() => void) | undefined;
  #inflate: Inflate | undefined;
  #deflate: DeflateParameters | undefined;
  #isInflating = false;
  /** What came while a message was being inflated: the end of TCP waits for its turn. */
  #afterInflating: (() => void)[] = [];
  #timer: AbortController | undefined;
  #closeSeen: (() => void)[] = [];
  #barriers = new Map<string, (pong: boolean) => void>();
  #barrierCount = 0;
  #closedByDriver = false;
  #localClose: SeenClose | undefined;
  #remoteClose: SeenClose | undefined;
  #closeTimedOut = false;
  #serverDropTimedOut = false;
  #droppedByDriver = false;
  #peerEnded = false;
  #deadlinePassed = false;
  #endedAtUs: number | undefined;
  #openFailure: string | undefined;
  #conclusion: Conclusion | undefined;
  readonly #violations: Violation[] = [];
  readonly #complaints: string[] = [];

  constructor(options: CaseDriverOptions) {
    this.role = options.role;
    this.host = options.host;
    this.target = options.target;
    this.request = options.request;
    this.headers = options.headers ?? [];
    // What follows a request that was read already is no second head: it is kept for the frames.
    if (options.request !== undefined) this.#headResult = options.request;
    this.#options = options;
    this.#clock = options.clock;
    this.#wire = options.wire;
    this.#queue = new SendQueue(options.wire);
    this.#inbox = new EventInbox(options.keepsEvents);
    this.#maxHeldBytes = options.maxHeldBytes ?? defaultMaxHeldBytes;
    this.#openedAtUs = options.clock.nowUs();
    // Every timer and every wait of a script listens to it.
    setMaxListeners(0, this.#over.signal);
    this.log = new WireLog(() => this.#clock.nowUs() - this.#openedAtUs);
    if (options.request !== undefined) this.log.request(options.request);
  }

  // --- What happens on the wire -----------------------------------------------------------------------------------

  /** Bytes of the peer; they are the driver's from here on. */
  receive(bytes: Uint8Array): void {
    if (this.isOver) return;
    if (this.#frames === undefined) this.#receiveHttp(bytes);
    else {
      this.#frames.reader.push(bytes);
      this.#readFrames();
    }
  }

  /** The peer has sent FIN. */
  peerEnded(): void {
    this.#inTurn(() => {
      if (this.#peerEnded) return;
      this.#peerEnded = true;
      if (!this.isOver) this.log.note("the peer ended its side of TCP");
    });
  }

  /** TCP is gone, whoever ended it. */
  wireClosed(): void {
    this.#inTurn(() => this.#end());
  }

  /** The time of the case is up: ends it. */
  passDeadline(): void {
    if (this.isOver) return;
    this.#deadlinePassed = true;
    this.log.note("the case's time was up");
    this.drop();
  }

  /** The opening handshake failed: ends the case. */
  failOpening(reason: string): void {
    this.#openFailure = reason;
    this.drop();
  }

  #receiveHttp(bytes: Uint8Array): void {
    this.log.bytes("peer", bytes);
    if (this.#headResult.kind !== "incomplete") {
      this.#headBytes.push(bytes);
      this.#guardMemory();
      return;
    }
    this.#headResult = this.#head.push(bytes);
    if (this.#headResult.kind === "incomplete") return;
    this.#headBytes.push(this.#head.rest.slice());
    this.#headSeen?.();
  }

  #readFrames(): void {
    const frames = this.#frames;
    while (frames !== undefined && !this.#isInflating && !this.isOver) {
      const read = frames.reader.next();
      if (read === undefined) break;
      if (read.kind === "too-big") {
        this.#refuseMemory(`The peer announces a frame of ${read.announcedBytes} bytes.`);
        return;
      }
      this.#takeFrame(read.frame, frames.assembler);
    }
    this.#guardMemory();
  }

  #takeFrame(frame: SeenFrame, assembler: PeerFrames): void {
    this.log.received(frame);
    const taken = assembler.take(frame);
    if (this.isOver) return;
    if (taken.kind === "message" && taken.isCompressed) this.#inflateMessage(taken, assembler);
    else this.#takePeerFrame(taken);
  }

  #takePeerFrame(taken: PeerFrame): void {
    switch (taken.kind) {
      case "nothing":
        return;
      case "ping":
        if (this.answersPings && !this.#isClosing) this.send({ opcode: Opcode.pong, payload: taken.payload });
        return;
      case "pong":
        this.#takePong(taken.payload);
        return;
      case "close":
        this.#takeClose(taken.close);
        return;
      case "message":
        this.#addEvent({ kind: "message", type: taken.type, payload: taken.payload });
        return;
      default:
        taken satisfies never;
    }
  }

  #inflateMessage(message: Extract<PeerFrame, { kind: "message" }>, assembler: PeerFrames): void {
    const { type } = message;
    const inflated = (payload: Uint8Array): void => {
      if (type === "text") assembler.judgeText(payload);
      this.#addEvent({ kind: "message", type, payload });
    };
    const broken = (error: unknown): void => {
      const why = error instanceof Error ? error.message : String(error);
      this.#violate({
        code: "deflate-data-invalid",
        section: "RFC 7692 §7.2.2",
        closeCode: CloseCode.invalidPayload,
        message: `a compressed message of the peer cannot be inflated: ${why}`,
      });
    };
    let result: Uint8Array | Promise<Uint8Array>;
    try {
      if (this.#inflate === undefined) throw new TypeError("no inflater");
      result = this.#inflate(message.payload);
    } catch (error) {
      broken(error);
      return;
    }
    if (!(result instanceof Promise)) {
      inflated(result);
      return;
    }
    this.#isInflating = true;
    void result.then(inflated, broken).finally(() => {
      this.#isInflating = false;
      this.#readFrames();
      if (!this.#isInflating) for (const later of this.#afterInflating.splice(0)) later();
    });
  }

  #inTurn(act: () => void): void {
    if (this.#isInflating) this.#afterInflating.push(act);
    else act();
  }

  #takePong(payload: Uint8Array): void {
    const id = Buffer.from(payload).toString("latin1");
    const barrier = this.#barriers.get(id);
    if (barrier === undefined) {
      this.#addEvent({ kind: "pong", payload });
      return;
    }
    this.#barriers.delete(id);
    barrier(true);
  }

  /**
   * The closing handshake as the reference suite does it: the peer's close is answered with 1000, not with its code;
   * then a server drops TCP, and a client waits for that.
   */
  #takeClose(close: SeenClose): void {
    if (this.#remoteClose !== undefined) return;
    this.#remoteClose = close;
    for (const tell of this.#closeSeen.splice(0)) tell();
    const wasAnswer = this.#localClose !== undefined;
    if (!wasAnswer) {
      if (!this.answersClose) return;
      this.#localClose = { code: CloseCode.normal };
      this.send({ opcode: Opcode.close, payload: encodeClosePayload(CloseCode.normal) });
    }
    if (this.role === "server") {
      if (wasAnswer) this.drop();
      else this.#queue.end();
      this.#dropUnlessGone(() => {});
    } else {
      this.#dropUnlessGone(() => {
        this.#serverDropTimedOut = true;
      });
    }
  }

  #dropUnlessGone(because: () => void): void {
    this.#later(this.closingWaits, () => {
      because();
      this.drop();
    });
  }

  #violate(violation: Violation): void {
    if (this.#violations.length < 100) this.#violations.push(violation);
    this.log.note(`the peer broke ${violation.section}: ${violation.message}`);
    if (this.isOver) return;
    if (this.#isClosing) this.drop();
    else this.close(violation.closeCode);
  }

  #addEvent(event: CaseEvent): void {
    if (this.isOver) return;
    this.#inbox.add(event);
    this.#options.eventAdded?.();
  }

  #guardMemory(): void {
    const frames = this.#frames;
    const held =
      frames === undefined ? this.bytesAfterHead : frames.reader.bufferedBytes + frames.assembler.heldBytes;
    if (held + this.#inbox.heldBytes > this.#maxHeldBytes) {
      this.#refuseMemory(`The peer sent more than ${this.#maxHeldBytes} bytes that nothing asked for.`);
    }
  }

  #refuseMemory(complaint: string): void {
    if (this.overflow !== undefined) {
      this.conclude(this.overflow.behavior, this.overflow.reason);
    } else {
      this.complain(complaint);
      this.conclude("FAILED", complaint);
    }
    this.drop();
  }

  #end(): void {
    if (this.isOver) return;
    this.#endedAtUs = this.#clock.nowUs();
    this.log.note(this.#droppedByDriver ? "the driver dropped TCP" : "TCP is closed");
    this.#queue.clear();
    this.#over.abort(new CaseOver("the connection is over"));
    this.#inbox.end();
    this.#headSeen?.();
    for (const tell of this.#closeSeen.splice(0)) tell();
    for (const tell of this.#barriers.values()) tell(false);
    this.#barriers.clear();
  }

  // --- What a script reads ----------------------------------------------------------------------------------------

  get deflate(): DeflateParameters | undefined {
    return this.#deflate;
  }

  get events(): readonly CaseEvent[] {
    return this.#inbox.events;
  }

  get remoteClose(): SeenClose | undefined {
    return this.#remoteClose;
  }

  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  get #isClosing(): boolean {
    return this.#localClose !== undefined || this.#remoteClose !== undefined;
  }

  waitsMs(waits: number): number {
    return waits * this.#options.waitMs;
  }

  // --- What a script sends ----------------------------------------------------------------------------------------

  send(...frames: readonly RawFrame[]): void {
    this.sendAs({}, ...frames);
  }

  sendAs(options: WriteOptions, ...frames: readonly RawFrame[]): void {
    if (this.isOver) return;
    const encoded = (frame: RawFrame): Uint8Array => {
      const mask = this.#maskOf(frame.mask);
      this.log.sent(frame, mask !== false, options.pieceBytes);
      return encodeFrame({ ...frame, mask }, mask);
    };
    if (options.inOneWrite === true && frames.length > 1)
      this.#queue.send(Buffer.concat(frames.map(encoded)));
    else for (const frame of frames) this.#queue.send(encoded(frame), options);
  }

  beginFrame(header: PartedHeader): (part: Uint8Array) => void {
    const frame = new FrameInParts(header, this.#maskOf(header.mask));
    this.#sendPart(frame.header, () => {
      this.log.sent(header, frame.isMasked);
      this.log.note(`its ${header.announcedBytes} bytes of payload follow in parts`);
    });
    return (part) => this.#sendPart(frame.part(part), () => this.log.bytes("driver", part));
  }

  #sendPart(bytes: Uint8Array, log: () => void): void {
    if (this.isOver) return;
    log();
    this.#queue.send(bytes, { isQueued: true });
  }

  #maskOf(mask: RawFrame["mask"]): number | false {
    if (mask === undefined) return this.role === "client" ? this.#options.maskKey() : false;
    return mask === true ? this.#options.maskKey() : mask;
  }

  sendMessage(type: MessageKind, payload: Uint8Array | string, fragmentBytes?: number): void {
    const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
    this.send(...fragmentFrames(type, bytes, fragmentBytes));
  }

  sendBytes(bytes: Uint8Array | string, options?: WriteOptions): void {
    if (this.isOver) return;
    const encoded = typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes;
    this.log.bytes("driver", encoded);
    this.#queue.send(encoded, options);
  }

  async flushed(): Promise<void> {
    await this.#queue.flushed();
    this.signal.throwIfAborted();
  }

  close(code?: number, reason?: string): void {
    this.closeWith(encodeClosePayload(code, reason));
  }

  closeWith(payload: Uint8Array, options: WriteOptions = {}): void {
    if (this.#isClosing || this.isOver) return;
    this.#closedByDriver = true;
    this.#localClose = closeOf(payload);
    this.sendAs(options, { opcode: Opcode.close, payload });
    this.#later(this.closingWaits, () => {
      if (this.#remoteClose !== undefined) return;
      this.#closeTimedOut = true;
      this.drop();
    });
  }

  killAfter(waits: number): void {
    this.#setTimer(waits, () => {
      if (this.#isClosing) this.drop();
      else this.close(CloseCode.goingAway);
    });
  }

  closeAfter(waits: number): void {
    this.#setTimer(waits, () => this.close());
  }

  drop(): void {
    if (this.isOver || this.#droppedByDriver) return;
    this.#droppedByDriver = !this.#peerEnded;
    this.#wire.drop();
  }

  reset(): void {
    if (this.isOver || this.#droppedByDriver) return;
    this.#droppedByDriver = true;
    this.#wire.reset();
  }

  endSending(): void {
    this.#queue.end();
  }

  pauseReading(): void {
    this.#wire.pause();
  }

  resumeReading(): void {
    this.#wire.resume();
  }

  // --- What a script waits for ------------------------------------------------------------------------------------

  async wait(waits: number): Promise<void> {
    await sleepMs(this.#clock, this.waitsMs(waits), this.signal);
  }

  async waitAndMark(waits: number, tag: string): Promise<boolean> {
    await this.wait(waits);
    if (this.#isClosing) return false;
    this.#addEvent(waited(tag));
    return true;
  }

  nextEvent(): Promise<NextEvent> {
    return this.#inbox.next();
  }

  async nextEventWithin(waits: number): Promise<NextEvent | undefined> {
    if (this.#inbox.hasUntold) return this.#inbox.next();
    const event = await this.#within(waits, this.#inbox.next());
    if (event === undefined) this.#inbox.stopWaiting();
    return event;
  }

  async closeOrDrop(waits: number): Promise<"close" | "gone" | "neither"> {
    if (this.#remoteClose === undefined && !this.isOver) {
      await this.#within(waits, new Promise<void>((resolve) => this.#closeSeen.push(resolve)));
    }
    if (this.#remoteClose !== undefined) return "close";
    return this.isOver ? "gone" : "neither";
  }

  async barrier(): Promise<boolean> {
    if (this.isOver) return false;
    const id = `${barrierPrefix}${this.#barrierCount++}`;
    const answered = new Promise<boolean>((resolve) => this.#barriers.set(id, resolve));
    this.send({ opcode: Opcode.ping, payload: Buffer.from(id) });
    return (await this.#within(1, answered)) ?? false;
  }

  async probe(): Promise<boolean | undefined> {
    // Trouble needs a moment to show.
    await sleepMs(this.#clock, this.waitsMs(0.05));
    return this.#options.probe?.();
  }

  async receiveHead(waits: number): Promise<SeenHead | undefined> {
    if (this.#headResult.kind === "incomplete" && !this.isOver) {
      const seen = new Promise<void>((resolve) => {
        this.#headSeen = resolve;
      });
      await this.#within(waits, seen);
      this.#headSeen = undefined;
    }
    if (this.#headResult.kind !== "incomplete") return this.#headResult;
    return this.isOver ? { kind: "gone" } : undefined;
  }

  get bytesAfterHead(): number {
    return this.#headBytes.reduce((sum, { length }) => sum + length, 0);
  }

  readAnotherHead(): void {
    const rest = this.#headBytes;
    this.#head = new HttpHeadReader({ maxHeadBytes: 65_536 });
    this.#headResult = { kind: "incomplete" };
    this.#headBytes = [];
    for (const bytes of rest) if (bytes.length > 0) this.#receiveHttp(bytes);
  }

  openFrames(agreed?: { readonly deflate: DeflateParameters; readonly inflate: Inflate }): void {
    const rest = this.#headBytes;
    this.#headBytes = [];
    this.#deflate = agreed?.deflate;
    this.#inflate = agreed?.inflate;
    const assembler = new PeerFrames({
      driverRole: this.role,
      allowsRsv1: agreed !== undefined,
      violated: (violation) => this.#violate(violation),
    });
    this.#frames = { reader: new FrameReader(this.#maxHeldBytes), assembler };
    for (const bytes of rest) this.#frames.reader.push(bytes);
    this.#readFrames();
  }

  // --- The verdict ------------------------------------------------------------------------------------------------

  conclude(behavior: Behavior, reason: string): void {
    this.#conclusion ??= { behavior, reason };
  }

  complain(reason: string): void {
    if (this.#complaints.length < 100) this.#complaints.push(reason);
  }

  note(text: string): void {
    this.log.note(text);
  }

  facts(): CaseFacts {
    return {
      driverRole: this.role,
      isOpened: this.#openFailure === undefined,
      openFailure: this.#openFailure,
      events: this.events,
      conclusion: this.#conclusion,
      complaints: this.#complaints,
      closedByDriver: this.#closedByDriver,
      localClose: this.#localClose,
      remoteClose: this.#remoteClose,
      wasClean:
        this.#localClose !== undefined &&
        this.#remoteClose !== undefined &&
        !this.#closeTimedOut &&
        !this.#serverDropTimedOut,
      closeTimedOut: this.#closeTimedOut,
      serverDropTimedOut: this.#serverDropTimedOut,
      droppedByDriver: this.#droppedByDriver,
      violations: this.#violations,
      deadlinePassed: this.#deadlinePassed,
      durationUs: (this.#endedAtUs ?? this.#clock.nowUs()) - this.#openedAtUs,
    };
  }

  /** What went over the wire. */
  wireLog(): WireLogRecord {
    return this.log.record();
  }

  #setTimer(waits: number, act: () => void): void {
    this.#timer?.abort();
    this.#timer = new AbortController();
    this.#later(waits, act, this.#timer.signal);
  }

  /** Acts after `waits` unless the connection is over by then, or `cancelled`. */
  #later(waits: number, act: () => void, cancelled?: AbortSignal): void {
    const signal = cancelled === undefined ? this.signal : AbortSignal.any([this.signal, cancelled]);
    sleepMs(this.#clock, this.waitsMs(waits), signal).then(act, () => {
      // The connection was over first, or another timer took its place.
    });
  }

  /** What `promise` gives, or `undefined` after `waits`. Never rejects but with `promise`. */
  async #within<T>(waits: number, promise: Promise<T>): Promise<T | undefined> {
    const done = new AbortController();
    try {
      return await Promise.race([
        promise,
        sleepMs(this.#clock, this.waitsMs(waits), done.signal).then(
          () => undefined,
          () => undefined,
        ),
      ]);
    } finally {
      done.abort();
    }
  }
}

function closeOf(payload: Uint8Array): SeenClose {
  if (payload.length < 2) return {};
  const code = ((payload[0] as number) << 8) | (payload[1] as number);
  return { code, reason: Buffer.from(payload.subarray(2)).toString() };
}

// The driver of one case on one wire, either role: sends anything, reads anything, and keeps the facts for the verdict.

import { setMaxListeners } from "node:events";
import { sleepMs } from "../../clock.js";
import { encodeClosePayload } from "../../protocol/close-payload.js";
import type { DeflateParameters } from "../../protocol/deflate.js";
import type { HttpRequestHead } from "../../protocol/http-head.js";
import type { HeaderLines } from "../../protocol/http-head-writer.js";
import { type MessageKind, Opcode, type Role } from "../../protocol/opcodes.js";
import type { RawFrame } from "../../protocol/raw-frame.js";
import type { Violation } from "../../protocol/violation.js";
import { type CaseEvent, waited } from "../case-event.js";
import type { Behavior } from "../verdict.js";
import { Barriers } from "./barriers.js";
import type { CaseDriverOptions } from "./case-driver-options.js";
import { Closing } from "./closing.js";
import { CaseOver, type Driver, type NextEvent, type SeenHead } from "./driver.js";
import { EventInbox } from "./event-inbox.js";
import type { CaseFacts, Conclusion, SeenClose } from "./facts.js";
import { Findings } from "./findings.js";
import { fragmentFrames } from "./fragment-frames.js";
import type { PartedHeader } from "./frame-in-parts.js";
import { FrameInbox, type Inflate } from "./frame-inbox.js";
import { FrameSender } from "./frame-sender.js";
import { HeadInbox } from "./head-inbox.js";
import type { PeerFrame } from "./peer-frames.js";
import { SendQueue, type WriteOptions } from "./send-queue.js";
import { Waits } from "./waits.js";
import { WireLog, type WireLogRecord } from "./wire-log.js";

const defaultMaxHeldBytes = 64 * 1024 * 1024;
/** About what a pong that waits for a peer to read takes beside its payload. */
const bytesBesidePong = 500;
const longestMomentMs = 100;

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
  readonly #queue: SendQueue;
  readonly #sender: FrameSender;
  readonly #inbox: EventInbox;
  readonly #over = new AbortController();
  readonly #waits: Waits;
  readonly #closing: Closing;
  readonly #barriers = new Barriers();
  readonly #head: HeadInbox;
  /** How bytes are read: as HTTP until frames begin. */
  #frames: FrameInbox | undefined;
  readonly #maxHeldBytes: number;
  readonly #openedAtUs: number;
  #endedAtUs: number | undefined;
  #deflate: DeflateParameters | undefined;
  /** Of answers to pings since the peer had read all that was sent. */
  #pongBytes = 0;
  #droppedByDriver = false;
  #peerEnded = false;
  readonly #findings = new Findings();

  constructor(options: CaseDriverOptions) {
    this.role = options.role;
    this.host = options.host;
    this.target = options.target;
    this.request = options.request;
    this.headers = options.headers ?? [];
    this.#options = options;
    this.#queue = new SendQueue(options.wire);
    this.#inbox = new EventInbox(options.keepsEvents);
    this.#head = new HeadInbox(options.request);
    this.#maxHeldBytes = options.maxHeldBytes ?? defaultMaxHeldBytes;
    this.#openedAtUs = options.clock.nowUs();
    // Every timer and every wait of a script listens to it.
    setMaxListeners(0, this.#over.signal);
    this.#waits = new Waits({ clock: options.clock, waitMs: options.waitMs, signal: this.#over.signal });
    this.#closing = new Closing({
      role: options.role,
      waits: this.#waits,
      patience: () => this.closingWaits,
      sendClose: (payload, how) => this.sendAs(how, { opcode: Opcode.close, payload }),
      endSending: () => this.#queue.end(),
      drop: () => this.drop(),
    });
    this.log = new WireLog(() => options.clock.nowUs() - this.#openedAtUs);
    this.#sender = new FrameSender({
      queue: this.#queue,
      log: this.log,
      defaultMask: () => (options.role === "client" ? options.maskKey() : false),
      maskKey: options.maskKey,
    });
  }

  // --- What happens on the wire -----------------------------------------------------------------------------------

  /** Bytes of the peer; they are the driver's from here on. */
  receive(bytes: Uint8Array): void {
    if (this.isOver) return;
    if (this.#frames === undefined) {
      this.log.bytes("peer", bytes);
      this.#head.receive(bytes);
    } else this.#frames.receive(bytes);
    this.#guardMemory();
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
    this.#findings.passDeadline();
    this.log.note("the case's time was up");
    this.drop();
  }

  /** The opening handshake failed: ends the case. */
  failOpening(reason: string): void {
    this.#findings.failOpening(reason);
    this.drop();
  }

  #takePeerFrame(taken: PeerFrame): void {
    switch (taken.kind) {
      case "nothing":
        return;
      case "ping":
        this.#answerPing(taken.payload);
        return;
      case "pong":
        if (!this.#barriers.take(taken.payload)) this.#addEvent({ kind: "pong", payload: taken.payload });
        return;
      case "close":
        this.#closing.take(taken.close, this.answersClose);
        return;
      case "message":
        this.#addEvent({ kind: "message", type: taken.type, payload: taken.payload });
        return;
      default:
        taken satisfies never;
    }
  }

  #answerPing(payload: Uint8Array): void {
    if (!this.answersPings || this.#closing.hasBegun) return;
    if (this.#queue.isIdle) this.#pongBytes = 0;
    this.#pongBytes += payload.length + bytesBesidePong;
    this.send({ opcode: Opcode.pong, payload });
  }

  #inTurn(act: () => void): void {
    if (this.#frames === undefined) act();
    else this.#frames.inTurn(act);
  }

  #violate(violation: Violation): void {
    this.#findings.violate(violation);
    this.log.note(`the peer broke ${violation.section}: ${violation.message}`);
    if (this.isOver) return;
    if (this.#closing.hasBegun) this.drop();
    else this.close(violation.closeCode);
  }

  #addEvent(event: CaseEvent): void {
    if (this.isOver) return;
    this.#inbox.add(event);
    this.#options.eventAdded?.();
  }

  #guardMemory(): void {
    const framed = (this.#frames?.heldBytes ?? 0) + this.#inbox.heldBytes + this.#pongBytes;
    const held = this.#head.bytesAfterHead + framed;
    if (!this.isOver && held > this.#maxHeldBytes) {
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
    this.#endedAtUs = this.#options.clock.nowUs();
    this.log.note(this.#droppedByDriver ? "wsrig dropped TCP" : "TCP is closed");
    this.#queue.clear();
    this.#over.abort(new CaseOver("the connection is over"));
    this.#inbox.end();
    this.#head.end();
    this.#closing.end();
    this.#barriers.end();
  }

  // --- What a script reads ----------------------------------------------------------------------------------------

  get deflate(): DeflateParameters | undefined {
    return this.#deflate;
  }

  get events(): readonly CaseEvent[] {
    return this.#inbox.events;
  }

  get remoteClose(): SeenClose | undefined {
    return this.#closing.remoteClose;
  }

  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  waitsMs(waits: number): number {
    return this.#waits.ms(waits);
  }

  // --- What a script sends ----------------------------------------------------------------------------------------

  send(...frames: readonly RawFrame[]): void {
    this.sendAs({}, ...frames);
  }

  sendAs(options: WriteOptions, ...frames: readonly RawFrame[]): void {
    if (!this.isOver) this.#sender.send(options, frames);
  }

  together(act: () => void): void {
    if (!this.isOver) this.#queue.together(act);
  }

  beginFrame(header: PartedHeader): (part: Uint8Array) => void {
    if (this.isOver) return () => {};
    const send = this.#sender.begin(header);
    return (part) => {
      if (!this.isOver) send(part);
    };
  }

  sendMessage(type: MessageKind, payload: Uint8Array | string, fragmentBytes?: number): void {
    const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
    this.send(...fragmentFrames(type, bytes, fragmentBytes));
  }

  sendBytes(bytes: Uint8Array | string, options?: WriteOptions): void {
    if (!this.isOver) this.#sender.bytes(bytes, options);
  }

  async flushed(): Promise<void> {
    await this.#queue.flushed();
    this.signal.throwIfAborted();
  }

  close(code?: number, reason?: string): void {
    this.closeWith(encodeClosePayload(code, reason));
  }

  closeWith(payload: Uint8Array, options?: WriteOptions): void {
    if (!this.isOver) this.#closing.begin(payload, options);
  }

  killAfter(waits: number): void {
    this.#closing.killAfter(waits);
  }

  closeAfter(waits: number): void {
    this.#closing.closeAfter(waits);
  }

  drop(): void {
    if (this.isOver || this.#droppedByDriver) return;
    this.#droppedByDriver = !this.#peerEnded;
    this.#options.wire.drop();
  }

  reset(): void {
    if (this.isOver || this.#droppedByDriver) return;
    this.#droppedByDriver = true;
    this.#options.wire.reset();
  }

  endSending(): void {
    this.#queue.end();
  }

  pauseReading(): void {
    this.#options.wire.pause();
  }

  resumeReading(): void {
    this.#options.wire.resume();
  }

  // --- What a script waits for ------------------------------------------------------------------------------------

  wait(waits: number): Promise<void> {
    return this.#waits.sleep(waits);
  }

  async waitAndMark(waits: number, tag: string): Promise<boolean> {
    await this.wait(waits);
    if (this.#closing.hasBegun) return false;
    this.#addEvent(waited(tag));
    return true;
  }

  nextEvent(): Promise<NextEvent> {
    return this.#inbox.next();
  }

  async nextEventWithin(waits: number): Promise<NextEvent | undefined> {
    if (this.#inbox.hasUntold) return this.#inbox.next();
    const event = await this.#waits.within(waits, this.#inbox.next());
    if (event === undefined) this.#inbox.stopWaiting();
    return event;
  }

  async closeOrDrop(waits: number): Promise<"close" | "gone" | "neither"> {
    if (this.remoteClose === undefined && !this.isOver) {
      await this.#waits.within(waits, this.#closing.closeOrEnd());
    }
    if (this.remoteClose !== undefined) return "close";
    return this.isOver ? "gone" : "neither";
  }

  async barrier(): Promise<boolean> {
    if (this.isOver) return false;
    const { payload, answered } = this.#barriers.open();
    this.send({ opcode: Opcode.ping, payload });
    return (await this.#waits.within(1, answered)) ?? false;
  }

  async probe(): Promise<boolean | undefined> {
    // Trouble needs a moment to show; not more of it where waits are long.
    await sleepMs(this.#options.clock, Math.min(this.waitsMs(0.05), longestMomentMs));
    return this.#options.probe?.();
  }

  async receiveHead(waits: number): Promise<SeenHead | undefined> {
    if (this.#head.result.kind === "incomplete" && !this.isOver) {
      await this.#waits.within(waits, this.#head.headOrEnd());
    }
    const { result } = this.#head;
    if (result.kind !== "incomplete") return result;
    return this.isOver ? { kind: "gone" } : undefined;
  }

  get bytesAfterHead(): number {
    return this.#head.bytesAfterHead;
  }

  readAnotherHead(): void {
    this.#head.readAnother();
  }

  openFrames(agreed?: { readonly deflate: DeflateParameters; readonly inflate: Inflate }): void {
    this.#deflate = agreed?.deflate;
    this.#frames = new FrameInbox({
      driverRole: this.role,
      maxFrameBytes: this.#maxHeldBytes,
      inflate: agreed?.inflate,
      isOver: () => this.isOver,
      seen: (frame) => this.log.received(frame),
      taken: (frame) => this.#takePeerFrame(frame),
      violated: (violation) => this.#violate(violation),
      tooBig: (bytes) => this.#refuseMemory(`The peer announces a frame of ${bytes} bytes.`),
    });
    this.#frames.receive(...this.#head.takeRest());
  }

  // --- The verdict ------------------------------------------------------------------------------------------------

  conclude(behavior: Behavior, reason: string): void {
    this.#findings.conclude({ behavior, reason });
  }

  complain(reason: string): void {
    this.#findings.complain(reason);
  }

  note(text: string): void {
    this.log.note(text);
  }

  facts(): CaseFacts {
    return {
      driverRole: this.role,
      events: this.events,
      ...this.#findings.facts(),
      ...this.#closing.facts(),
      droppedByDriver: this.#droppedByDriver,
      durationUs: (this.#endedAtUs ?? this.#options.clock.nowUs()) - this.#openedAtUs,
    };
  }

  /** What went over the wire. */
  wireLog(): WireLogRecord {
    return this.log.record();
  }
}

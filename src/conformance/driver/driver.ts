// What the script of a case can do with its connection.

import type { DeflateParameters } from "../../protocol/deflate.js";
import type { HttpRequestHead, HttpResponseHead } from "../../protocol/http-head.js";
import type { HeaderLines } from "../../protocol/http-head-writer.js";
import type { MessageKind, Role } from "../../protocol/opcodes.js";
import type { RawFrame } from "../../protocol/raw-frame.js";
import type { CaseEvent } from "../case-event.js";
import type { Behavior } from "../verdict.js";
import type { CaseFacts, Conclusion, SeenClose } from "./facts.js";
import type { PartedHeader } from "./frame-in-parts.js";
import type { WriteOptions } from "./send-queue.js";

/** What the peer answered in HTTP: its head, what is wrong with it, or nothing before TCP was gone. */
export type SeenHead =
  | HttpRequestHead
  | HttpResponseHead
  | { readonly kind: "malformed"; readonly message: string; readonly section: string }
  | { readonly kind: "gone" };

/** What {@link Driver.nextEvent} gives when the connection ends first. */
export type NextEvent = CaseEvent | { readonly kind: "over" };

/**
 * The driver's end of the connection of one case.
 *
 * Waits are given in *waits*: one is the time after which an absence counts as proved (an option of the run, 1 s by
 * default). Promises of waiting methods reject with {@link CaseOver} when the connection is gone, unless they say so.
 */
export interface Driver {
  /** The driver's own role; the peer has the other one. */
  readonly role: Role;
  /** What the opening handshake agreed on. */
  readonly deflate: DeflateParameters | undefined;
  /** What the peer caused so far. */
  readonly events: readonly CaseEvent[];
  /** The peer's close frame. */
  readonly remoteClose: SeenClose | undefined;
  /** Whether TCP is gone. */
  readonly isOver: boolean;
  /** Aborted when TCP is gone. */
  readonly signal: AbortSignal;
  /** As a client: what `Host` the peer is called by. As a server: the peer's request. */
  readonly host: string;
  /** The request target to ask for as a client. */
  readonly target: string;
  /** As a server: the request of the client. */
  readonly request: HttpRequestHead | undefined;
  /** As a client: header lines that an option of the run adds to every request. */
  readonly headers: HeaderLines;
  /** Milliseconds of `waits`. */
  waitsMs(waits: number): number;

  /** Sends frames back to back, legal or not; as a client each is masked with a key of its own. */
  send(...frames: readonly RawFrame[]): void;
  /** As {@link send}, written as `options` say. */
  sendAs(options: WriteOptions, ...frames: readonly RawFrame[]): void;
  /**
   * Sends the header of a frame by a write of its own. What it gives sends the next part of the payload, each by a
   * write of its own too; as a client the mask goes on over the parts.
   */
  beginFrame(header: PartedHeader): (part: Uint8Array) => void;
  /** All that `act` sends by one write, so that the peer finds it together. */
  together(act: () => void): void;
  /** A data message in frames of `fragmentBytes`: see `fragmentFrames`. */
  sendMessage(type: MessageKind, payload: Uint8Array | string, fragmentBytes?: number): void;
  /** Bytes as they are: HTTP, or frames that no {@link RawFrame} can say. */
  sendBytes(bytes: Uint8Array | string, options?: WriteOptions): void;
  /** Resolves when all that was sent has been taken by the system. */
  flushed(): Promise<void>;

  /** Begins the closing handshake, once; the peer has {@link closingWaits} to answer. */
  close(code?: number, reason?: string): void;
  /** The same with any payload, written as `options` say. */
  closeWith(payload: Uint8Array, options?: WriteOptions): void;
  /** After `waits`, if the connection is not over: close with 1001, or drop TCP where closing has begun. Replaces an earlier timer. */
  killAfter(waits: number): void;
  /** After `waits`, if the connection is open: a close frame without a code. Replaces an earlier timer. */
  closeAfter(waits: number): void;
  /** Drops TCP at once. */
  drop(): void;
  /** Drops TCP by RST. */
  reset(): void;
  /** Sends FIN. */
  endSending(): void;
  /** Reads no more until {@link resumeReading}. */
  pauseReading(): void;
  resumeReading(): void;
  /** Whether pings of the peer are answered. Default true. */
  answersPings: boolean;
  /** Whether a close frame of the peer is answered. Default true. */
  answersClose: boolean;
  /**
   * How long the peer may take for its close frame, and a server for dropping TCP; in waits. Default 1.
   * Cases that give a peer so much to do that it is late for everything give more.
   */
  closingWaits: number;

  /** Sleeps. */
  wait(waits: number): Promise<void>;
  /** Sleeps, and adds the event `waited` if the connection is still open (no close frame either way). Gives whether it is. */
  waitAndMark(waits: number, tag: string): Promise<boolean>;
  /** The next event after those that were given or skipped before; `over` when the connection ends first. */
  nextEvent(): Promise<NextEvent>;
  /** As {@link nextEvent}, for at most `waits`: `undefined` when nothing came. */
  nextEventWithin(waits: number): Promise<NextEvent | undefined>;
  /** Resolves when the peer has sent a close frame or TCP is gone, or `waits` are over; never rejects. Gives which. */
  closeOrDrop(waits: number): Promise<"close" | "gone" | "neither">;
  /**
   * A ping with a payload of its own: `true` when its pong is there, so that everything sent before was read;
   * `false` when the connection ended first or the pong did not come within one wait. The pong is no event.
   */
  barrier(): Promise<boolean>;
  /** Reads the head of the peer's HTTP message, for an opening of the case's own; for at most `waits`. */
  receiveHead(waits: number): Promise<SeenHead | undefined>;
  /** Lets {@link receiveHead} read one more head on the same connection: after an interim answer. */
  readAnotherHead(): void;
  /** Bytes that came after the head, or as a server after the request, before {@link openFrames} takes them for frames. */
  readonly bytesAfterHead: number;
  /** Takes the connection as open from here on: what comes next are frames. */
  openFrames(): void;

  /**
   * Whether the peer answers on another connection, after whatever this one did to it; never rejects.
   * `undefined` where the driver cannot open one: a client opens its own.
   */
  probe(): Promise<boolean | undefined>;

  /** What it means when the peer sends more than the driver may hold. Default: it fails the case. */
  overflow: Conclusion | undefined;
  /** Sets the verdict on the behavior; the first call counts. */
  conclude(behavior: Behavior, reason: string): void;
  /** Makes the overall verdict red, whatever the reference suite would say. */
  complain(reason: string): void;
  /** A line for the wire log. */
  note(text: string): void;
  /** Everything so far. */
  facts(): CaseFacts;
}

/** Why a wait of a script ended: the connection is over. Runners take it as the normal end of a script. */
export class CaseOver extends Error {
  override readonly name = "CaseOver";
}

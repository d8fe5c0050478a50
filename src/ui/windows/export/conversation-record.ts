// What was said in one connection, whole messages and in order, as far as there is room: what a scenario is made of.

import type { CloseOutcome } from "../../../connection/connection.js";
import { parseClosePayload } from "../../../protocol/close-payload.js";
import { Opcode } from "../../../protocol/opcodes.js";
import type { CloseFrame } from "../../../protocol/received.js";
import type { Direction, SeenFrame } from "../frame-recorder.js";
import { type GatheredMessage, type GathererSink, MessageGatherer } from "./message-gatherer.js";
import type { RecordShelf, ShelvedRecord } from "./record-shelf.js";

/** Bounds of one record. */
export const recordLimits = { messages: 500, bytes: 1024 * 1024 } as const;

/** What an item takes beside its payload, about. */
const overheadBytes = 200;

/** Who said it, whichever of the two we are. */
export type Speaker = "client" | "server";

/** One thing that was said. `atUs`: on the clock, when its last frame went or came. */
export type RecordedItem =
  | (GatheredMessage & { readonly kind: "message"; readonly by: Speaker; readonly atUs: number })
  | { readonly kind: "ping"; readonly payload: Uint8Array; readonly atUs: number; isAnswered: boolean }
  | { readonly kind: "close"; readonly by: Speaker; readonly close: CloseFrame; readonly atUs: number };

/** See the file's first line. Pings of the server are answered by any client and not kept. */
export class ConversationRecord implements ShelvedRecord {
  readonly #weAre: Speaker;
  readonly #shelf: RecordShelf;
  readonly #gatherers: Readonly<Record<Speaker, MessageGatherer>>;
  #items: RecordedItem[] = [];
  #messages = 0;
  #heldBytes = 0;
  #leftOut = 0;
  #isFull = false;
  #isForgotten = false;
  #outcome: CloseOutcome | undefined;

  constructor(weAre: Speaker, shelf: RecordShelf) {
    this.#weAre = weAre;
    this.#shelf = shelf;
    this.#gatherers = { client: this.#gatherer("client"), server: this.#gatherer("server") };
    shelf.put(this);
  }

  get weAre(): Speaker {
    return this.#weAre;
  }
  get items(): readonly RecordedItem[] {
    return this.#items;
  }
  /** Messages for which there was no room; all of them came after those that are kept. */
  get leftOutMessages(): number {
    return this.#leftOut;
  }
  /** Whether it had to go, for others. */
  get isForgotten(): boolean {
    return this.#isForgotten;
  }
  /** `undefined` while the connection is open. */
  get outcome(): CloseOutcome | undefined {
    return this.#outcome;
  }
  get heldBytes(): number {
    return this.#heldBytes;
  }
  get hasEnded(): boolean {
    return this.#outcome !== undefined;
  }
  /** Messages of which only the first frames were seen. */
  get unfinishedMessages(): number {
    return Object.values(this.#gatherers).filter((gatherer) => gatherer.isUnderWay).length;
  }

  /** The hot path: called for each frame. */
  frame(direction: Direction, frame: SeenFrame, atUs: number): void {
    const { opcode } = frame;
    if (this.#isFull) {
      if (opcode === Opcode.text || opcode === Opcode.binary) this.#leftOut++;
      return;
    }
    const by = (direction === "sent") === (this.#weAre === "client") ? "client" : "server";
    if (opcode <= Opcode.binary) this.#gatherers[by].add(frame, atUs);
    else this.#control(by, frame, atUs);
  }

  ended(outcome: CloseOutcome): void {
    this.#outcome = outcome;
  }

  forget(): void {
    this.#isForgotten = true;
    this.#fill();
    this.#items = [];
    this.#heldBytes = 0;
  }

  #gatherer(by: Speaker): MessageGatherer {
    const sink: GathererSink = {
      take: (bytes) => this.#take(bytes),
      noRoom: () => {
        this.#leftOut++;
        this.#fill();
      },
      gathered: (message, atUs) => {
        this.#items.push({ kind: "message", by, ...message, atUs });
        this.#messages++;
        if (this.#messages === recordLimits.messages) this.#fill();
      },
    };
    return new MessageGatherer(sink, by === "client");
  }

  #control(by: Speaker, { opcode, payload }: SeenFrame, atUs: number): void {
    if (opcode === Opcode.ping && by === "client") {
      if (this.#take(payload.length + overheadBytes))
        this.#items.push({ kind: "ping", payload: new Uint8Array(payload), atUs, isAnswered: false });
      else this.#fill();
    } else if (opcode === Opcode.pong && by === "server") {
      this.#answered(payload);
    } else if (opcode === Opcode.close) {
      const reading = parseClosePayload(payload);
      if (reading.kind === "close") this.#items.push({ kind: "close", by, close: reading.close, atUs });
    }
  }

  /** RFC 6455 §5.5.3: a pong may answer only the latest of several pings, so the earlier ones count as answered too. */
  #answered(payload: Uint8Array): void {
    const pings = this.#items.filter((item) => item.kind === "ping");
    const index = pings.findIndex((ping) => !ping.isAnswered && Buffer.compare(ping.payload, payload) === 0);
    for (const ping of pings.slice(0, index + 1)) ping.isAnswered = true;
  }

  #take(bytes: number): boolean {
    if (this.#heldBytes + bytes > recordLimits.bytes || !this.#shelf.take(bytes)) return false;
    this.#heldBytes += bytes;
    return true;
  }

  #fill(): void {
    this.#isFull = true;
    this.#leftOut += this.unfinishedMessages;
    for (const gatherer of Object.values(this.#gatherers)) gatherer.giveUp();
  }
}

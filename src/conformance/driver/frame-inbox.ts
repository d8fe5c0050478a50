// The frames of a peer in their order, however long the inflating of one message takes.

import { CloseCode } from "../../protocol/close-codes.js";
import type { Role } from "../../protocol/opcodes.js";
import type { Violation } from "../../protocol/violation.js";
import { FrameReader, type SeenFrame } from "./frame-reader.js";
import { type PeerFrame, PeerFrames } from "./peer-frames.js";

/** Inflates the compressed messages of one connection, in order. Rejects or throws for data that cannot be inflated. */
export type Inflate = (payload: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** Options of {@link FrameInbox}. */
export interface FrameInboxOptions {
  readonly driverRole: Role;
  readonly maxFrameBytes: number;
  /** Where permessage-deflate was agreed. */
  readonly inflate: Inflate | undefined;
  /** Whether nothing is to be delivered any more. */
  readonly isOver: () => boolean;
  /** Every frame, before what it completes. */
  readonly seen: (frame: SeenFrame) => void;
  /** What frames complete; messages are inflated. */
  readonly taken: (frame: PeerFrame) => void;
  readonly violated: (violation: Violation) => void;
  /** A frame announces more than may be held; it will not be read. */
  readonly tooBig: (announcedBytes: number) => void;
}

/** Reads, judges and inflates. */
export class FrameInbox {
  readonly #options: FrameInboxOptions;
  readonly #reader: FrameReader;
  readonly #assembler: PeerFrames;
  #isInflating = false;
  /** What came while a message was being inflated: the end of TCP waits for its turn. */
  #afterInflating: (() => void)[] = [];

  constructor(options: FrameInboxOptions) {
    const { driverRole, inflate, violated } = options;
    this.#options = options;
    this.#reader = new FrameReader(options.maxFrameBytes);
    this.#assembler = new PeerFrames({ driverRole, allowsRsv1: inflate !== undefined, violated });
  }

  /** Bytes of frames and messages that are not complete. */
  get heldBytes(): number {
    return this.#reader.bufferedBytes + this.#assembler.heldBytes;
  }

  /** Takes bytes, which are the inbox's from here on. */
  receive(...chunks: readonly Uint8Array[]): void {
    for (const bytes of chunks) this.#reader.push(bytes);
    this.#read();
  }

  /** Acts when all that came before has been taken. */
  inTurn(act: () => void): void {
    if (this.#isInflating) this.#afterInflating.push(act);
    else act();
  }

  #read(): void {
    const { isOver, tooBig } = this.#options;
    while (!this.#isInflating && !isOver()) {
      const read = this.#reader.next();
      if (read === undefined) return;
      if (read.kind === "too-big") {
        tooBig(read.announcedBytes);
        return;
      }
      this.#take(read.frame);
    }
  }

  #take(frame: SeenFrame): void {
    const { isOver, seen, taken } = this.#options;
    seen(frame);
    const completed = this.#assembler.take(frame);
    if (isOver()) return;
    if (completed.kind === "message" && completed.isCompressed) this.#inflate(completed);
    else taken(completed);
  }

  #inflate(message: Extract<PeerFrame, { kind: "message" }>): void {
    const inflated = (payload: Uint8Array): void => {
      if (message.type === "text") this.#assembler.judgeText(payload);
      this.#options.taken({ ...message, payload });
    };
    let result: Uint8Array | Promise<Uint8Array>;
    try {
      if (this.#options.inflate === undefined) throw new TypeError("no inflater");
      result = this.#options.inflate(message.payload);
    } catch (error) {
      this.#broken(error);
      return;
    }
    if (!(result instanceof Promise)) {
      inflated(result);
      return;
    }
    this.#isInflating = true;
    void result
      .then(inflated, (error) => this.#broken(error))
      .finally(() => {
        this.#isInflating = false;
        this.#read();
        if (!this.#isInflating) for (const later of this.#afterInflating.splice(0)) later();
      });
  }

  #broken(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.#options.violated({
      code: "deflate-data-invalid",
      section: "RFC 7692 §7.2.2",
      closeCode: CloseCode.invalidPayload,
      message: `a compressed message of the peer cannot be inflated: ${why}`,
    });
  }
}

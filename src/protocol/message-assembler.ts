// Messages out of data frames, RFC 6455 §5.4: order, sizes, inflation (RFC 7692 §6.2) and UTF-8 (§8.1).

import { ByteAccumulator } from "./byte-accumulator.js";
import { CloseCode } from "./close-codes.js";
import type { MessageInflater } from "./deflate.js";
import type { FrameHeader } from "./frame-decoder.js";
import type { ProtocolLimits } from "./limits.js";
import { type MessageKind, Opcode, opcodeName } from "./opcodes.js";
import type { ReceivedMessage } from "./received.js";
import { Utf8Validator } from "./utf8.js";
import type { Violation } from "./violation.js";

/** Options of {@link MessageAssembler}. */
export interface MessageAssemblerOptions {
  readonly limits: Pick<ProtocolLimits, "maxMessageBytes" | "maxFragments">;
  readonly validateUtf8: boolean;
  /** Called when the first compressed message comes; `undefined` when deflate was not agreed. */
  readonly makeInflater: (() => MessageInflater) | undefined;
}

/** RFC 6455 §8.1: text must be valid UTF-8. */
export const invalidUtf8: Violation = {
  code: "invalid-utf8",
  section: "RFC 6455 §8.1",
  closeCode: CloseCode.invalidPayload,
  message: "a text message is not valid UTF-8",
};

/**
 * Follows the data frames of one connection; control frames between them go elsewhere.
 *
 * Per frame: `begin`, then `add` for every piece. After a frame's last piece `framePayload`, and with FIN `message`
 * followed by `finish`. A message that lies in one piece is never copied.
 */
export class MessageAssembler {
  #limits: MessageAssemblerOptions["limits"];
  #validateUtf8: boolean;
  /** Whether the current message is validated. */
  #validates = false;
  readonly #makeInflater: MessageAssemblerOptions["makeInflater"];
  readonly #held: ByteAccumulator;
  readonly #utf8 = new Utf8Validator();
  #inflater: MessageInflater | undefined;
  /** `undefined` between messages. */
  #kind: MessageKind | undefined;
  #compressed = false;
  #fragments = 0;
  /** Announced payload bytes of the message so far, as on the wire. */
  #wireBytes = 0;
  /** Where the current frame begins in what is held. */
  #frameStart = 0;
  /** The whole frame, when it came in one piece that was not inflated. */
  #piece: Uint8Array | undefined;
  #inflatedText = true;

  constructor(options: MessageAssemblerOptions) {
    this.#limits = options.limits;
    this.#validateUtf8 = options.validateUtf8;
    this.#makeInflater = options.makeInflater;
    this.#held = new ByteAccumulator(options.limits.maxMessageBytes);
  }

  /** From the next frame on; for compressed bytes at once. */
  setLimits(limits: MessageAssemblerOptions["limits"]): void {
    this.#limits = limits;
    this.#held.setMaxBytes(limits.maxMessageBytes);
    this.#inflater?.setMaxMessageBytes(limits.maxMessageBytes);
  }

  /** From the next message on. */
  setValidateUtf8(validateUtf8: boolean): void {
    this.#validateUtf8 = validateUtf8;
  }

  /** Whether a message has begun and not ended. */
  get isInsideMessage(): boolean {
    return this.#kind !== undefined;
  }

  /** Memory reserved for an unfinished message. */
  get reservedBytes(): number {
    return this.#held.reservedBytes;
  }

  /** A data frame's header has come. */
  begin(header: FrameHeader): Violation | undefined {
    if (header.opcode === Opcode.continuation) {
      if (this.#kind === undefined) return unexpectedContinuation();
      this.#fragments++;
      this.#wireBytes += header.payloadBytes;
    } else {
      if (this.#kind !== undefined) return expectedContinuation(header.opcode);
      this.#kind = header.opcode === Opcode.text ? "text" : "binary";
      this.#validates = this.#kind === "text" && this.#validateUtf8;
      this.#compressed = (header.rsv & 4) !== 0;
      this.#fragments = 1;
      this.#wireBytes = header.payloadBytes;
    }
    this.#frameStart = this.#held.length;
    this.#piece = undefined;
    if (this.#fragments > this.#limits.maxFragments) return tooManyFragments(this.#limits.maxFragments);
    // A compressed message is measured as it inflates.
    if (!this.#compressed && this.#wireBytes > this.#limits.maxMessageBytes) {
      return messageTooBig(this.#wireBytes, this.#limits.maxMessageBytes);
    }
    return undefined;
  }

  /** The next piece of the frame's payload; a view that must stay valid until `finish` when it is the last. */
  add(header: FrameHeader, piece: Uint8Array, isLast: boolean): Violation | undefined {
    const endsMessage = isLast && header.fin;
    if (this.#compressed) return this.#inflate(piece, endsMessage);
    if (!this.#accept(piece) || (endsMessage && !this.#acceptEnd())) return invalidUtf8;
    const isWholeFrame = piece.length === header.payloadBytes;
    if (isWholeFrame) this.#piece = piece;
    if (!isWholeFrame || !header.fin || this.#held.length > 0) this.#held.append(piece);
    return undefined;
  }

  /** The payload of the frame that has just ended, inflated. Valid until `finish` or the next frame. */
  framePayload(): Uint8Array {
    return this.#piece ?? this.#held.view(this.#frameStart);
  }

  /** The message that the last frame has ended. Its payload is valid until `finish`. */
  message(): ReceivedMessage {
    const payload = this.#held.length === 0 ? this.framePayload() : this.#held.view();
    return { kind: this.#kind ?? "binary", payload, fragments: this.#fragments };
  }

  /** Lets go of the message. */
  finish(): void {
    this.#kind = undefined;
    this.#piece = undefined;
    if (this.#held.reservedBytes > 0) this.#held.clear();
  }

  /** Lets go of everything: nothing more will come. */
  abandon(): void {
    this.finish();
    this.#held.release();
  }

  #accept(piece: Uint8Array): boolean {
    return !this.#validates || this.#utf8.push(piece);
  }

  #acceptEnd(): boolean {
    return !this.#validates || this.#utf8.end();
  }

  #inflate(piece: Uint8Array, endsMessage: boolean): Violation | undefined {
    this.#inflater ??= this.#makeInflater?.();
    if (this.#inflater === undefined) return undefined; // the decoder lets no RSV1 pass then
    const violation =
      this.#inflater.push(piece, this.#keepInflated) ??
      (endsMessage && this.#inflatedText ? this.#inflater.end(this.#keepInflated) : undefined);
    if (!this.#inflatedText || (endsMessage && violation === undefined && !this.#acceptEnd())) {
      return invalidUtf8;
    }
    return violation;
  }

  readonly #keepInflated = (piece: Uint8Array): void => {
    this.#inflatedText &&= this.#accept(piece);
    if (this.#inflatedText) this.#held.append(piece);
  };
}

function unexpectedContinuation(): Violation {
  return {
    code: "unexpected-continuation",
    section: "RFC 6455 §5.4",
    closeCode: CloseCode.protocolError,
    message: "a continuation frame came outside a message; must follow a text or binary frame with FIN 0",
  };
}

function expectedContinuation(opcode: number): Violation {
  return {
    code: "expected-continuation",
    section: "RFC 6455 §5.4",
    closeCode: CloseCode.protocolError,
    message: `a ${opcodeName(opcode)} frame came inside a message; must be a continuation frame`,
  };
}

function tooManyFragments(maxFragments: number): Violation {
  return {
    code: "too-many-fragments",
    section: "RFC 6455 §10.4",
    closeCode: CloseCode.policyViolation,
    message: `a message has more than ${maxFragments} frames; at most ${maxFragments} are allowed`,
  };
}

function messageTooBig(bytes: number, maxMessageBytes: number): Violation {
  return {
    code: "message-too-big",
    section: "RFC 6455 §10.4",
    closeCode: CloseCode.messageTooBig,
    message: `a message has at least ${bytes} bytes; at most ${maxMessageBytes} are allowed`,
  };
}

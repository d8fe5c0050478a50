// Judges and assembles the frames of a peer that may break any rule: tells each broken one, and goes on.

import { isUtf8 } from "node:buffer";
import { CloseCode } from "../../protocol/close-codes.js";
import { parseClosePayload } from "../../protocol/close-payload.js";
import { judgeFirstByte, judgeLength, judgeSecondByte } from "../../protocol/frame-rules.js";
import { type MessageKind, Opcode, type Role } from "../../protocol/opcodes.js";
import type { Violation } from "../../protocol/violation.js";
import type { SeenClose } from "./facts.js";
import type { SeenFrame } from "./frame-reader.js";

/** What a frame completes. */
export type PeerFrame =
  | { readonly kind: "nothing" }
  | { readonly kind: "ping" | "pong"; readonly payload: Uint8Array }
  | { readonly kind: "close"; readonly close: SeenClose }
  | {
      readonly kind: "message";
      readonly type: MessageKind;
      readonly payload: Uint8Array;
      /** RSV1 on its first frame, where permessage-deflate was agreed: the payload is still compressed. */
      readonly isCompressed: boolean;
      readonly frames: number;
    };

/** What an array of its own takes beside its bytes, by measurement. */
const bytesBesidePayload = 250;

/** Of a close reason, which goes into reports: a peer that breaks the limit of control frames can send any number. */
const mostReasonBytes = 256;

const nothing: PeerFrame = { kind: "nothing" };

/** Assembles the messages of one connection. */
export class PeerFrames {
  readonly #driverRole: Role;
  readonly #allowsRsv1: boolean;
  readonly #violated: (violation: Violation) => void;
  #type: MessageKind | undefined;
  #isCompressed = false;
  #pieces: Uint8Array[] = [];
  #heldBytes = 0;

  constructor(options: {
    readonly driverRole: Role;
    readonly allowsRsv1: boolean;
    readonly violated: (violation: Violation) => void;
  }) {
    this.#driverRole = options.driverRole;
    this.#allowsRsv1 = options.allowsRsv1;
    this.#violated = options.violated;
  }

  /** Bytes held of an unfinished message, and what its frames take beside their payloads: empty ones add up too. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  take(frame: SeenFrame): PeerFrame {
    this.#judgeHeader(frame);
    switch (frame.opcode) {
      case Opcode.ping:
        return { kind: "ping", payload: frame.payload };
      case Opcode.pong:
        return { kind: "pong", payload: frame.payload };
      case Opcode.close:
        return { kind: "close", close: this.#readClose(frame.payload) };
      case Opcode.continuation:
      case Opcode.text:
      case Opcode.binary:
        return this.#takeData(frame);
      default:
        return nothing;
    }
  }

  #judgeHeader({ fin, rsv, opcode, maskKey, lengthCode, hasTopBit, payload }: SeenFrame): void {
    const firstByte = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
    const secondByte = (maskKey === undefined ? 0 : 0x80) | lengthCode;
    const length = { code: lengthCode, topBit: hasTopBit, bytes: payload.length };
    const violation =
      judgeFirstByte(firstByte, this.#allowsRsv1) ??
      judgeSecondByte(opcode, secondByte, this.#driverRole) ??
      judgeLength(length, Number.POSITIVE_INFINITY);
    if (violation !== undefined) this.#violated(violation);
  }

  #readClose(payload: Uint8Array): SeenClose {
    const reading = parseClosePayload(payload);
    if (reading.kind === "violation") this.#violated(reading.violation);
    if (payload.length < 2) return {};
    const code = ((payload[0] as number) << 8) | (payload[1] as number);
    return { code, reason: Buffer.from(payload.subarray(2, 2 + mostReasonBytes)).toString() };
  }

  #takeData(frame: SeenFrame): PeerFrame {
    if (frame.opcode === Opcode.continuation) {
      if (this.#type === undefined) {
        this.#violated(
          sequenceBroken("unexpected-continuation", "a continuation frame continues no message"),
        );
        return nothing;
      }
    } else {
      if (this.#type !== undefined) {
        this.#violated(
          sequenceBroken("expected-continuation", "a new message begins inside another's fragments"),
        );
      }
      this.#type = frame.opcode === Opcode.text ? "text" : "binary";
      this.#isCompressed = this.#allowsRsv1 && (frame.rsv & 4) !== 0;
      this.#pieces = [];
      this.#heldBytes = 0;
    }
    this.#pieces.push(frame.payload);
    this.#heldBytes += frame.payload.length + bytesBesidePayload;
    return frame.fin ? this.#complete(this.#type) : nothing;
  }

  #complete(type: MessageKind): PeerFrame {
    const pieces = this.#pieces;
    this.#type = undefined;
    this.#pieces = [];
    this.#heldBytes = 0;
    const payload = pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
    const isCompressed = this.#isCompressed;
    if (type === "text" && !isCompressed) this.judgeText(payload);
    return { kind: "message", type, payload, isCompressed, frames: pieces.length };
  }

  /** Tells when a text, inflated where it was compressed, is not valid UTF-8. */
  judgeText(payload: Uint8Array): void {
    if (isUtf8(payload)) return;
    this.#violated({
      code: "invalid-utf8",
      section: "RFC 6455 §8.1",
      closeCode: CloseCode.invalidPayload,
      message: "a text message of the peer is not valid UTF-8",
    });
  }
}

function sequenceBroken(code: Violation["code"], message: string): Violation {
  return { code, section: "RFC 6455 §5.4", closeCode: CloseCode.protocolError, message };
}

// The rules that a frame's header can break, RFC 6455 §5.1-§5.5: pure judgements for the decoder.

import { CloseCode } from "./close-codes.js";
import { isControl, isReserved, opcodeName, type Role } from "./opcodes.js";
import type { Violation, ViolationCode } from "./violation.js";

/** What is wrong with FIN, RSV and opcode. RSV1 is legal only on a message's first frame, and only when deflate was agreed (RFC 7692 §6). */
export function judgeFirstByte(byte: number, allowRsv1: boolean): Violation | undefined {
  const opcode = byte & 0x0f;
  const rsv = (byte >>> 4) & 0x7;
  const startsMessage = opcode === 1 || opcode === 2;
  const allowedRsv = allowRsv1 && startsMessage ? 4 : 0;
  if ((rsv & ~allowedRsv) !== 0) {
    const frame = `a ${opcodeName(opcode)} frame`;
    const bits = bitNames(rsv);
    if (allowRsv1 && rsv === 4) {
      return protocolError(
        "reserved-bits",
        "RFC 7692 §6.1",
        `${frame} carries RSV1; only a message's first frame may`,
      );
    }
    return protocolError("reserved-bits", "RFC 6455 §5.2", `${frame} carries ${bits}; none was agreed`);
  }
  if (isReserved(opcode)) {
    return protocolError(
      "reserved-opcode",
      "RFC 6455 §5.2",
      `a frame has opcode 0x${opcode.toString(16)}; must be 0x0-0x2 or 0x8-0xa`,
    );
  }
  if (isControl(opcode) && (byte & 0x80) === 0) {
    return protocolError(
      "fragmented-control",
      "RFC 6455 §5.5",
      `a ${opcodeName(opcode)} frame has FIN 0; must not be fragmented`,
    );
  }
  return undefined;
}

/** What is wrong with the mask bit and a control frame's length. `receiver` is our own role. */
export function judgeSecondByte(opcode: number, byte: number, receiver: Role): Violation | undefined {
  const masked = (byte & 0x80) !== 0;
  if (masked !== (receiver === "server")) {
    return masked
      ? protocolError("mask-forbidden", "RFC 6455 §5.1", "a frame of the server is masked; must not be")
      : protocolError("mask-missing", "RFC 6455 §5.1", "a frame of the client is not masked; must be");
  }
  if (isControl(opcode) && (byte & 0x7f) > 125) {
    return protocolError(
      "control-too-long",
      "RFC 6455 §5.5",
      `a ${opcodeName(opcode)} frame announces more than 125 bytes; at most 125 are allowed`,
    );
  }
  return undefined;
}

/** A length as a header announces it. */
export interface AnnouncedLength {
  /** The low seven bits of the second byte. */
  readonly code: number;
  /** Exact up to 2^53; above that rounded. */
  readonly bytes: number;
  /** Whether a 64-bit length has its highest bit set: rounding would hide it. */
  readonly topBit: boolean;
}

/** What is wrong with an extended length. */
export function judgeLength(length: AnnouncedLength, maxFrameBytes: number): Violation | undefined {
  const { code, bytes, topBit } = length;
  if (topBit) {
    return protocolError(
      "length-top-bit",
      "RFC 6455 §5.2",
      "a 64-bit length has its highest bit set; must be 0",
    );
  }
  const shortest = code === 127 ? 65_536 : code === 126 ? 126 : 0;
  if (bytes < shortest) {
    return protocolError(
      "length-not-minimal",
      "RFC 6455 §5.2",
      `a length of ${bytes} takes ${code === 127 ? 64 : 16} bits; must take the fewest`,
    );
  }
  if (bytes > maxFrameBytes) {
    return {
      code: "frame-too-big",
      section: "RFC 6455 §10.4",
      closeCode: CloseCode.messageTooBig,
      message: `a frame announces ${Number.isSafeInteger(bytes) ? bytes : "2^53 or more"} bytes; at most ${maxFrameBytes} are allowed`,
    };
  }
  return undefined;
}

function protocolError(code: ViolationCode, section: string, message: string): Violation {
  return { code, section, closeCode: CloseCode.protocolError, message };
}

function bitNames(rsv: number): string {
  return ["RSV1", "RSV2", "RSV3"].filter((_, i) => (rsv & (4 >> i)) !== 0).join(", ");
}

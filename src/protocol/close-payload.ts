// What a close frame carries: nothing, or a code and a reason (RFC 6455 §5.5.1).

import { isUtf8 } from "node:buffer";
import { WsrigError } from "../errors.js";
import { bigEndian16 } from "./big-endian.js";
import { CloseCode, isWireCloseCode } from "./close-codes.js";
import type { CloseFrame } from "./received.js";
import type { Violation } from "./violation.js";

/** A close frame's payload, read. */
export type CloseReading =
  | { readonly kind: "close"; readonly close: CloseFrame }
  | { readonly kind: "violation"; readonly violation: Violation };

/** Longest reason in UTF-8 bytes: a control frame's 125 less the code's two. */
export const maxCloseReasonBytes = 123;

/**
 * The payload of a close frame, in an array of its own. Any 16-bit code is written, so that wrong ones can be tried.
 *
 * @throws WsrigError `close-reason-too-long`, `close-reason-without-code`, `close-code-invalid` (not 16 bit).
 */
export function encodeClosePayload(code?: number, reason = ""): Uint8Array {
  const reasonBytes = Buffer.from(reason);
  if (reasonBytes.length > maxCloseReasonBytes) {
    throw new WsrigError(
      "close-reason-too-long",
      `the close reason takes ${reasonBytes.length} bytes; at most ${maxCloseReasonBytes} are allowed`,
    );
  }
  if (code === undefined) {
    if (reasonBytes.length > 0) {
      throw new WsrigError("close-reason-without-code", `the close reason "${reason}" needs a close code`, {
        hint: "Give code 1000 with it.",
      });
    }
    return new Uint8Array(0);
  }
  if (!Number.isInteger(code) || code < 0 || code > 0xffff) {
    throw new WsrigError("close-code-invalid", `the close code is ${code}; must be an integer of 16 bits`);
  }
  const payload = new Uint8Array(2 + reasonBytes.length);
  payload[0] = code >>> 8;
  payload[1] = code & 0xff;
  payload.set(reasonBytes, 2);
  return payload;
}

/** Reads the payload of a received close frame: code 1005 when it is empty. Copies what it keeps. */
export function parseClosePayload(bytes: Uint8Array): CloseReading {
  if (bytes.length === 0) return { kind: "close", close: { code: CloseCode.noStatus, reason: "" } };
  if (bytes.length === 1) {
    return broken(
      "close-payload-too-short",
      "RFC 6455 §5.5.1",
      CloseCode.protocolError,
    )("a close frame carries 1 byte; must be empty or begin with a code of 2 bytes");
  }
  const code = bigEndian16(bytes, 0);
  if (!isWireCloseCode(code)) {
    return broken(
      "close-code-invalid",
      "RFC 6455 §7.4",
      CloseCode.protocolError,
    )(`a close frame carries code ${code}; must be 1000-1003, 1007-1014 or 3000-4999`);
  }
  const reason = bytes.subarray(2);
  if (!isUtf8(reason)) {
    return broken(
      "close-reason-invalid-utf8",
      "RFC 6455 §8.1",
      CloseCode.invalidPayload,
    )(`the reason of a close frame with code ${code} is not valid UTF-8`);
  }
  return { kind: "close", close: { code, reason: Buffer.from(reason).toString() } };
}

function broken(code: Violation["code"], section: string, closeCode: number) {
  return (message: string): CloseReading => ({
    kind: "violation",
    violation: { code, section, closeCode, message },
  });
}

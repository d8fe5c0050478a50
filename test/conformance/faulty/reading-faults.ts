// Whether the loose peer takes a frame's header or a close frame: RFC 6455 §5.1-§5.5 and §7.4, less what it is told to take. Pure.

import type { FaultSwitches } from "./fault-switches.js";
import type { LooseHeader } from "./loose-frames.js";
import { LooseUtf8 } from "./loose-utf8.js";

/** Why it fails a connection. */
export type Failure = "protocol" | "utf8" | "data" | "too-big";

/** What a header is judged by. */
export interface HeaderContext {
  readonly role: "server" | "client";
  readonly faults: FaultSwitches;
  readonly isInMessage: boolean;
  /** The frame before was a control frame without FIN, and was taken. */
  readonly isInControl: boolean;
  readonly hasDeflate: boolean;
}

/** What a close frame asks for: an answer with `code`, none where it is `undefined`, or a failure. */
export type CloseJudgement =
  | { readonly kind: "answer"; readonly code: number | undefined }
  | { readonly kind: "fail"; readonly failure: Failure };

/** Whether the connection fails because of `header`. */
export function isBrokenHeader(header: LooseHeader, context: HeaderContext): boolean {
  const { fin, opcode, payloadBytes, isMasked } = header;
  const { role, faults } = context;
  const isControl = opcode >= 8;
  if (hasBrokenRsv(header, context) || hasBrokenOpcode(opcode, faults)) return true;
  if (isMasked !== (role === "server") && !faults.takesWrongMasks) return true;
  if (hasBrokenLength(header, faults)) return true;
  if (!isControl) return breaksSequence(header, context);
  if (payloadBytes > 125 && !faults.takesLongControls) return true;
  if (!fin && !faults.takesFragmentedControls) return true;
  return context.isInMessage && faults.refusesControlsInMessage === true;
}

/** What becomes of a close frame with `payload`. */
export function judgeClosePayload(payload: Buffer, faults: FaultSwitches): CloseJudgement {
  if (payload.length === 0) return faults.refusesEmptyClose ? broken("protocol") : answer(undefined);
  if (payload.length === 1) return faults.takesOneByteClose ? answer(1000) : broken("protocol");
  const code = payload.readUInt16BE(0);
  const reason = payload.subarray(2);
  if (!isTakenCode(code, faults)) return broken("protocol");
  if (reason.length > 0 && faults.refusesCloseReasons) return broken("protocol");
  const utf8 = new LooseUtf8(faults);
  const isChecked = !faults.takesInvalidCloseReason && faults.utf8 !== "never";
  return isChecked && !(utf8.push(reason) && utf8.end()) ? broken("utf8") : answer(code);
}

function hasBrokenRsv({ rsv, opcode }: LooseHeader, { faults, hasDeflate }: HeaderContext): boolean {
  const isFirst = opcode === 1 || opcode === 2;
  if (!hasDeflate) return rsv !== 0 && !faults.ignoresRsv;
  if (isFirst && rsv === 4) return faults.refusesRsv1 === true;
  if (isFirst && rsv === 0 && faults.refusesUncompressed) return true;
  return rsv !== 0 && !faults.ignoresRsv && !(rsv === 4 && faults.takesRsv1Anywhere);
}

function hasBrokenOpcode(opcode: number, faults: FaultSwitches): boolean {
  const { skipsReservedOpcodes: skips, mistakesReservedOpcodes } = faults;
  if (mistakesReservedOpcodes || skips === "all") return false;
  const isReservedData = opcode > 2 && opcode < 8;
  const isReservedControl = opcode > 10;
  return (isReservedData && skips !== "data") || (isReservedControl && skips !== "control");
}

function hasBrokenLength(
  { lengthBits, hasTopBit, payloadBytes }: LooseHeader,
  { takesTopBit, takesLongLengthForms }: FaultSwitches,
): boolean {
  if (hasTopBit) return !takesTopBit;
  const isLong = (lengthBits === 16 && payloadBytes < 126) || (lengthBits === 64 && payloadBytes < 65_536);
  return isLong && !takesLongLengthForms;
}

function breaksSequence({ fin, opcode, payloadBytes }: LooseHeader, context: HeaderContext): boolean {
  const { faults, isInMessage, isInControl } = context;
  if (!fin && faults.refusesFragments) return true;
  if (opcode > 2) return false;
  if (opcode > 0) return isInMessage && !faults.takesInterleavedMessages;
  if (isInMessage) return payloadBytes === 0 && faults.refusesEmptyFragments === true;
  return !faults.takesStrayContinuations && !isInControl;
}

function isTakenCode(code: number, { echoesReservedCodes, refusesCloseCodes }: FaultSwitches): boolean {
  if (refusesCloseCodes === "private" && code >= 3000) return false;
  if (refusesCloseCodes === "registered-late" && code >= 1012 && code <= 1014) return false;
  if (refusesCloseCodes === "all-but-1000" && code !== 1000) return false;
  const isRegistered = code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006;
  return isRegistered || (code >= 3000 && code <= 4999) || echoesReservedCodes === true;
}

function answer(code: number | undefined): CloseJudgement {
  return { kind: "answer", code };
}

function broken(failure: Failure): CloseJudgement {
  return { kind: "fail", failure };
}

// C.1-C.3: close codes that came after the RFC, codes that must not be on the wire, and reasons: RFC 6455 §7.4 and §5.5.1.

import { encodeClosePayload } from "../../protocol/close-payload.js";
import type { Role } from "../../protocol/opcodes.js";
import type { ConformanceCase } from "../case.js";
import type { CloseExpectation } from "../close-expectation.js";
import { judgeRefusal } from "./refused-close.js";

interface ValidRow {
  readonly code: number;
  readonly meaning: string;
  readonly reason?: string;
  readonly peers?: readonly Role[];
}

const validRows: readonly ValidRow[] = [
  { code: 1012, meaning: "Service Restart" },
  { code: 1013, meaning: "Try Again Later" },
  { code: 1014, meaning: "Bad Gateway" },
  { code: 1012, meaning: "Service Restart", reason: "back in a minute" },
];

interface ReservedRow {
  readonly code: number;
  readonly reason?: string;
}

const reservedRows: readonly ReservedRow[] = [
  { code: 1015 },
  { code: 1017 },
  { code: 0, reason: "zero" },
  { code: 999, reason: "below the first" },
  { code: 1004, reason: "reserved" },
  { code: 1005, reason: "no status" },
  { code: 1006, reason: "abnormal" },
  { code: 1015, reason: "TLS handshake" },
  { code: 1016, reason: "unassigned" },
];

interface ReasonRow {
  readonly what: string;
  readonly reason: Uint8Array;
  readonly isValid: boolean;
}

const reasonRows: readonly ReasonRow[] = [
  { what: "123 bytes: 41 times the euro sign", reason: Buffer.from("€".repeat(41)), isValid: true },
  { what: "30 code points of 4 bytes each", reason: Buffer.from("\u{1f600}".repeat(30)), isValid: true },
  {
    what: "a byte order mark, a NUL and a line break",
    reason: Buffer.from("\ufeff\u0000\r\n"),
    isValid: true,
  },
  {
    what: "123 bytes of which the last begins a code point that does not end",
    reason: Buffer.concat([Buffer.alloc(122, "*"), Uint8Array.of(0xc3)]),
    isValid: false,
  },
  {
    what: "three bytes of a code point of four",
    reason: Uint8Array.of(0xf0, 0x9f, 0x98),
    isValid: false,
  },
  { what: "a lone continuation byte 80", reason: Uint8Array.of(0x80), isValid: false },
  { what: "an overlong slash c0 af", reason: Uint8Array.of(0xc0, 0xaf), isValid: false },
  { what: "a surrogate ed a0 80", reason: Uint8Array.of(0xed, 0xa0, 0x80), isValid: false },
  { what: "f4 90 80 80, above U+10FFFF", reason: Uint8Array.of(0xf4, 0x90, 0x80, 0x80), isValid: false },
];

/** Close frames by their payload. */
export const groupCCodes: readonly ConformanceCase[] = [
  ...validRows.map((row, index) => validCode(`C.1.${index + 1}`, row)),
  clientCodeFromServer("C.1.5"),
  ...reservedRows.map((row, index) => reservedCode(`C.2.${index + 1}`, row)),
  ...reasonRows.map((row, index) => closeReason(`C.3.${index + 1}`, row)),
];

function validCode(
  id: string,
  { code, meaning, reason, peers = ["server", "client"] }: ValidRow,
): ConformanceCase {
  return {
    id,
    peers,
    description: `A close frame with code ${code} (${meaning}), registered after the RFC${reason === undefined ? "" : `, and the reason "${reason}"`}.`,
    expectation: `The peer answers with ${code}, 1000 or no code. With 1002 it is lenient: nobody must know codes that were registered later.`,
    section: "RFC 6455 §7.4.2",
    fix: "Take every code of the IANA registry of WebSocket close codes that may be sent: 1000-1003 and 1007-1014.",
    outcomes: { ok: [] },
    close: answeredWith([1000, code, 1002]),
    async run(driver) {
      driver.close(code, reason);
      driver.killAfter(2);
      await driver.closeOrDrop(2);
      if (driver.remoteClose?.code !== 1002) return;
      driver.conclude("INFORMATIONAL", `The peer answered with 1002: it does not know ${code} (${meaning}).`);
    },
  };
}

/** §7.4.1 gives 1010 to clients, but tells no client to refuse it. */
function clientCodeFromServer(id: string): ConformanceCase {
  return {
    id,
    peers: ["client"],
    description:
      "A close frame of a server with code 1010, which is for clients: a server refuses the handshake instead.",
    expectation:
      "The client answers with 1010, 1000 or no code. Refusing it with 1002 is allowed: nothing is said about receivers.",
    section: "RFC 6455 §7.4.1",
    fix: "Answer the close frame; the rule that servers do not send 1010 binds servers.",
    close: "any",
    async run(driver) {
      driver.close(1010);
      await judgeRefusal(driver, { codes: [1000, 1010], otherCode: "INFORMATIONAL", mayLackCode: true });
    },
  };
}

function reservedCode(id: string, { code, reason }: ReservedRow): ConformanceCase {
  return {
    id,
    peers: ["server", "client"],
    description: `A close frame with code ${code}, which must not be on the wire${reason === undefined ? "" : `, and a reason`}.`,
    expectation:
      "The peer answers with 1002. As only senders are bound, another legal code is lenient; sending the code back is wrong.",
    section: "RFC 6455 §7.4.1",
    fix: "Answer a close code outside 1000-1003, 1007-1014 and 3000-4999 with 1002, and never send such a code back.",
    close: "any",
    async run(driver) {
      driver.closeWith(encodeClosePayload(code, reason));
      await judgeRefusal(driver, { codes: [1002], otherCode: "INFORMATIONAL" });
    },
  };
}

function closeReason(id: string, { what, reason, isValid }: ReasonRow): ConformanceCase {
  return {
    id,
    peers: ["server", "client"],
    description: `A close frame with code 1000 and ${isValid ? "a" : "an invalid"} reason of ${reason.length} bytes: ${what}.`,
    expectation: isValid
      ? "The peer answers with 1000 or no code."
      : "The peer answers with 1007 or 1002: the reason is not UTF-8.",
    section: isValid ? "RFC 6455 §5.5.1" : "RFC 6455 §8.1",
    fix: isValid
      ? "Take any UTF-8 of up to 123 bytes as a close reason."
      : "Check the reason of a close frame to be complete, valid UTF-8, and answer with 1007 where it is not.",
    outcomes: { ok: [] },
    close: isValid ? answeredWith([1000]) : "any",
    async run(driver) {
      driver.closeWith(Buffer.concat([encodeClosePayload(1000), reason]));
      if (isValid) driver.killAfter(2);
      else await judgeRefusal(driver, { codes: [1002, 1007], otherCode: "FAILED" });
    },
  };
}

function answeredWith(codes: readonly number[]): CloseExpectation {
  return { closedByDriver: true, codes, requireClean: true, wrongCodeIsFatal: true };
}

// Group 9: large messages, many fragments, many small writes, many round trips, each within a time.
//
// The reference suite compares type and length only. We compare the bytes as well: a difference turns the overall
// verdict red, and leaves the reference suite's two as they would be there.

import { type MessageKind, Opcode } from "../../protocol/opcodes.js";
import type { ConformanceCase } from "../case.js";
import { normalClose } from "../close-expectation.js";
import type { Driver } from "../driver/driver.js";
import { fragmentFrames } from "../driver/fragment-frames.js";
import { playEchoRounds } from "./echo-rounds.js";

interface Row {
  /** `9.1.`, to which the number of the row is added. */
  readonly group: string;
  readonly type: MessageKind;
  readonly payloadBytes: number;
  /** Repeated to the length. */
  readonly pattern: string | Uint8Array;
  readonly limitSeconds: number;
  readonly fragmentBytes?: number;
  readonly pieceBytes?: number;
  readonly messages?: number;
}

const kib = 1_024;
const mib = 1_024 * kib;
const textPattern = "BAsd7&jh23";
const binaryPattern = Uint8Array.of(0x00, 0xfe, 0x23, 0xfa, 0xf0);
const fragmentSizes = [64, 256, kib, 4 * kib, 16 * kib, 64 * kib, 256 * kib, mib, 4 * mib];
const pieceSizes = [64, 128, 256, 512, 1_024, 2_048];
const roundTripSizes = [0, 16, 64, 256, 1_024, 4_096];
const roundTripLimits = [60, 60, 60, 120, 240, 480];
/** A round trip that takes longer is none; the limits of the rows are for a thousand of them. */
const stallMs = 30_000;
/** What is left for the closing handshake after the limit of a case. */
const graceMs = 30_000;
/** Frames of one write: the peer's receiver has much to do at once, and the driver need not hold all of them. */
const framesPerWrite = 4_096;

/** Options of {@link group9}. */
export interface Group9Options {
  /** Round trips of 9.7 and 9.8. Default 1,000. */
  readonly roundTrips?: number | undefined;
}

/** 9.1-9.8; each runs alone. */
export function group9({ roundTrips = 1_000 }: Group9Options = {}): readonly ConformanceCase[] {
  return [
    ...oneFrame({ group: "9.1.", type: "text", limits: [10, 10, 100, 100, 100, 100] }),
    ...oneFrame({ group: "9.2.", type: "binary", limits: [10, 10, 10, 10, 100, 100] }),
    ...fragments("9.3.", "text"),
    ...fragments("9.4.", "binary"),
    ...pieces("9.5.", "text"),
    ...pieces("9.6.", "binary"),
    ...roundTripCases({ group: "9.7.", type: "text", messages: roundTrips }),
    ...roundTripCases({ group: "9.8.", type: "binary", messages: roundTrips }),
  ];
}

function oneFrame({
  group,
  type,
  limits,
}: {
  readonly group: string;
  readonly type: MessageKind;
  readonly limits: readonly number[];
}): ConformanceCase[] {
  return [64 * kib, 256 * kib, mib, 4 * mib, 8 * mib, 16 * mib].map((payloadBytes, index) =>
    caseOf(index, {
      group,
      type,
      payloadBytes,
      pattern: patternOf(type),
      limitSeconds: limits[index] as number,
    }),
  );
}

function fragments(group: string, type: MessageKind): ConformanceCase[] {
  return fragmentSizes.map((fragmentBytes, index) =>
    caseOf(index, {
      group,
      type,
      payloadBytes: 4 * mib,
      // The reference suite's own: only 9.4.1 differs.
      pattern: group === "9.4." && index === 0 ? Uint8Array.of(0xfe) : "*",
      limitSeconds: 100,
      fragmentBytes,
    }),
  );
}

function pieces(group: string, type: MessageKind): ConformanceCase[] {
  return pieceSizes.map((pieceBytes, index) =>
    caseOf(index, {
      group,
      type,
      payloadBytes: mib,
      pattern: patternOf(type),
      limitSeconds: 1_000,
      pieceBytes,
    }),
  );
}

function roundTripCases({
  group,
  type,
  messages,
}: {
  readonly group: string;
  readonly type: MessageKind;
  readonly messages: number;
}): ConformanceCase[] {
  return roundTripSizes.map((payloadBytes, index) =>
    caseOf(index, {
      group,
      type,
      payloadBytes,
      pattern: type === "text" ? "*" : Uint8Array.of(0xfe),
      limitSeconds: roundTripLimits[index] as number,
      messages,
    }),
  );
}

function patternOf(type: MessageKind): string | Uint8Array {
  return type === "text" ? textPattern : binaryPattern;
}

function caseOf(index: number, row: Row): ConformanceCase {
  const { group, type, payloadBytes, pattern, limitSeconds, messages = 1 } = row;
  return {
    id: `${group}${index + 1}`,
    peers: ["server", "client"],
    description: describe(row),
    expectation: `${messages === 1 ? "The same message comes back" : "Each comes back"} within ${limitSeconds} s${messages === 1 ? "" : " in all"}.`,
    ...adviceOn(row),
    runsAlone: true,
    limitMs: limitSeconds * 1_000 + graceMs,
    close: normalClose,
    run(driver) {
      // Made here: all of them together would take 200 MB.
      const payload = payloadBytes === 0 ? Buffer.alloc(0) : Buffer.alloc(payloadBytes, pattern);
      return playEchoRounds(driver, {
        count: messages,
        type,
        send: () => sendRow(driver, row, payload),
        payload: () => payload,
        limitMs: limitSeconds * 1_000,
        ...(messages === 1 ? {} : { stallMs }),
        wrongBytes: "complain",
      });
    },
  };
}

function sendRow(driver: Driver, row: Row, payload: Uint8Array): void {
  if (row.pieceBytes !== undefined) {
    driver.sendAs({ pieceBytes: row.pieceBytes }, { opcode: Opcode[row.type], payload });
    return;
  }
  const frames = fragmentFrames(row.type, payload, row.fragmentBytes);
  for (let at = 0; at < frames.length; at += framesPerWrite) {
    driver.sendAs({ inOneWrite: true }, ...frames.slice(at, at + framesPerWrite));
  }
}

function describe({ type, payloadBytes, fragmentBytes, pieceBytes, messages }: Row): string {
  const message = `${type} message of ${payloadBytes} bytes`;
  if (messages !== undefined) {
    return `${messages} ${type} messages of ${payloadBytes} bytes, each sent when the echo of the one before is there.`;
  }
  if (pieceBytes !== undefined) return `A ${message} in one frame, written in pieces of ${pieceBytes} bytes.`;
  if (fragmentBytes === undefined || fragmentBytes >= payloadBytes) return `A ${message} in one frame.`;
  return `A ${message} in frames of ${fragmentBytes} bytes, and an empty last frame that carries FIN.`;
}

function adviceOn({ fragmentBytes, pieceBytes, messages }: Row): Pick<ConformanceCase, "section" | "fix"> {
  if (messages !== undefined) {
    return {
      section: "RFC 6455 §5.6",
      fix: "Send what is written at once (TCP_NODELAY) instead of collecting it for a timer.",
    };
  }
  if (pieceBytes !== undefined) {
    return {
      section: "RFC 6455 §5.2",
      fix: "Keep what has arrived of a frame in a list or a growing buffer; do not copy all of it for each read.",
    };
  }
  if (fragmentBytes !== undefined) {
    return {
      section: "RFC 6455 §5.4",
      fix: "Collect fragments in a list and join them once at the end; raise or switch off a limit on their number.",
    };
  }
  return {
    section: "RFC 6455 §5.2",
    fix: "Read 64-bit lengths, raise the limit on the size of messages for this test, and unmask in place by words.",
  };
}

// D.9: what the peer itself compresses keeps to the agreed window and context: RFC 7692 §7.1.1 and §7.1.2.

import { WsrigError } from "../../errors.js";
import type { DeflateParameters } from "../../protocol/deflate.js";
import { Opcode, type Role } from "../../protocol/opcodes.js";
import type { ConformanceCase } from "../case.js";
import { text } from "../case-event.js";
import { normalClose } from "../close-expectation.js";
import { WindowInflater } from "../deflate-window.js";
import type { Inflate } from "../driver/frame-inbox.js";
import { deflateOpening, whereAgreed } from "./group-d-opening.js";

interface SentRow {
  readonly what: string;
  /** The peer's window; 15: not restricted. */
  readonly windowBits: number;
  readonly contextTakeover: boolean;
}

const rows: readonly SentRow[] = [
  { what: "a window of 512 bytes (9 bits)", windowBits: 9, contextTakeover: true },
  { what: "a window of 1 KiB (10 bits)", windowBits: 10, contextTakeover: true },
  { what: "a window of 4 KiB (12 bits)", windowBits: 12, contextTakeover: true },
  { what: "a window of 256 bytes (8 bits)", windowBits: 8, contextTakeover: true },
  { what: "no context takeover", windowBits: 15, contextTakeover: false },
  { what: "no context takeover and a window of 512 bytes (9 bits)", windowBits: 9, contextTakeover: false },
  { what: "no restriction", windowBits: 15, contextTakeover: true },
];

/** What peers send. */
export const groupDSent: readonly ConformanceCase[] = rows.map((row, index) => {
  const messages = temptations(row.windowBits);
  return {
    id: `D.9.${index + 1}`,
    peers: ["server", "client"],
    description: `Three equal messages whose content repeats itself at a distance beyond the window, where the peer is bound to ${row.what}.`,
    expectation:
      "The messages come back. What the peer compresses refers no further back than was agreed, and not to earlier messages where that was ruled out.",
    section: row.contextTakeover ? "RFC 7692 §7.1.2" : "RFC 7692 §7.1.1",
    fix: "Compress with the agreed window, and reset the compressor after each message where no context takeover was agreed.",
    opening: deflateOpening({
      offered: parametersOf("server", row),
      answered: parametersOf("client", row),
      needsClientWindow: row.windowBits < 15,
      makeInflate: checkingInflate,
    }),
    outcomes: { ok: messages.map((message) => text(message)) },
    close: normalClose,
    limitMs: 30_000,
    run: whereAgreed(async (driver) => {
      driver.killAfter(20);
      for (const payload of messages) {
        driver.send({ opcode: Opcode.text, payload });
        await driver.nextEvent();
      }
    }),
  };
});

/** Inflates and complains, by an error, of references that reach too far. */
function checkingInflate(deflate: DeflateParameters, driverRole: Role): Inflate {
  const isServer = driverRole === "client";
  const bits = isServer ? deflate.serverMaxWindowBits : deflate.clientMaxWindowBits;
  const noTakeover = isServer ? deflate.serverNoContextTakeover : deflate.clientNoContextTakeover;
  const inflater = new WindowInflater({ contextTakeover: !noTakeover });
  return (message) => {
    const { payload, largestDistance } = inflater.inflate(message);
    if (largestDistance <= 1 << bits) return payload;
    throw new WsrigError(
      "deflate-distance-too-far",
      `a reference goes back ${largestDistance} bytes; at most ${1 << bits} were agreed`,
    );
  };
}

function parametersOf(peer: Role, { windowBits, contextTakeover }: SentRow): string | undefined {
  const parameters = [
    ...(contextTakeover ? [] : [`${peer}_no_context_takeover`]),
    ...(windowBits === 15 ? [] : [`${peer}_max_window_bits=${windowBits}`]),
  ];
  return parameters.length === 0 ? undefined : parameters.join("; ");
}

/** A block without repetitions in it, larger than the window where it can be, three times. */
function temptations(windowBits: number): readonly Uint8Array[] {
  const blockBytes = windowBits === 15 ? 5_000 : (1 << windowBits) + 500;
  let state = 0x2545f491;
  const block = Buffer.from(
    Array.from({ length: blockBytes }, () => {
      // xorshift32: the same in every run.
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return 33 + ((state >>> 8) % 90);
    }),
  );
  const message = Buffer.concat([block, block, block]);
  return [message, message, message];
}

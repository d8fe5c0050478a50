// D.2, D.3 and D.6: compressed data that are broken, that refer too far back, or that inflate to very much.

import { constants, deflateRawSync } from "node:zlib";
import { Opcode } from "../../protocol/opcodes.js";
import type { ConformanceCase } from "../case.js";
import { text } from "../case-event.js";
import { DeflateWriter } from "../deflate-writer.js";
import type { Driver } from "../driver/driver.js";
import type { Conclusion } from "../driver/facts.js";
import { deflateOpening, sentWindowBits, whereAgreed } from "./group-d-opening.js";
import { conclude, failureSeen, judgeFailure, judgeLeniency, unlessHurt } from "./judgements.js";

const both = ["server", "client"] as const;
const section = "RFC 7692 §7.2.2";
/** No RFC names the code: 1007 is what it is about, 1002 is true as well. */
const dataCodes = [1007, 1002];

interface BrokenRow {
  readonly what: string;
  readonly payload: Uint8Array;
}

const brokenRows: readonly BrokenRow[] = [
  {
    what: "a block of type 3, which does not exist",
    payload: new DeflateWriter().bits(6, 3).bits(0x2a2a, 16).message(),
  },
  {
    what: "a stored block whose length and complement do not fit",
    payload: new DeflateWriter().bits(0, 3).align().bits(5, 16).bits(0x1234, 16).data(),
  },
  {
    what: "a reference that goes back before the first byte of the first message",
    payload: new DeflateWriter().fixed(["abc", { length: 3, distance: 4 }]).message(),
  },
  {
    what: "the distance code 30, which stands for nothing",
    payload: new DeflateWriter().startFixed().token("abc").symbol(257).distanceCode(30).symbol(256).message(),
  },
  {
    what: "the length symbol 286, which stands for nothing",
    payload: new DeflateWriter().startFixed().token("abc").symbol(286).symbol(256).message(),
  },
  {
    what: "a dynamic block with 287 literal codes; there are 286",
    payload: new DeflateWriter().bits(4, 3).bits(30, 5).bits(0, 5).bits(0, 4).bits(0, 12).message(),
  },
  {
    what: "a dynamic block whose code lengths have no code at all",
    payload: new DeflateWriter()
      .bits(4, 3)
      .bits(0, 5)
      .bits(0, 5)
      .bits(15, 4)
      .bits(0, 16)
      .bits(0, 16)
      .message(),
  },
  { what: "the text `Hello`, not compressed, with RSV1", payload: Buffer.from("Hello") },
];

const fixedLetters = new DeflateWriter().fixed(["A message that is cut off before its end."]).message();

const truncatedRows: readonly BrokenRow[] = [
  {
    what: "a block with the fixed code, cut in half",
    payload: fixedLetters.subarray(0, fixedLetters.length / 2),
  },
  {
    what: "a stored block of 100 bytes of which 10 came",
    payload: Buffer.concat([Uint8Array.of(0, 100, 0, 0x9b, 0xff), Buffer.alloc(10, "*")]),
  },
];

interface FarRow {
  readonly windowBits: number;
  readonly distance: number;
}

const farRows: readonly FarRow[] = [
  { windowBits: 9, distance: 513 },
  { windowBits: 9, distance: 2_000 },
  { windowBits: 10, distance: 1_025 },
  { windowBits: 8, distance: 257 },
];

const mebibyte = 1024 * 1024;
const bombMebibytes = 128;

/** Data that must not be taken. */
export const groupDBroken: readonly ConformanceCase[] = [
  ...brokenRows.map((row, index) => broken(`D.2.${index + 1}`, row)),
  ...truncatedRows.map((row, index) => truncated(`D.2.${index + 1 + brokenRows.length}`, row)),
];

/** References beyond the agreed window. */
export const groupDWindow: readonly ConformanceCase[] = farRows.map((row, index) =>
  tooFar(`D.3.${index + 1}`, row),
);

/** Little that becomes very much. */
export const groupDBombs: readonly ConformanceCase[] = [
  bomb("D.6.1", "in one frame"),
  bomb("D.6.2", "in fragments of 1 KiB", 1_024),
];

function broken(id: string, { what, payload }: BrokenRow): ConformanceCase {
  return {
    id,
    peers: both,
    description: `A compressed text message with broken data: ${what}.`,
    expectation: "The peer fails the connection, best with 1007, and delivers nothing.",
    section,
    fix: "Take an error of the inflater as the end of the connection: close with 1007.",
    opening: deflateOpening(),
    close: "any",
    run: whereAgreed(async (driver) => {
      driver.send({ opcode: Opcode.text, rsv: 4, payload });
      await judgeFailure(driver, { codes: dataCodes, otherCodesAllowed: true });
    }),
  };
}

/** zlib tells no end of a message from its middle: what it gives then is up to the peer. */
function truncated(id: string, { what, payload }: BrokenRow): ConformanceCase {
  return {
    id,
    peers: both,
    description: `A compressed text message that ends within a block: ${what}.`,
    expectation:
      "The peer fails the connection, best with 1007. That it delivers what it could inflate is noted.",
    section,
    fix: "Check at the end of a message that the inflater stands between two blocks, and close with 1007 where it does not.",
    opening: deflateOpening(),
    close: "any",
    run: whereAgreed(async (driver) => {
      driver.send({ opcode: Opcode.text, rsv: 4, payload });
      const event = await driver.nextEventWithin(1);
      if (event?.kind === "message") {
        const reason = `The peer took it for a message of ${event.payload.length} bytes.`;
        driver.conclude("INFORMATIONAL", reason);
      }
      await judgeFailure(driver, { codes: dataCodes, otherCodesAllowed: true, waits: 0 });
    }),
  };
}

function tooFar(id: string, { windowBits, distance }: FarRow): ConformanceCase {
  const history = Buffer.from(Array.from({ length: distance }, (_, at) => 97 + ((at * at + at) % 23)));
  const windowBytes = 1 << windowBits;
  return {
    id,
    peers: both,
    description: `A reference ${distance} bytes back, where wsrig has bound itself to a window of ${windowBytes} (${windowBits} bits).`,
    expectation:
      "The peer fails the connection, best with 1007. Inflaters with a larger window take it, which is noted: only the sender is bound.",
    section: "RFC 7692 §7.1.2",
    fix: "Inflate with the agreed window, so that data which refer further back are refused.",
    opening: deflateOpening({
      offered: `client_max_window_bits=${windowBits}`,
      answered: `server_max_window_bits=${windowBits}`,
    }),
    close: "any",
    run: whereAgreed(async (driver) => {
      const payload = new DeflateWriter()
        .stored(history)
        .fixed([{ length: 10, distance }])
        .message();
      driver.send({ opcode: Opcode.text, rsv: 4, payload });
      const bits = sentWindowBits(driver);
      const agreed = bits <= windowBits ? "" : ` The peer left the window at ${bits} bits.`;
      await judgeLeniency(driver, {
        codes: dataCodes,
        otherCodesAllowed: true,
        expected: [text(Buffer.concat([history, history.subarray(0, 10)]))],
        taken: `The peer takes a reference over ${distance} bytes.${agreed}`,
      });
    }),
  };
}

function bomb(id: string, how: string, fragmentBytes?: number): ConformanceCase {
  return {
    id,
    peers: both,
    description: `A compressed binary message of about 130 KiB that inflates to ${bombMebibytes} MiB of zeros, ${how}.`,
    expectation:
      "The peer stops inflating at its limit and fails the connection with 1009 (or 1002, 1007, 1008, or drops TCP). A peer without a limit is noted.",
    section: "RFC 6455 §10.4",
    fix: "Count the bytes that come out of the inflater, stop at the limit, and close with 1009: a message's size on the wire says nothing.",
    isHostile: true,
    runsAlone: true,
    limitMs: 120_000,
    opening: deflateOpening({ makeInflate: () => () => new Uint8Array(0) }),
    close: "any",
    run: whereAgreed(async (driver) => {
      const taken: Conclusion = {
        behavior: "INFORMATIONAL",
        reason: `The peer inflated ${bombMebibytes} MiB out of 130 KiB and sent them back.`,
      };
      driver.overflow = taken;
      sendBomb(driver, fragmentBytes);
      const event = await driver.nextEventWithin(60);
      const seen = event?.kind === "message" ? taken : judgeBomb(driver);
      conclude(driver, await unlessHurt(driver, seen));
      driver.close(1000);
    }),
  };
}

function sendBomb(driver: Driver, fragmentBytes: number | undefined): void {
  const payload = bombBytes();
  const step = fragmentBytes ?? payload.length;
  for (let at = 0; at < payload.length; at += step) {
    const fin = at + step >= payload.length;
    const piece = payload.subarray(at, at + step);
    driver.send({
      opcode: at === 0 ? Opcode.binary : Opcode.continuation,
      rsv: at === 0 ? 4 : 0,
      fin,
      payload: piece,
    });
  }
}

function judgeBomb(driver: Driver): Conclusion {
  const codes = [1009, 1002, 1007, 1008];
  return (
    failureSeen(driver, { codes, otherCodesAllowed: true }) ?? {
      behavior: "FAILED",
      reason: "The peer neither sent the message back nor failed the connection.",
    }
  );
}

/** One mebibyte after the other, each flushed, so that no more than one is ever in memory here. */
function bombBytes(): Uint8Array {
  const flushed = deflateRawSync(Buffer.alloc(mebibyte), { level: 9, finishFlush: constants.Z_SYNC_FLUSH });
  const all = Buffer.concat(Array.from({ length: bombMebibytes }, () => flushed));
  return all.subarray(0, all.length - 4);
}

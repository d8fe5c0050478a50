// Group 7: the closing handshake that the driver begins: what comes after it, what a close frame may carry, its codes.

import { encodeClosePayload, maxCloseReasonBytes } from "../../protocol/close-payload.js";
import type { ConformanceCase } from "../case.js";
import { text } from "../case-event.js";
import { type CloseExpectation, normalClose } from "../close-expectation.js";
import type { Driver } from "../driver/driver.js";
import { closeFrame, continuationFrame, pingFrame, textFrame, unfinished } from "./frames.js";
import { greekWord } from "./utf8-sequences.js";

/** The longest message that 7.1.6 makes a peer busy with: 256 KiB. */
export const longMessage: Uint8Array = Buffer.alloc(262_144, "BAsd7&jh23");
/** No UTF-8: a surrogate (ed a0 80) inside. */
export const invalidReason: Uint8Array = Buffer.concat([
  greekWord,
  Uint8Array.of(0xed, 0xa0, 0x80),
  Buffer.from("edited"),
]);
/** Codes of 7.9: no endpoint may send them. */
export const invalidCodes: readonly number[] = [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999];
const validCodes: readonly number[] = [
  1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999,
];
/** Codes of 7.13: beyond the ranges that the RFC speaks of. */
export const codesBeyond: readonly number[] = [5000, 65_535];

/** The short message of group 7. */
export const hello = "Hello World!";
const answered: CloseExpectation = { ...normalClose, wrongCodeIsFatal: true };
const nothingMore = "The peer answers the close frame and sends nothing else.";

/** 7.1.1 to 7.13.2. */
export const group7: readonly ConformanceCase[] = [
  closeCase({
    id: "7.1.1",
    description: "A text message, and close 1000 when it has come back.",
    expectation: "The message comes back, then the peer answers the close frame.",
    section: "RFC 6455 §5.5.1",
    fix: "Answer a close frame with a close frame of the same code, then close TCP (a server at once).",
    outcomes: { ok: [text(hello)] },
    // The echo makes the list of events complete, and the driver closes.
    send: (driver) => driver.send(textFrame(hello)),
  }),
  afterClose("7.1.2", "a second close frame, an empty one", (driver) => {
    driver.close(1000);
    driver.send(closeFrame());
  }),
  afterClose("7.1.3", "a ping", (driver) => {
    driver.close(1000);
    driver.send(pingFrame());
  }),
  afterClose("7.1.4", "a text message", (driver) => {
    driver.close(1000);
    driver.send(textFrame(hello));
  }),
  closeCase({
    id: "7.1.5",
    description: "The first fragment of a text message, close 1000, the last fragment.",
    expectation: nothingMore,
    section: "RFC 6455 §5.5.1",
    fix: "Handle a close frame between fragments at once: give the unfinished message up, and read no data frame after a close.",
    send(driver) {
      driver.send(textFrame("fragment1", unfinished));
      driver.close(1000);
      driver.send(continuationFrame("fragment2"));
    },
  }),
  closeCase({
    id: "7.1.6",
    description: "A text message of 256 KiB, a short one, close 1000 and a ping in one burst.",
    expectation: "Whatever the peer does is allowed: it may close before its echoes are out.",
    section: "RFC 6455 §5.5.1",
    fix: "Nothing is wrong here; R.7.1.6 judges the close.",
    outcomes: undefined,
    close: "informational",
    send: sendBusyClose,
  }),
  carrying("7.3.1", "An empty close frame.", new Uint8Array(0)),
  carryingTooMuch("7.3.2", "A close frame of 1 byte, too short for a code.", Buffer.from("a")),
  carrying("7.3.3", "A close frame with code 1000.", encodeClosePayload(1000)),
  carrying("7.3.4", "A close frame with code 1000 and a reason.", encodeClosePayload(1000, hello)),
  carrying(
    "7.3.5",
    "A close frame of 125 bytes, the most that a control frame may carry.",
    encodeClosePayload(1000, "*".repeat(maxCloseReasonBytes)),
  ),
  carryingTooMuch(
    "7.3.6",
    "A close frame of 126 bytes, one more than a control frame may carry.",
    tooLongClose(),
  ),
  closeCase({
    id: "7.5.1",
    description: "A close frame with code 1000 and a reason that is no UTF-8.",
    expectation: "The peer answers with 1007 or 1002.",
    section: "RFC 6455 §8.1",
    fix: "Validate the reason of a close frame as UTF-8 and answer with 1007 when it is none.",
    close: refused(1002, 1007),
    send: (driver) => driver.closeWith(invalidReasonClose()),
  }),
  ...validCodes.map((code, index) =>
    closeCase({
      id: `7.7.${index + 1}`,
      description: `A close frame with code ${code}, which an endpoint may send.`,
      expectation: `The peer answers with ${code === 1000 ? "1000" : `${code} or 1000`}.`,
      section: "RFC 6455 §7.4",
      fix: "Accept codes 1000 to 1003, 1007 to 1014 and 3000 to 4999 in a close frame, and answer with the code received.",
      close: { ...answered, codes: code === 1000 ? [1000] : [1000, code] },
      send: (driver) => driver.close(code),
    }),
  ),
  ...invalidCodes.map((code, index) =>
    closeCase({
      id: `7.9.${index + 1}`,
      description: `A close frame with code ${code}, which no endpoint may send.`,
      expectation: "The peer answers with 1002.",
      section: "RFC 6455 §7.4",
      fix: `Answer a close frame whose code is below 1000, 1004 to 1006, or 1015 to 2999 with 1002; never echo such a code.`,
      close: refused(1002),
      send: (driver) => driver.close(code),
    }),
  ),
  ...codesBeyond.map((code, index) =>
    closeCase({
      id: `7.13.${index + 1}`,
      description: `A close frame with code ${code}, of which the RFC says nothing.`,
      expectation: "Whatever the peer does is allowed.",
      section: "RFC 6455 §7.4.2",
      fix: `Nothing is wrong here; R.7.13.${index + 1} asks for any end at all.`,
      outcomes: undefined,
      close: "informational",
      send: (driver) => driver.close(code),
    }),
  ),
];

/** What 7.1.6 sends: the peer is busy with the first message when the close frame comes. */
export function sendBusyClose(driver: Driver): void {
  driver.send(textFrame(longMessage), textFrame(hello));
  driver.close(1000);
  driver.send(pingFrame());
}

/** The payload of 7.3.6: code 1000 and 124 bytes. */
export function tooLongClose(): Uint8Array {
  return Buffer.concat([encodeClosePayload(1000), Buffer.alloc(124, "*")]);
}

/** The payload of 7.5.1. */
export function invalidReasonClose(): Uint8Array {
  return Buffer.concat([encodeClosePayload(1000), invalidReason]);
}

/** What a row says; the events must be none and the close normal where it does not. */
type CloseRow = Omit<ConformanceCase, "peers" | "run" | "close"> & {
  readonly close?: ConformanceCase["close"];
  readonly send: (driver: Driver) => void;
};

function closeCase({ send, ...row }: CloseRow): ConformanceCase {
  return {
    outcomes: { ok: [] },
    close: answered,
    ...row,
    peers: ["server", "client"],
    run(driver) {
      send(driver);
      driver.killAfter(1);
    },
  };
}

/** The driver closes, and a code in the answer must be one of `codes`. */
function refused(...codes: readonly number[]): CloseExpectation {
  return { closedByDriver: true, codes, requireClean: false, wrongCodeIsFatal: true };
}

function afterClose(id: string, what: string, send: (driver: Driver) => void): ConformanceCase {
  return closeCase({
    id,
    description: `Close 1000, then ${what}.`,
    expectation: nothingMore,
    section: "RFC 6455 §5.5.1",
    fix: "Read nothing after a close frame: no pong, no echo and no second answer is due any more.",
    send,
  });
}

function carrying(id: string, description: string, payload: Uint8Array): ConformanceCase {
  return closeCase({
    id,
    description,
    expectation: "The peer answers with 1000 or without a code.",
    section: "RFC 6455 §5.5.1",
    fix: "Answer a close frame with the code it carries, or without one; its reason is up to 123 bytes of UTF-8.",
    send: (driver) => driver.closeWith(payload),
  });
}

function carryingTooMuch(id: string, description: string, payload: Uint8Array): ConformanceCase {
  return closeCase({
    id,
    description,
    expectation: "The peer answers with 1002.",
    section: payload.length < 2 ? "RFC 6455 §5.5.1" : "RFC 6455 §5.5",
    fix:
      payload.length < 2
        ? "Answer a close frame of 1 byte with 1002: its payload is empty or begins with a code of 2 bytes."
        : "Check the length of a close frame as that of every control frame, and fail with 1002 above 125 bytes.",
    close: refused(1002),
    send: (driver) => driver.closeWith(payload),
  });
}

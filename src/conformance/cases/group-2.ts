// Group 2: pings are answered with their payload, in order; pongs that nobody asked for are ignored.

import type { RawFrame } from "../../protocol/raw-frame.js";
import type { ConformanceCase } from "../case.js";
import { pong } from "../case-event.js";
import { normalClose, protocolError } from "../close-expectation.js";
import { frameCase, type Writing } from "./frame-case.js";
import { pingFrame, pongFrame } from "./frames.js";

const binaryPayload = Uint8Array.of(0x00, 0xff, 0xfe, 0xfd, 0xfc, 0xfb, 0x00, 0xff);
const longestPayload = Buffer.alloc(125, 0xfe);
const tenPayloads = Array.from({ length: 10 }, (_, index) => `payload-${index}`);

/** 2.1 to 2.11. */
export const group2: readonly ConformanceCase[] = [
  pingCase("2.1", "An empty ping.", { payloads: [""] }),
  pingCase("2.2", "A ping that carries a text.", { payloads: ["Hello, world!"] }),
  pingCase("2.3", "A ping that carries 8 bytes that are no text.", { payloads: [binaryPayload] }),
  pingCase("2.4", "A ping of 125 bytes, the most that a control frame may carry.", {
    payloads: [longestPayload],
  }),
  frameCase({
    id: "2.5",
    description: "A ping of 126 bytes, one more than a control frame may carry.",
    expectation: "The peer fails the connection with 1002 and sends no pong.",
    section: "RFC 6455 §5.5",
    fix: "Fail the connection with 1002 as soon as the header of a control frame announces more than 125 bytes.",
    outcomes: { ok: [] },
    close: protocolError,
    frames: [pingFrame(Buffer.alloc(126, 0xfe))],
    ends: { killAfter: 1 },
  }),
  pingCase("2.6", "A ping of 125 bytes, byte by byte.", {
    payloads: [longestPayload],
    writing: "chop 1",
    closeAfter: 2,
  }),
  unsolicitedPong("2.7", "An empty pong that nobody asked for, then close 1000.", ""),
  unsolicitedPong(
    "2.8",
    "A pong with payload that nobody asked for, then close 1000.",
    "unsolicited pong payload",
  ),
  frameCase({
    id: "2.9",
    description: "A pong that nobody asked for, then a ping with another payload.",
    expectation: "One pong comes back, with the payload of the ping.",
    section: "RFC 6455 §5.5.3",
    fix: "Ignore a pong that answers no ping, and answer the ping after it with the ping's own payload.",
    outcomes: { ok: [pong("ping payload")] },
    close: normalClose,
    frames: [pongFrame("unsolicited pong payload"), pingFrame("ping payload")],
    ends: { closeAfter: 1 },
  }),
  pingCase("2.10", "Ten pings with different payloads back to back.", {
    payloads: tenPayloads,
    closeAfter: 3,
  }),
  pingCase("2.11", "Ten pings with different payloads, byte by byte.", {
    payloads: tenPayloads,
    writing: "chop 1",
    closeAfter: 3,
  }),
];

interface Pings {
  readonly payloads: readonly (string | Uint8Array)[];
  readonly writing?: Writing;
  /** Default 1. */
  readonly closeAfter?: number;
}

function pingCase(id: string, description: string, pings: Pings): ConformanceCase {
  const { payloads, writing, closeAfter = 1 } = pings;
  const frames: readonly RawFrame[] = payloads.map((payload) => pingFrame(payload));
  return frameCase({
    id,
    description,
    expectation:
      payloads.length === 1
        ? "A pong with the same payload comes back."
        : "Ten pongs with the same payloads come back in order.",
    section: "RFC 6455 §5.5.2",
    fix:
      payloads.length === 1
        ? "Answer a ping with a pong that carries the very bytes of the ping, however they arrive."
        : "Answer every ping of a burst, in order. §5.5.3 allows to answer the latest only, but peers that count pongs then hang.",
    outcomes: { ok: payloads.map((payload) => pong(payload)) },
    close: normalClose,
    frames,
    writing,
    ends: { closeAfter },
  });
}

function unsolicitedPong(id: string, description: string, payload: string): ConformanceCase {
  return {
    id,
    peers: ["server", "client"],
    description,
    expectation: "Nothing comes back but the answer to the close frame.",
    section: "RFC 6455 §5.5.3",
    fix: "Ignore a pong that answers no ping: neither answer it nor fail the connection.",
    outcomes: { ok: [] },
    close: normalClose,
    run(driver) {
      driver.send(pongFrame(payload));
      driver.close(1000);
      driver.closeAfter(1);
    },
  };
}

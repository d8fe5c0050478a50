// Group 5: fragmented messages, control frames among the fragments, and fragments out of order.

import type { RawFrame } from "../../protocol/raw-frame.js";
import type { ConformanceCase } from "../case.js";
import { pong, text } from "../case-event.js";
import { normalClose, protocolError } from "../close-expectation.js";
import { frameCase, sentNothingBack, type Writing, writeOptions, writingWords } from "./frame-case.js";
import { continuationFrame, type FrameBits, pingFrame, pongFrame, textFrame, unfinished } from "./frames.js";

const threeWays: readonly Writing[] = ["burst", "sync", "chop 1"];
const joined = "fragment1fragment2";

/** 5.1 to 5.20. */
export const group5: readonly ConformanceCase[] = [
  fragmentedControl("5.1", "ping", pingFrame("fragment1", unfinished)),
  fragmentedControl("5.2", "pong", pongFrame("fragment1", unfinished)),
  ...threeWays.map((writing, index) => twoFragments(`5.${3 + index}`, writing)),
  ...threeWays.map((writing, index) => pingAmongFragments(`5.${6 + index}`, writing)),
  ...threeWays.map((writing, index) => strayContinuation(`5.${9 + index}`, writing, {})),
  ...threeWays.map((writing, index) => strayContinuation(`5.${12 + index}`, writing, unfinished)),
  outOfOrder("5.15", {
    description:
      "A message in two fragments, a continuation frame without FIN that continues nothing, a text message: back to back.",
    frames: [
      textFrame("fragment1", unfinished),
      continuationFrame("fragment2"),
      continuationFrame("fragment3", unfinished),
      textFrame("fragment4"),
    ],
    firstMessage: joined,
  }),
  outOfOrder("5.16", {
    description:
      "Twice: a continuation frame without FIN that continues nothing, a message in two fragments.",
    frames: twice(
      continuationFrame("fragment1", unfinished),
      textFrame("fragment2", unfinished),
      continuationFrame("fragment3"),
    ),
  }),
  outOfOrder("5.17", {
    description: "Twice: a continuation frame with FIN that continues nothing, a message in two fragments.",
    frames: twice(
      continuationFrame("fragment1"),
      textFrame("fragment2", unfinished),
      continuationFrame("fragment3"),
    ),
  }),
  frameCase({
    id: "5.18",
    description: "The first fragment of a text message, then a second text frame with FIN.",
    expectation: "The peer fails the connection with 1002.",
    section: "RFC 6455 §5.4",
    fix: "Fail the connection with 1002 for a text or binary frame that comes before the message under way has had its FIN.",
    outcomes: { ok: [] },
    close: protocolError,
    frames: [textFrame("fragment1", unfinished), textFrame("fragment2")],
    ends: { killAfter: 1 },
  }),
  pingsAndPause("5.19", "burst"),
  pingsAndPause("5.20", "sync"),
];

function fragmentedControl(id: string, kind: "ping" | "pong", first: RawFrame): ConformanceCase {
  return frameCase({
    id,
    description: `A ${kind} without FIN and a continuation frame with it.`,
    expectation: "The peer fails the connection with 1002.",
    section: "RFC 6455 §5.5",
    fix: `Fail the connection with 1002 for a ${kind} whose FIN is 0: control frames are never fragmented.`,
    outcomes: { ok: [] },
    close: protocolError,
    frames: [first, continuationFrame("fragment2")],
    ends: { killAfter: 1 },
  });
}

function twoFragments(id: string, writing: Writing): ConformanceCase {
  return frameCase({
    id,
    description: `A text message in two fragments, ${writingWords[writing]}.`,
    expectation: "The joined message comes back.",
    section: "RFC 6455 §5.4",
    fix: "Join the payloads of a text frame and its continuation frames to one message, complete with the frame that has FIN.",
    outcomes: { ok: [text(joined)] },
    close: normalClose,
    frames: [textFrame("fragment1", unfinished), continuationFrame("fragment2")],
    writing,
    ends: { closeAfter: 1 },
  });
}

function pingAmongFragments(id: string, writing: Writing): ConformanceCase {
  return frameCase({
    id,
    description: `A text message in two fragments with a ping between them, ${writingWords[writing]}.`,
    expectation: "The pong comes back, then the joined message.",
    section: "RFC 6455 §5.4",
    fix: "Handle a control frame between fragments at once, and keep the message under way as it is.",
    outcomes: { ok: [pong("ping payload"), text(joined)] },
    close: normalClose,
    frames: [textFrame("fragment1", unfinished), pingFrame("ping payload"), continuationFrame("fragment2")],
    writing,
    ends: { closeAfter: 1 },
  });
}

function strayContinuation(id: string, writing: Writing, bits: FrameBits): ConformanceCase {
  const fin = bits.fin === false ? "without" : "with";
  return frameCase({
    id,
    description: `A continuation frame ${fin} FIN that continues nothing, then a text message: ${writingWords[writing]}.`,
    expectation: "The peer fails the connection with 1002; the text message does not come back.",
    section: "RFC 6455 §5.4",
    fix: "Fail the connection with 1002 for a continuation frame when no message is under way.",
    outcomes: { ok: [] },
    close: protocolError,
    frames: [continuationFrame("non-continuation payload", bits), textFrame("Hello, world!")],
    writing,
    ends: { killAfter: 1 },
  });
}

function outOfOrder(
  id: string,
  row: {
    readonly description: string;
    readonly frames: readonly RawFrame[];
    /** A message that is complete before the first wrong frame. */
    readonly firstMessage?: string;
  },
): ConformanceCase {
  const { description, frames, firstMessage } = row;
  return frameCase({
    id,
    description,
    expectation:
      firstMessage === undefined
        ? "The peer fails the connection with 1002."
        : "The first message comes back, then the peer fails the connection with 1002.",
    section: "RFC 6455 §5.4",
    fix: "Fail the connection with 1002 for a continuation frame when no message is under way: that FIN ended the one before must be remembered.",
    outcomes:
      firstMessage === undefined
        ? { ok: [] }
        : { ok: [text(firstMessage)], nonStrict: [[]], nonStrictReason: sentNothingBack },
    close: protocolError,
    frames,
    ends: { killAfter: 1 },
  });
}

function twice(...frames: readonly RawFrame[]): readonly RawFrame[] {
  return [...frames, ...frames];
}

function pingsAndPause(id: string, writing: Writing): ConformanceCase {
  return {
    id,
    peers: ["server", "client"],
    description: `A text message in five fragments with a ping after the second and the fourth, ${writingWords[writing]}; a pause of one wait after the first ping.`,
    expectation: "Two pongs come back in order, the first in the pause, then the joined message.",
    section: "RFC 6455 §5.4",
    fix: "Answer a ping between fragments when it arrives, and keep the message under way until its FIN comes.",
    outcomes: {
      ok: [pong("pongme 1!"), pong("pongme 2!"), text("fragment1fragment2fragment3fragment4fragment5")],
    },
    close: normalClose,
    async run(driver) {
      driver.sendAs(
        writeOptions[writing],
        textFrame("fragment1", unfinished),
        continuationFrame("fragment2", unfinished),
        pingFrame("pongme 1!"),
      );
      await driver.wait(1);
      driver.sendAs(
        writeOptions[writing],
        continuationFrame("fragment3", unfinished),
        continuationFrame("fragment4", unfinished),
        pingFrame("pongme 2!"),
        continuationFrame("fragment5"),
      );
      driver.closeAfter(1);
    },
  };
}

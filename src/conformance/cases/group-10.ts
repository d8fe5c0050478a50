// Group 10: a long message in many fragments of the size of a network packet.

import type { ConformanceCase } from "../case.js";
import { text } from "../case-event.js";
import { normalClose } from "../close-expectation.js";
import { fragmentFrames } from "../driver/fragment-frames.js";
import { frameCase } from "./frame-case.js";

const message = Buffer.alloc(65_536, "*");

/** 10.1.1. */
export const group10: readonly ConformanceCase[] = [
  frameCase({
    id: "10.1.1",
    description: "A text message of 65,536 bytes in 51 fragments: 50 of 1,300 bytes and one of 536.",
    expectation: "The joined message comes back.",
    section: "RFC 6455 §5.4",
    fix: "Join any number of continuation frames to one message; only the first frame says its type.",
    outcomes: { ok: [text(message)] },
    close: normalClose,
    frames: fragmentFrames("text", message, 1_300),
    ends: { killAfter: 10 },
  }),
];

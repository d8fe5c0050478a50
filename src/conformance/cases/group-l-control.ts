// L.3: control frames without end: RFC 6455 §5.5.2 and §5.5.3.

import { Opcode } from "../../protocol/opcodes.js";
import type { RawFrame } from "../../protocol/raw-frame.js";
import type { ConformanceCase } from "../case.js";
import type { Driver, NextEvent } from "../driver/driver.js";
import type { Conclusion } from "../driver/facts.js";
import { flood, frameBlock } from "./flood.js";
import { conclude, failureSeen, goneWithin, unlessHurt } from "./judgements.js";

const floodFrames = 20_000;
const framesPerBlock = 1_000;
/** Pings in a flood are answered at leisure. */
const patienceWaits = 20;

const hostile = { isHostile: true, runsAlone: true, limitMs: 60_000, close: "any" } as const;

/** Floods of control frames. */
export const groupLControl: readonly ConformanceCase[] = [
  {
    id: "L.3.1",
    peers: ["server", "client"],
    description: "20,000 pings of 125 bytes, each with a number, as fast as the peer reads.",
    expectation: "The last ping is answered; of the others any, in order: one pong may answer several pings.",
    section: "RFC 6455 §5.5.3",
    fix: "Answer pings from the newest on when there are more than you can send pongs for, and keep serving.",
    ...hostile,
    async run(driver) {
      await flood(driver, {
        blocks: floodFrames / framesPerBlock,
        blockAt: (index) => pings(driver, index),
        waits: 30,
      });
      await judgePongs(driver);
    },
  },
  {
    id: "L.3.2",
    peers: ["server", "client"],
    description:
      "20,000 pings of 125 bytes from wsrig, which reads none of the pongs for one wait, and then reads on.",
    expectation:
      "The last ping is answered once wsrig reads, of the others any in order; or the peer has failed the connection with 1008.",
    section: "RFC 6455 §5.5.3",
    fix: "Queue no pong for each ping of a peer that does not read: keep the newest, stop reading, or close with 1008.",
    ...hostile,
    async run(driver) {
      driver.pauseReading();
      for (let index = 0; index < floodFrames / framesPerBlock; index++)
        driver.sendBytes(pings(driver, index));
      await goneWithin(driver, 1);
      driver.resumeReading();
      await judgePongs(driver);
    },
  },
  {
    id: "L.3.3",
    peers: ["server", "client"],
    description: "20,000 pongs that nobody asked for, and a ping.",
    expectation: "The ping is answered, and nothing else is sent.",
    section: "RFC 6455 §5.5.3",
    fix: "Ignore a pong that answers no ping of yours.",
    ...hostile,
    async run(driver) {
      const pong = { opcode: Opcode.pong, payload: Buffer.from("unsolicited") };
      const block = frameBlock(
        driver,
        Array.from({ length: framesPerBlock }, () => pong),
      );
      await flood(driver, { blocks: floodFrames / framesPerBlock, blockAt: () => block, waits: 30 });
      driver.send({ opcode: Opcode.ping, payload: numbered(floodFrames - 1) });
      await judgePongs(driver);
    },
  },
  {
    id: "L.3.4",
    peers: ["server", "client"],
    description: "A text message of 11 fragments with 2,000 numbered pings between each two.",
    expectation: "The message comes back whole; the last ping is answered, of the others any, in order.",
    section: "RFC 6455 §5.4",
    fix: "Answer control frames between the fragments of a message, however many they are, and keep the message.",
    ...hostile,
    async run(driver) {
      driver.send({ opcode: Opcode.text, fin: false, payload: Buffer.from("0 ") });
      for (let index = 0; index < floodFrames / framesPerBlock; index++) {
        driver.sendBytes(pings(driver, index));
        if (index % 2 === 0) continue;
        const isLast = index === floodFrames / framesPerBlock - 1;
        const payload = Buffer.from(`${(index + 1) / 2} `);
        driver.send({ opcode: Opcode.continuation, fin: isLast, payload });
      }
      await judgePongs(driver, "0 1 2 3 4 5 6 7 8 9 10 ");
    },
  },
];

/** Reads until the last pong, and the echo where there is one, are there. */
async function judgePongs(driver: Driver, echo?: string): Promise<void> {
  const seen = { last: -1, echoed: echo === undefined };
  for (;;) {
    const event = await driver.nextEventWithin(patienceWaits);
    const problem = judgeEvent(driver, { event, seen, echo });
    if (problem !== undefined) {
      conclude(driver, await unlessHurt(driver, problem));
      break;
    }
    if (seen.last === floodFrames - 1 && seen.echoed) {
      conclude(driver, await unlessHurt(driver, { behavior: "OK", reason: "The last ping was answered." }));
      break;
    }
  }
  driver.close(1000);
}

/** Takes one event in; gives what ends the case. */
function judgeEvent(
  driver: Driver,
  {
    event,
    seen,
    echo,
  }: {
    readonly event: NextEvent | undefined;
    readonly seen: { last: number; echoed: boolean };
    readonly echo: string | undefined;
  },
): Conclusion | undefined {
  if (event === undefined) return { behavior: "FAILED", reason: "The last ping was not answered." };
  if (event.kind === "over") {
    return (
      failureSeen(driver, { codes: [1008], otherCodesAllowed: true }) ?? {
        behavior: "OK",
        reason: "The peer dropped TCP.",
      }
    );
  }
  if (event.kind === "message" && echo !== undefined && !seen.echoed) {
    seen.echoed = true;
    const isEcho = event.type === "text" && Buffer.from(event.payload).toString() === echo;
    return isEcho
      ? undefined
      : { behavior: "FAILED", reason: "The message did not come back as it was sent." };
  }
  if (event.kind !== "pong") return { behavior: "FAILED", reason: "A message came that was not asked for." };
  const number = numberOf(event.payload);
  if (number === undefined || number <= seen.last) {
    return {
      behavior: "FAILED",
      reason: "A pong answers no ping, or one that was answered before or passed over.",
    };
  }
  seen.last = number;
  return undefined;
}

/** The block at `index` of the flood. */
function pings(driver: Driver, index: number): Uint8Array {
  const frames: RawFrame[] = Array.from({ length: framesPerBlock }, (_, at) => ({
    opcode: Opcode.ping,
    payload: numbered(index * framesPerBlock + at),
  }));
  return frameBlock(driver, frames);
}

function numbered(number: number): Uint8Array {
  const payload = Buffer.alloc(125, ".");
  payload.write(`${number}`);
  return payload;
}

function numberOf(payload: Uint8Array): number | undefined {
  const text = Buffer.from(payload).toString("latin1");
  const digits = /^(\d+)\.*$/.exec(text)?.[1];
  return digits !== undefined && text.length === 125 ? Number(digits) : undefined;
}

// L.4: very many small messages, and a reader that does not read.

import { type MessageKind, Opcode } from "../../protocol/opcodes.js";
import type { ConformanceCase } from "../case.js";
import { normalClose } from "../close-expectation.js";
import type { Driver } from "../driver/driver.js";
import type { Conclusion } from "../driver/facts.js";
import { frameBlock } from "./flood.js";
import { conclude, goneWithin } from "./judgements.js";

const messages = 10_000;
const largeMessages = 64;
const largeBytes = 256 * 1024;

/** Paces. */
export const groupLPace: readonly ConformanceCase[] = [
  manyMessages("L.4.1", "text", "1-byte text messages", (index) => Buffer.from(`${index % 10}`)),
  manyMessages("L.4.2", "binary", "empty binary messages", () => new Uint8Array(0)),
  slowReader("L.4.3"),
];

function manyMessages(
  id: string,
  type: MessageKind,
  what: string,
  payloadAt: (index: number) => Uint8Array,
): ConformanceCase {
  return {
    id,
    peers: ["server", "client"],
    description: `10,000 ${what} in one write.`,
    expectation: "All come back, in order.",
    section: "RFC 6455 §5.4",
    fix: "Read every frame that is in the bytes of one read, and answer in order.",
    isHostile: true,
    runsAlone: true,
    limitMs: 60_000,
    close: normalClose,
    async run(driver) {
      driver.killAfter(30);
      const indexes = Array.from({ length: messages }, (_, index) => index);
      driver.sendBytes(
        frameBlock(
          driver,
          indexes.map((index) => ({ opcode: Opcode[type], payload: payloadAt(index) })),
        ),
      );
      const came = await countEchoes(driver, { type, count: messages, payloadAt });
      conclude(driver, {
        behavior: came === messages ? "OK" : "FAILED",
        reason:
          came === messages
            ? "All messages came back in order."
            : `Only ${came} of 10,000 messages came back as they were sent.`,
      });
      driver.close(1000);
    },
  };
}

function slowReader(id: string): ConformanceCase {
  const payloadAt = (index: number): Uint8Array => Buffer.alloc(largeBytes, index);
  return {
    id,
    peers: ["server", "client"],
    description:
      "64 binary messages of 256 KiB from wsrig, which reads nothing for one wait, and then reads on.",
    expectation:
      "All come back in order once wsrig reads. A peer that closes such a connection (1008, 1009 or 1013) is careful. How much it holds meanwhile cannot be seen from outside.",
    section: "RFC 6455 §10.4",
    fix: "Stop reading from a peer that does not read what you send, and go on where you stopped when it does.",
    isHostile: true,
    runsAlone: true,
    limitMs: 60_000,
    close: "any",
    async run(driver) {
      driver.pauseReading();
      for (let index = 0; index < largeMessages; index++) driver.sendMessage("binary", payloadAt(index));
      await goneWithin(driver, 1);
      driver.resumeReading();
      driver.killAfter(30);
      const came = await countEchoes(driver, { type: "binary", count: largeMessages, payloadAt });
      conclude(driver, judgeSlowEchoes(driver, came));
      driver.close(1000);
    },
  };
}

function judgeSlowEchoes(driver: Driver, came: number): Conclusion {
  if (came === largeMessages) return { behavior: "OK", reason: "All messages came back in order." };
  const { isOver, remoteClose } = driver;
  const closedByPeer = (isOver || remoteClose !== undefined) && !driver.facts().closedByDriver;
  if (!closedByPeer) {
    return {
      behavior: "FAILED",
      reason: `Only ${came} of ${largeMessages} messages came back as they were sent.`,
    };
  }
  const code = remoteClose?.code;
  const how = code === undefined ? "dropped the connection" : `closed with ${code}`;
  return { behavior: "INFORMATIONAL", reason: `The peer ${how}, as wsrig did not read.` };
}

/** How many echoes came as they should, until one did not or the connection ended. */
async function countEchoes(
  driver: Driver,
  {
    type,
    count,
    payloadAt,
  }: {
    readonly type: MessageKind;
    readonly count: number;
    readonly payloadAt: (index: number) => Uint8Array;
  },
): Promise<number> {
  for (let index = 0; index < count; index++) {
    const event = await driver.nextEvent();
    const isEcho =
      event.kind === "message" &&
      event.type === type &&
      Buffer.compare(event.payload, payloadAt(index)) === 0;
    if (!isEcho) return index;
  }
  return count;
}

// L.1 and L.2: more bytes and more fragments than a peer should take for one message: RFC 6455 §10.4.

import { Opcode } from "../../protocol/opcodes.js";
import type { RawFrame } from "../../protocol/raw-frame.js";
import type { ConformanceCase } from "../case.js";
import type { Driver } from "../driver/driver.js";
import type { Conclusion } from "../driver/facts.js";
import { type FloodEnd, flood, frameBlock } from "./flood.js";
import { conclude, failureSeen, unlessHurt } from "./judgements.js";

const mebibyte = 1024 * 1024;
/** Above the default limits of the common libraries (1, 16, 32, 64 and 100 MiB). */
const messageBytes = 128 * mebibyte;
const blockBytes = 64 * 1024;
/** Above the limits on fragments that are known (16,384). */
const fragments = 131_072;
const fragmentsPerBlock = 1_024;

/** Messages without bounds. The last byte never comes, so that nobody has to send them back. */
export const groupLSizes: readonly ConformanceCase[] = [
  tooLong("L.1.1", {
    how: "in one frame, whose header announces it",
    start: ({ role }) => {
      const header: RawFrame = { opcode: Opcode.binary, announcedBytes: messageBytes };
      return frameBlock({ role }, [header]);
    },
    block: () => Buffer.alloc(blockBytes),
  }),
  tooLong("L.1.2", {
    how: "in fragments of 64 KiB, none of which is the last",
    start: (driver) => frameBlock(driver, [{ opcode: Opcode.text, fin: false }]),
    block: (driver) =>
      frameBlock(driver, [
        { opcode: Opcode.continuation, fin: false, payload: Buffer.alloc(blockBytes, "*") },
      ]),
  }),
  tooManyFragments("L.2.1", { fragmentBytes: 0 }),
  tooManyFragments("L.2.2", { fragmentBytes: 1 }),
];

function tooLong(
  id: string,
  {
    how,
    start,
    block,
  }: {
    readonly how: string;
    readonly start: (driver: Driver) => Uint8Array;
    readonly block: (driver: Driver) => Uint8Array;
  },
): ConformanceCase {
  return {
    id,
    peers: ["server", "client"],
    description: `A message of 128 MiB ${how}; it is streamed, and stops a little before its end.`,
    expectation:
      "The peer fails the connection with 1009 when the message grows over its limit. A peer without such a limit is only noted.",
    section: "RFC 6455 §10.4",
    fix: "Limit the bytes of a message, all fragments together, and close with 1009 when they, or a header that announces them, exceed it.",
    isHostile: true,
    runsAlone: true,
    limitMs: 120_000,
    close: "any",
    async run(driver) {
      driver.sendBytes(start(driver));
      const bytes = block(driver);
      const blocks = messageBytes / blockBytes - 1;
      const end = await flood(driver, { blocks, blockAt: () => bytes, waits: 60 });
      await driver.closeOrDrop(1);
      const rule = { codes: [1009], otherCodesAllowed: true };
      const seen = failureSeen(driver, rule) ?? unfailed(end, "The peer took 128 MiB of one message.");
      driver.drop();
      conclude(driver, await unlessHurt(driver, seen));
    },
  };
}

function tooManyFragments(id: string, { fragmentBytes }: { readonly fragmentBytes: 0 | 1 }): ConformanceCase {
  const what = fragmentBytes === 0 ? "empty fragments" : "fragments of 1 byte";
  return {
    id,
    peers: ["server", "client"],
    description: `A text message of ${fragments.toLocaleString("en")} ${what} and a last one "end".`,
    expectation:
      "The peer fails the connection with 1008 or 1009, or sends the message back: a limit is wise, but no rule asks for it.",
    section: "RFC 6455 §10.4",
    fix: "Limit the frames of a message as well as its bytes, and keep no object per fragment: a fragment costs its sender two bytes.",
    isHostile: true,
    runsAlone: true,
    limitMs: 120_000,
    close: "any",
    async run(driver) {
      const fragment = { opcode: Opcode.continuation, fin: false, payload: Buffer.alloc(fragmentBytes, "*") };
      const block = frameBlock(
        driver,
        Array.from({ length: fragmentsPerBlock }, () => fragment),
      );
      driver.send({ opcode: Opcode.text, fin: false });
      const blocks = fragments / fragmentsPerBlock;
      const end = await flood(driver, { blocks, blockAt: () => block, waits: 30 });
      driver.send({ opcode: Opcode.continuation, payload: Buffer.from("end") });
      const rule = { codes: [1008, 1009], otherCodesAllowed: true };
      const seen = end === "sent" ? await echoOrFailure(driver, fragmentBytes) : failureSeen(driver, rule);
      conclude(driver, await unlessHurt(driver, seen ?? unfailed(end, "")));
      driver.close(1000);
    },
  };
}

async function echoOrFailure(driver: Driver, fragmentBytes: number): Promise<Conclusion> {
  const event = await driver.nextEventWithin(30);
  const expected = Buffer.concat([Buffer.alloc(fragments * fragmentBytes, "*"), Buffer.from("end")]);
  if (event === undefined) return unfailed("stuck", "");
  if (event.kind === "over") {
    const rule = { codes: [1008, 1009], otherCodesAllowed: true };
    return failureSeen(driver, rule) ?? { behavior: "OK", reason: "The peer dropped TCP." };
  }
  const isEcho = event.kind === "message" && event.type === "text" && expected.equals(event.payload);
  return isEcho
    ? {
        behavior: "INFORMATIONAL",
        reason: `The peer takes ${fragments.toLocaleString("en")} fragments for one message.`,
      }
    : { behavior: "FAILED", reason: "The peer sent something else back than the message." };
}

function unfailed(end: FloodEnd, took: string): Conclusion {
  return end === "sent"
    ? { behavior: "INFORMATIONAL", reason: took }
    : { behavior: "FAILED", reason: "The peer neither reads on nor fails the connection." };
}

// C.5: how connections end below the close frames: RFC 6455 §7.1.1, §7.1.4 and §7.1.7.

import { encodeClosePayload } from "../../protocol/close-payload.js";
import { Opcode } from "../../protocol/opcodes.js";
import type { ConformanceCase } from "../case.js";
import { normalClose } from "../close-expectation.js";
import type { Driver } from "../driver/driver.js";
import type { Conclusion } from "../driver/facts.js";
import { conclude, failureSeen, goneWithin, unlessHurt } from "./judgements.js";

const both = ["server", "client"] as const;

interface EndRow {
  readonly what: string;
  readonly send: (driver: Driver) => void;
}

const endRows: readonly EndRow[] = [
  { what: "on an idle connection", send: () => {} },
  { what: "after the first byte of a header", send: (driver) => driver.sendBytes(Uint8Array.of(0x81)) },
  {
    what: "inside a frame, of which 3 of 100 bytes were sent",
    send: (driver) =>
      driver.send({ opcode: Opcode.binary, payload: Uint8Array.of(1, 2, 3), announcedBytes: 100 }),
  },
  {
    what: "between the fragments of a text message",
    send: (driver) => driver.send({ opcode: Opcode.text, fin: false, payload: Buffer.from("fragment") }),
  },
];

const resetRows: readonly EndRow[] = [
  { what: "on an idle connection", send: () => {} },
  {
    what: "between the fragments of a text message",
    send: (driver) => driver.send({ opcode: Opcode.text, fin: false, payload: Buffer.from("fragment") }),
  },
  {
    what: "while the echoes of 64 messages of 64 KiB are on their way",
    send(driver) {
      driver.pauseReading();
      for (let sent = 0; sent < 64; sent++) driver.sendMessage("binary", Buffer.alloc(65_536, sent));
    },
  },
  { what: "after a close frame, before its answer", send: (driver) => driver.send(closeFrame()) },
];

/** The end of TCP. */
export const groupCTcp: readonly ConformanceCase[] = [
  ...endRows.map((row, index) => halfClose(`C.5.${index + 1}`, row)),
  finAfterClose("C.5.5"),
  ...resetRows.map((row, index) => reset(`C.5.${index + 6}`, row)),
  lateDrop("C.5.10"),
  unansweredClose("C.5.11"),
];

function halfClose(id: string, { what, send }: EndRow): ConformanceCase {
  return {
    id,
    peers: both,
    description: `FIN: wsrig ends its side of TCP without a close frame, ${what}.`,
    expectation: "The peer ends its side too, within a wait: nothing can come any more.",
    section: "RFC 6455 §7.1.4",
    fix: "End TCP when the other side's FIN comes, whether or not a close frame came, a frame or a message being unfinished included.",
    close: "any",
    async run(driver) {
      driver.answersClose = false;
      send(driver);
      driver.endSending();
      if (await goneWithin(driver, 1)) {
        const took = driver.events.length > 0;
        driver.conclude(
          took ? "FAILED" : "OK",
          took ? "The peer answered what was never finished." : "The peer ended TCP too.",
        );
        return;
      }
      driver.conclude("FAILED", "The peer did not end its side of TCP within a wait.");
      driver.drop();
    },
  };
}

function finAfterClose(id: string): ConformanceCase {
  return {
    id,
    peers: both,
    description: "A close frame with code 1000, and FIN right behind it.",
    expectation: "The peer still answers the close frame: its own direction is open.",
    section: "RFC 6455 §5.5.1",
    fix: "Send the answer to a close frame before you end TCP, even when FIN came in the same read.",
    outcomes: { ok: [] },
    close: { ...normalClose, wrongCodeIsFatal: true },
    run(driver) {
      driver.close(1000);
      driver.endSending();
      driver.killAfter(2);
    },
  };
}

/** Only another connection can show what a reset did to a peer. */
function reset(id: string, { what, send }: EndRow): ConformanceCase {
  return {
    id,
    peers: ["server"],
    description: `RST: wsrig resets TCP ${what}.`,
    expectation: "The server takes the connection as lost, and answers others as before.",
    section: "RFC 6455 §7.1.7",
    fix: "Handle ECONNRESET and EPIPE of a socket, when reading and when writing; they must not end the process.",
    close: "any",
    async run(driver) {
      send(driver);
      // The echoes are under way by then, and the peer's writes fail in the middle.
      await goneWithin(driver, 0.1);
      driver.reset();
      conclude(
        driver,
        await unlessHurt(driver, { behavior: "OK", reason: "The server answers others as before." }),
      );
    },
  };
}

/** §7.1.1: "the client SHOULD wait for the server to close the connection". */
function lateDrop(id: string): ConformanceCase {
  return {
    id,
    peers: ["client"],
    description: "The server drops TCP only half a wait after the closing handshake.",
    expectation:
      "The client answers the close frame and waits for the server to drop TCP; it should not be the first.",
    section: "RFC 6455 §7.1.1",
    fix: "As a client leave the end of TCP to the server after the closing handshake, for some time at least: TIME_WAIT belongs to the server.",
    close: "any",
    async run(driver) {
      driver.answersClose = false;
      driver.send(closeFrame());
      await driver.closeOrDrop(1);
      const answered = driver.remoteClose !== undefined;
      const isGone = await goneWithin(driver, 0.5);
      conclude(driver, judgeLateDrop(answered, isGone));
      driver.drop();
    },
  };
}

function judgeLateDrop(answered: boolean, isGone: boolean): Conclusion {
  if (!answered) return { behavior: "FAILED", reason: "The client did not answer the close frame." };
  if (!isGone) return { behavior: "OK", reason: "The client left it to the server to drop TCP." };
  return { behavior: "INFORMATIONAL", reason: "The client dropped TCP before the server did." };
}

function unansweredClose(id: string): ConformanceCase {
  return {
    id,
    peers: both,
    description:
      "A frame with the reserved opcode 3; the peer's close frame is not answered, and a text message and a ping are sent instead.",
    expectation:
      "The peer fails the connection with 1002, does nothing with what comes then, and drops TCP by itself sooner or later.",
    section: "RFC 6455 §7.1.7",
    fix: "Process nothing after the connection has failed, and drop TCP after a time when no close frame comes back.",
    close: "any",
    async run(driver) {
      driver.answersClose = false;
      driver.send({ opcode: 3 });
      await driver.closeOrDrop(1);
      const failed = failureSeen(driver, { codes: [1002] });
      driver.sendMessage("text", "too late");
      driver.send({ opcode: Opcode.ping, payload: Buffer.from("too late") });
      const isGone = await goneWithin(driver, 3);
      conclude(driver, judgeUnanswered({ failed, isGone, wentOn: driver.events.length > 0 }));
      driver.drop();
    },
  };
}

function judgeUnanswered(seen: {
  readonly failed: Conclusion | undefined;
  readonly isGone: boolean;
  readonly wentOn: boolean;
}): Conclusion {
  const { failed, isGone, wentOn } = seen;
  if (failed === undefined) return { behavior: "FAILED", reason: "The peer did not fail the connection." };
  if (failed.behavior === "FAILED") return failed;
  if (wentOn) {
    return { behavior: "FAILED", reason: "The peer answered what came after it had failed the connection." };
  }
  if (isGone) return failed;
  return {
    behavior: "INFORMATIONAL",
    reason: "The peer waits for a close frame for more than 3 waits before it drops TCP.",
  };
}

function closeFrame(): { readonly opcode: number; readonly payload: Uint8Array } {
  return { opcode: Opcode.close, payload: encodeClosePayload(1000) };
}

// Answers a client's request with a changed answer, and judges whether it takes the connection as open.

import { acceptKeyFor } from "../../../protocol/accept-key.js";
import { Opcode } from "../../../protocol/opcodes.js";
import type { ConformanceCase } from "../../case.js";
import type { Driver } from "../../driver/driver.js";
import type { Conclusion } from "../../driver/facts.js";
import { answerOf } from "../../open-as-server.js";
import { clauseOf, joined } from "./clause-of.js";
import { changeHead, type HeadChange } from "./head-change.js";
import { frameBytes, type Leniency, proof, proveOpen } from "./prove-open.js";

/** What all cases on clients say. */
export interface ClientRow {
  readonly description: string;
  readonly section: string;
  readonly fix: string;
  readonly change?: HeadChange | undefined;
  /** Bytes before the head; one char is one byte. */
  readonly before?: string | undefined;
}

/** An answer that must make the client fail the connection. */
export interface WrongAnswerRow extends ClientRow {
  /** A client that takes the connection as open is judged so; without it that is FAILED. */
  readonly opening?: Leniency | undefined;
}

/** An answer that must open the connection. */
export interface RightAnswerRow extends ClientRow {
  readonly expectation?: string | undefined;
  /** A client that fails the connection is judged so; without it that is FAILED. */
  readonly failing?: Leniency | undefined;
  /** The first frame follows the head in the same write. */
  readonly isProofWithHead?: boolean | undefined;
  /** Writes of so many bytes. */
  readonly pieceBytes?: number | undefined;
}

/** A case whose answer the client must not take for an open connection. */
export function wrongAnswerCase(id: string, row: WrongAnswerRow): ConformanceCase {
  return {
    ...clientCase(id, row),
    description: `${row.description} A text message and a ping follow in the same write.`,
    expectation: "The client fails the connection: it drops TCP and takes no frame.",
    async run(driver) {
      const frames = frameBytes(driver, proof) + frameBytes(driver, "wsrig", Opcode.ping);
      driver.sendBytes((row.before ?? "") + changedAnswer(driver, row.change) + frames);
      driver.openFrames();
      const { behavior, reason } = judgeFailing(await whatCame(driver), row);
      driver.conclude(behavior, reason);
      driver.drop();
    },
  };
}

/** A case whose answer must open the connection, which must work. */
export function rightAnswerCase(id: string, row: RightAnswerRow): ConformanceCase {
  const { isProofWithHead = false, pieceBytes } = row;
  return {
    ...clientCase(id, row),
    expectation: row.expectation ?? "The connection is open: a message comes back and a close is answered.",
    async run(driver) {
      const frame = isProofWithHead ? frameBytes(driver, proof) : "";
      driver.sendBytes((row.before ?? "") + changedAnswer(driver, row.change) + frame, { pieceBytes });
      const special = clauseOf(row.description);
      await proveOpen(driver, { isProofSent: isProofWithHead, failing: row.failing, special });
    },
  };
}

/** What all cases on clients have in common; how the connection ends is judged by their scripts. */
export function clientCase(
  id: string,
  { description, section, fix }: ClientRow,
): Omit<ConformanceCase, "expectation" | "run"> {
  return { id, peers: ["client"], description, section, fix, opening: { kind: "own" }, close: "any" };
}

/** The right answer to the client's request with `change` made to it. */
export function changedAnswer(driver: Driver, change: HeadChange = {}): string {
  const key = driver.request?.headers.get("Sec-WebSocket-Key") ?? "";
  const accept = acceptKeyFor(key);
  return changeHead(answerOf(key), change, { key, accept, otherCaseAccept: inOtherCase(accept) });
}

function inOtherCase(text: string): string {
  return text.replace(/[a-z]+|[A-Z]+/g, (letters) =>
    letters === letters.toLowerCase() ? letters.toUpperCase() : letters.toLowerCase(),
  );
}

type Came = "message" | "pong" | "close" | "drop" | "nothing";

async function whatCame(driver: Driver): Promise<Came> {
  const event = await driver.nextEventWithin(1);
  if (event?.kind === "message" || event?.kind === "pong") return event.kind;
  if (driver.remoteClose !== undefined) return "close";
  return event === undefined ? "nothing" : "drop";
}

function judgeFailing(came: Came, { description, opening }: WrongAnswerRow): Conclusion {
  switch (came) {
    case "message":
    case "pong": {
      const special = joined(" although ", clauseOf(description));
      const answered = `The client took the connection as open (a ${came} came back)${special}`;
      return opening === undefined
        ? { behavior: "FAILED", reason: `${answered}.` }
        : { behavior: opening.behavior, reason: `${answered}; ${opening.why}.` };
    }
    case "close":
      return {
        behavior: "INFORMATIONAL",
        reason: "The client failed the connection with a close frame, though it was never open.",
      };
    case "drop":
      return { behavior: "OK", reason: "The client dropped TCP and took no frame." };
    case "nothing":
      return { behavior: "NON-STRICT", reason: "The client sent nothing more, but left TCP open." };
    default:
      return came satisfies never;
  }
}

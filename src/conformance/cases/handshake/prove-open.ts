// The proof that a connection is open, for both roles: a message comes back, and a close frame is answered.

import { encodeFrame } from "../../../protocol/frame-encoder.js";
import { Opcode, type Role } from "../../../protocol/opcodes.js";
import type { CaseEvent } from "../../case-event.js";
import { sameEvents, text } from "../../case-event.js";
import type { Driver } from "../../driver/driver.js";
import type { Behavior } from "../../verdict.js";
import { aside, joined } from "./clause-of.js";

/** The text that comes back over an open connection. */
export const proof = "Hello after the handshake";

/** How long a peer may take for an answer, in waits. */
export const patienceWaits = 5;

/** What a peer that does not do what is best is judged as, and why it may. */
export interface Leniency {
  readonly behavior: Extract<Behavior, "OK" | "NON-STRICT" | "INFORMATIONAL">;
  /** The end of a sentence: `..., as RFC 9110 lets it`. */
  readonly why: string;
}

/** A text frame for the same write as a head. Its mask key is any: nobody reads it but the peer. */
export function frameBytes(
  driver: Pick<Driver, "role">,
  payload: string,
  opcode: number = Opcode.text,
): string {
  const bytes = encodeFrame(
    { opcode, payload: Buffer.from(payload) },
    driver.role === "client" ? 0x37fa213d : false,
  );
  return Buffer.from(bytes).toString("latin1");
}

/** Options of {@link proveOpen}. */
export interface ProofOptions {
  /** Whether the frame of {@link proof} went with the head. */
  readonly isProofSent?: boolean | undefined;
  /** A peer that ends the connection instead is judged so; without it that is FAILED. */
  readonly failing?: Leniency | undefined;
  /** A peer that loses the frame that went with the head is judged so; without it that is FAILED. */
  readonly losing?: Leniency | undefined;
  /** What was special about the head that opened it, as a clause. */
  readonly special?: string | undefined;
}

/** Takes the connection as open and proves that it works: concludes, and ends it. */
export async function proveOpen(
  driver: Driver,
  { isProofSent = false, failing, losing, special }: ProofOptions = {},
): Promise<void> {
  driver.openFrames();
  if (!isProofSent) driver.sendMessage("text", proof);
  const event = await driver.nextEventWithin(patienceWaits);
  if (event?.kind === "over" && failing !== undefined) {
    const ended = `The ${peerOf(driver)} failed the connection${aside(special)}`;
    driver.conclude(failing.behavior, `${ended}; ${failing.why}.`);
    return;
  }
  if ((event === undefined || event.kind === "over") && losing !== undefined) {
    driver.conclude(losing.behavior, `The message that came with the head is lost; ${losing.why}.`);
    driver.drop();
    return;
  }
  if (event === undefined || event.kind === "over" || !sameEvents([event], [text(proof)])) {
    driver.conclude("FAILED", notOpen(event, driver, special));
    driver.drop();
    return;
  }
  driver.close(1000);
  if ((await driver.closeOrDrop(patienceWaits)) === "close") {
    driver.conclude("OK", "The connection was opened, sent a message back and was closed.");
  } else driver.conclude("FAILED", "The connection was opened, but the close frame was not answered.");
}

type Came = CaseEvent | { readonly kind: "over" } | undefined;

/** A client that ends after our answer did not take it; a server that ends has answered already. */
function notOpen(event: Came, driver: Driver, special: string | undefined): string {
  if (event?.kind !== "over" || peerOf(driver) === "server") {
    return `The handshake was done, but ${instead(event, driver)}${aside(special)}.`;
  }
  const code = driver.remoteClose?.code;
  const how = code === undefined ? "ended the connection" : `closed the connection with ${code}`;
  return `The client ${how} after the answer, which it should have taken${joined(": ", special)}.`;
}

function instead(event: Came, driver: Driver): string {
  if (event === undefined) return "the message did not come back";
  if (event.kind === "over") {
    const code = driver.remoteClose?.code;
    return code === undefined ? "the peer ended the connection" : `the peer closed it with ${code}`;
  }
  if (event.kind === "waited") return "the message did not come back";
  const shown = JSON.stringify(Buffer.from(event.payload.subarray(0, 40)).toString("latin1"));
  return `a ${event.kind === "pong" ? "pong" : event.type} of ${shown} came instead of the message`;
}

function peerOf({ role }: Driver): Role {
  return role === "client" ? "server" : "client";
}

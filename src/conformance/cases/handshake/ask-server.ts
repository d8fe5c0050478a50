// Asks a server for an upgrade with a changed request, and judges what it answers.

import { acceptKeyFor } from "../../../protocol/accept-key.js";
import type { HttpResponseHead } from "../../../protocol/http-head.js";
import type { ConformanceCase } from "../../case.js";
import type { Driver } from "../../driver/driver.js";
import type { Conclusion } from "../../driver/facts.js";
import { receiveFinalHead, requestOf } from "../../open-as-client.js";
import { clauseOf, joined } from "./clause-of.js";
import { changeHead, type HeadChange } from "./head-change.js";
import { frameBytes, type Leniency, patienceWaits, proof, proveOpen } from "./prove-open.js";

/** RFC 6455 §1.3: the key of its example, whose accept is `s3pPLMBiTxaQ9kYGzzhZRbK+xOo=`. */
export const sampleKey = "dGhlIHNhbXBsZSBub25jZQ==";

/** What all cases on servers say. */
export interface ServerRow {
  readonly description: string;
  readonly section: string;
  readonly fix: string;
  readonly change?: HeadChange | undefined;
}

/** A request that must be refused. */
export interface RefusalRow extends ServerRow {
  /** A server that accepts is judged so; without it that is FAILED. */
  readonly acceptance?: Leniency | undefined;
  /** Without an upgrade this is a request like any other: any answer but 101 is right. */
  readonly isPlainHttp?: boolean | undefined;
}

/** A request that must be accepted. */
export interface AcceptanceRow extends ServerRow {
  readonly expectation?: string | undefined;
  /** A server that refuses is judged so; without it that is FAILED. */
  readonly refusal?: Leniency | undefined;
  /** What is wrong with the 101 answer, beside its accept. */
  readonly fault?: ((answer: HttpResponseHead) => string | undefined) | undefined;
  /** Default {@link sampleKey}. */
  readonly key?: string | undefined;
  /** Follows the head in the same write; one char is one byte. */
  readonly body?: string | undefined;
  /** The first frame follows the head in the same write. */
  readonly isProofWithHead?: boolean | undefined;
  /** Writes of so many bytes. */
  readonly pieceBytes?: number | undefined;
}

/** What a server answered in the end. */
export type ServerAnswer =
  | HttpResponseHead
  | { readonly kind: "malformed"; readonly message: string }
  | { readonly kind: "gone" }
  | { readonly kind: "silent" };

/** A case whose request must be refused. */
export function refusalCase(id: string, row: RefusalRow): ConformanceCase {
  return {
    ...serverCase(id, row),
    expectation: row.isPlainHttp
      ? "Any answer but 101, or TCP is dropped."
      : "An HTTP error, such as 400, or TCP is dropped; never 101.",
    async run(driver) {
      driver.sendBytes(changedRequest(driver, row.change));
      conclude(driver, judgeRefusal(await receiveAnswer(driver), row));
    },
  };
}

/** A case whose request must be accepted; the connection must work. */
export function acceptanceCase(id: string, row: AcceptanceRow): ConformanceCase {
  const { key, body = "", isProofWithHead = false, pieceBytes } = row;
  return {
    ...serverCase(id, row),
    expectation:
      row.expectation ?? "101 Switching Protocols; then a message comes back and a close is answered.",
    async run(driver) {
      const frame = isProofWithHead ? frameBytes(driver, proof) : "";
      driver.sendBytes(`${changedRequest(driver, row.change, key)}${body}${frame}`, { pieceBytes });
      await judgeAcceptance(driver, await receiveAnswer(driver), row);
    },
  };
}

/** What all cases on servers have in common; how the connection ends is judged by their scripts. */
export function serverCase(
  id: string,
  { description, section, fix }: ServerRow,
): Omit<ConformanceCase, "expectation" | "run"> {
  return { id, peers: ["server"], description, section, fix, opening: { kind: "own" }, close: "any" };
}

/** The right request with `change` made to it. */
export function changedRequest(driver: Driver, change: HeadChange = {}, key = sampleKey): string {
  const { host, target } = driver;
  return changeHead(requestOf(driver, { key }), change, { host, target, key });
}

/** The server's final answer: interim ones (1xx) are passed over. */
export async function receiveAnswer(driver: Driver): Promise<ServerAnswer> {
  const head = await receiveFinalHead(driver, patienceWaits);
  if (head === undefined) return { kind: "silent" };
  return head.kind === "request" ? { kind: "malformed", message: "a request came, not an answer" } : head;
}

/** Judges the answer to a request that must be refused. */
export function judgeRefusal(
  answer: ServerAnswer,
  { acceptance, isPlainHttp, description = "" }: Partial<RefusalRow>,
): Conclusion {
  const reason = `${capitalized(told(answer))}.`;
  if (answer.kind === "gone") return { behavior: "OK", reason };
  if (answer.kind !== "response") return { behavior: "FAILED", reason };
  const { status } = answer;
  if (status === 101) {
    const accepted = `The server accepted the handshake${although(description)}`;
    return acceptance === undefined
      ? { behavior: "FAILED", reason: `${accepted}; it must refuse it.` }
      : { behavior: acceptance.behavior, reason: `${accepted}; ${acceptance.why}.` };
  }
  if (status < 300 && isPlainHttp !== true) {
    return {
      behavior: "FAILED",
      reason: `${reason.slice(0, -1)}${although(description)}; an error must be its answer.`,
    };
  }
  // 501 and 505 tell of the client's method and version; any other 5xx says that the fault is the server's own.
  const isRight = isPlainHttp || (status >= 400 && status < 500) || status === 501 || status === 505;
  return { behavior: isRight ? "OK" : "INFORMATIONAL", reason };
}

/** Judges the answer to a request that must be accepted, tries the connection, and concludes. */
export async function judgeAcceptance(
  driver: Driver,
  answer: ServerAnswer,
  row: Pick<AcceptanceRow, "description" | "refusal" | "fault" | "key" | "isProofWithHead">,
): Promise<void> {
  const { refusal, fault, key = sampleKey, isProofWithHead = false } = row;
  const special = clauseOf(row.description);
  if (answer.kind !== "response" || answer.status !== 101) {
    conclude(driver, judgeUnwantedRefusal(answer, { refusal, special }));
    return;
  }
  const wrong = acceptFault(answer, key) ?? fault?.(answer);
  // Only of what came with the head: an open connection must work.
  const losing = isProofWithHead ? refusal : undefined;
  if (wrong === undefined) await proveOpen(driver, { isProofSent: isProofWithHead, losing, special });
  else conclude(driver, { behavior: "FAILED", reason: `${capitalized(wrong)}.` });
}

/** Concludes and drops TCP: nothing more is to be seen. */
export function conclude(driver: Driver, { behavior, reason }: Conclusion): void {
  driver.conclude(behavior, reason);
  driver.drop();
}

/** An answer as a clause. */
export function told(answer: ServerAnswer): string {
  switch (answer.kind) {
    case "response":
      return `the server answered ${answer.status} ${answer.statusText}`.trimEnd();
    case "malformed":
      return `the answer is not HTTP: ${answer.message}`;
    case "gone":
      return "the server dropped TCP without an answer";
    case "silent":
      return "the server neither answered nor dropped TCP";
    default:
      return answer satisfies never;
  }
}

function judgeUnwantedRefusal(
  answer: ServerAnswer,
  { refusal, special }: { readonly refusal: Leniency | undefined; readonly special: string | undefined },
): Conclusion {
  const isRefusal = answer.kind === "response" || answer.kind === "gone";
  if (refusal === undefined || !isRefusal) {
    const due = special === undefined ? "it must accept" : `it must accept such a request: ${special}`;
    return { behavior: "FAILED", reason: `${capitalized(told(answer))}; ${due}.` };
  }
  return { behavior: refusal.behavior, reason: `${capitalized(told(answer))}; ${refusal.why}.` };
}

/** What is wrong with a request that the server did not refuse. */
function although(description: string): string {
  return description === "" ? "" : joined(" although ", clauseOf(description));
}

function acceptFault({ headers }: HttpResponseHead, key: string): string | undefined {
  const accept = headers.get("Sec-WebSocket-Accept");
  const expected = acceptKeyFor(key);
  if (accept === expected) return undefined;
  return `Sec-WebSocket-Accept is ${accept ?? "missing"}; must be ${expected}`;
}

function capitalized(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}

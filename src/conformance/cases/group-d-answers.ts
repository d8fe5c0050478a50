// D.8: answers of a server that a client must not take: RFC 6455 §4.1 and RFC 7692 §7.1.

import type { ConformanceCase } from "../case.js";
import type { Driver } from "../driver/driver.js";
import { answerOf } from "../open-as-server.js";
import { concludeUnimplemented, firstOffer } from "./group-d-opening.js";
import { judgeFailure } from "./judgements.js";

interface AnswerRow {
  readonly what: string;
  /** The Sec-WebSocket-Extensions; `undefined` where the client's offer makes the case impossible. */
  readonly answer: string | ((offered: string) => string | undefined);
  /** Why it may be impossible. */
  readonly unless?: string;
}

const rows: readonly AnswerRow[] = [
  { what: "an extension that was not offered", answer: "wsrig-unknown-extension" },
  {
    what: "permessage-deflate and an extension that was not offered",
    answer: "permessage-deflate, wsrig-unknown-extension",
  },
  { what: "permessage-deflate twice", answer: "permessage-deflate, permessage-deflate" },
  { what: "an unknown parameter", answer: "permessage-deflate; wsrig_unknown" },
  {
    what: "a parameter that occurs twice",
    answer: "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
  },
  { what: "server_max_window_bits below 8", answer: "permessage-deflate; server_max_window_bits=7" },
  { what: "server_max_window_bits above 15", answer: "permessage-deflate; server_max_window_bits=16" },
  {
    what: "server_max_window_bits with a leading zero",
    answer: "permessage-deflate; server_max_window_bits=08",
  },
  { what: "server_max_window_bits without a value", answer: "permessage-deflate; server_max_window_bits" },
  { what: "client_max_window_bits above 15", answer: "permessage-deflate; client_max_window_bits=16" },
  {
    what: "client_max_window_bits without a value, which only an offer may have",
    answer: "permessage-deflate; client_max_window_bits",
  },
  {
    what: "a value for server_no_context_takeover",
    answer: "permessage-deflate; server_no_context_takeover=1",
  },
  {
    what: "a value for client_no_context_takeover",
    answer: "permessage-deflate; client_no_context_takeover=1",
  },
  { what: "a list that is malformed", answer: "permessage-deflate;;=" },
  {
    what: "client_max_window_bits, which the client did not offer",
    answer: (offered) =>
      firstOffer(offered)?.clientMaxWindowBits === undefined
        ? "permessage-deflate; client_max_window_bits=10"
        : undefined,
    unless: "The client offers client_max_window_bits.",
  },
  {
    what: "server_max_window_bits one above what the client offered",
    answer: (offered) => {
      const bits = firstOffer(offered)?.serverMaxWindowBits ?? 15;
      return bits < 15 ? `permessage-deflate; server_max_window_bits=${bits + 1}` : undefined;
    },
    unless: "The client offers no server_max_window_bits below 15.",
  },
  {
    what: "no server_no_context_takeover, which the client demanded",
    answer: (offered) =>
      firstOffer(offered)?.serverNoContextTakeover === true ? "permessage-deflate" : undefined,
    unless: "The client does not demand server_no_context_takeover.",
  },
];

/** Answers to clients. */
export const groupDAnswers: readonly ConformanceCase[] = rows.map((row, index) => ({
  id: `D.8.${index + 1}`,
  peers: ["client"],
  description: `The server's answer has ${row.what}${typeof row.answer === "string" ? `: \`${row.answer}\`` : ""}.`,
  expectation: "The client fails the connection: it drops TCP, or closes (with 1010 or 1002).",
  section: sectionOf(index),
  fix: "As a client compare every extension and parameter of the answer with the offer, and fail the connection where one is unknown, invalid, doubled or was not offered.",
  opening: { kind: "own" },
  close: "any",
  run: (driver) => answerTo(driver, row),
}));

async function answerTo(driver: Driver, { what, answer, unless = "" }: AnswerRow): Promise<void> {
  const headers = driver.request?.headers;
  const offered = headers?.get("Sec-WebSocket-Extensions") ?? "";
  const extensions = typeof answer === "string" ? answer : answer(offered);
  const key = headers?.get("Sec-WebSocket-Key") ?? "";
  if (extensions === undefined) {
    driver.sendBytes(answerOf(key));
    driver.openFrames();
    concludeUnimplemented(driver, unless);
    return;
  }
  driver.sendBytes(answerOf(key, [["Sec-WebSocket-Extensions", extensions]]));
  driver.openFrames();
  await judgeClient(driver, what);
}

/** As in group H: what counts is whether the client took the connection as open. */
async function judgeClient(driver: Driver, what: string): Promise<void> {
  if (await driver.barrier()) {
    const reason = `The client took the connection as open (a pong came back) although the server's answer has ${what}.`;
    driver.conclude("FAILED", reason);
    driver.close(1000);
  } else if (driver.remoteClose === undefined && !driver.isOver) {
    driver.conclude("NON-STRICT", "The client sent nothing more, but left TCP open.");
    driver.drop();
  } else await judgeFailure(driver, { codes: [1010, 1002], otherCodesAllowed: true, waits: 0 });
}

/** The first rows are about extensions, the others about parameters. */
function sectionOf(index: number): string {
  if (index < 2) return "RFC 6455 §4.1";
  return index === 2 ? "RFC 6455 §9.1" : "RFC 7692 §7.1";
}

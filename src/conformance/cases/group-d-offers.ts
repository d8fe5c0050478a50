// D.7: offers of permessage-deflate to a server, bad ones and such as bind its answer: RFC 7692 §5.1 and §7.1.

import { randomBytes } from "node:crypto";
import { acceptKeyFor, makeKey } from "../../protocol/accept-key.js";
import { type DeflateParams, readDeflateParams } from "../../protocol/deflate-params.js";
import { type Extension, parseExtensions } from "../../protocol/extensions.js";
import type { HttpResponseHead } from "../../protocol/http-head.js";
import type { ConformanceCase } from "../case.js";
import type { Driver } from "../driver/driver.js";
import type { Conclusion } from "../driver/facts.js";
import { requestOf } from "../open-as-client.js";
import { conclude } from "./judgements.js";

interface OfferRow {
  readonly offer: string;
  readonly what: string;
  /** What is wrong with accepting it so; without it every acceptance is wrong. */
  readonly problem?: (params: DeflateParams) => string | undefined;
}

const rows: readonly OfferRow[] = [
  { offer: "permessage-deflate; wsrig_unknown", what: "an unknown parameter" },
  { offer: "permessage-deflate; wsrig_unknown=1", what: "an unknown parameter with a value" },
  {
    offer: "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
    what: "a parameter that occurs twice",
  },
  {
    offer: "permessage-deflate; client_max_window_bits; client_max_window_bits=10",
    what: "a parameter that occurs with a value and without one",
  },
  { offer: "permessage-deflate; server_max_window_bits=7", what: "a window below 8 bits" },
  { offer: "permessage-deflate; server_max_window_bits=16", what: "a window above 15 bits" },
  { offer: "permessage-deflate; server_max_window_bits=08", what: "a leading zero" },
  { offer: "permessage-deflate; server_max_window_bits=-9", what: "a sign" },
  { offer: "permessage-deflate; server_max_window_bits=ten", what: "a window that is no number" },
  { offer: "permessage-deflate; server_max_window_bits", what: "a window of the server without a value" },
  { offer: "permessage-deflate; client_max_window_bits=7", what: "a window of the client below 8 bits" },
  { offer: "permessage-deflate; client_max_window_bits=16", what: "a window of the client above 15 bits" },
  { offer: "permessage-deflate; server_no_context_takeover=1", what: "a value where there must be none" },
  { offer: "permessage-deflate; client_no_context_takeover=true", what: "a value where there must be none" },
  { offer: "wsrig-unknown-extension", what: "an extension that nobody knows" },
  {
    offer: "permessage-deflate; server_max_window_bits=7, permessage-deflate",
    what: "a bad offer and a good one behind it",
    // A window of its own may stand in any answer (§7.1.2.1).
    problem: () => undefined,
  },
  {
    offer: "wsrig-unknown-extension; level=9, permessage-deflate",
    what: "an unknown extension and a good offer behind it",
    problem: () => undefined,
  },
  {
    offer: "permessage-deflate, permessage-deflate",
    what: "the same good offer twice",
    problem: () => undefined,
  },
  {
    offer: "permessage-deflate; server_max_window_bits=10",
    what: "a window of 10 bits for the server",
    problem: boundBy10,
  },
  {
    offer: 'permessage-deflate; server_max_window_bits="10"',
    what: "a window of 10 bits for the server as a quoted string, which means the same",
    problem: boundBy10,
  },
  {
    offer: "permessage-deflate; server_no_context_takeover",
    what: "the wish that the server takes no context over",
    problem: ({ serverNoContextTakeover }) =>
      serverNoContextTakeover ? undefined : "it accepts the offer without server_no_context_takeover",
  },
  {
    offer: "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
    what: "no client_max_window_bits",
    problem: ({ clientMaxWindowBits }) =>
      clientMaxWindowBits === undefined ? undefined : "it sets client_max_window_bits, which was not offered",
  },
];

/** Offers to servers. */
export const groupDOffers: readonly ConformanceCase[] = rows.map((row, index) => ({
  id: `D.7.${index + 1}`,
  peers: ["server"],
  description: `A handshake that offers \`${row.offer}\`: ${row.what}.`,
  expectation:
    row.problem === undefined
      ? "The server declines the offer: it opens the connection without an extension. Refusing the handshake is noted."
      : "The server declines the offer, or accepts it with an answer that keeps to it.",
  section: row.problem === undefined ? "RFC 7692 §7.1" : "RFC 7692 §5.1",
  fix:
    row.problem === undefined
      ? "Read each offer strictly (known names, each once, values as §7.1 says), pass over one that is invalid, and open the connection without the extension when none is left."
      : "Answer the first valid offer with the parameters that it binds you to, and with none that it does not allow.",
  opening: { kind: "own" },
  close: "any",
  run: (driver) => offerTo(driver, row),
}));

async function offerTo(driver: Driver, row: OfferRow): Promise<void> {
  const key = makeKey(randomBytes(16));
  const { target, host } = driver;
  const headers = [...driver.headers, ["Sec-WebSocket-Extensions", row.offer] as const];
  driver.sendBytes(requestOf({ target, host, headers }, { key }));
  const head = await driver.receiveHead(5);
  if (head?.kind !== "response") {
    driver.conclude("FAILED", "The server gave no answer in HTTP.");
    driver.drop();
    return;
  }
  conclude(driver, judgeAnswer(head, { row, key }));
  if (head.status === 101) {
    driver.openFrames();
    driver.close(1000);
  } else driver.drop();
}

function judgeAnswer(
  head: HttpResponseHead,
  { row, key }: { readonly row: OfferRow; readonly key: string },
): Conclusion {
  const { status, headers } = head;
  if (status !== 101) {
    const reason = `The server answers ${status}, where it could open the connection without the extension.`;
    return { behavior: status >= 400 && status < 500 ? "INFORMATIONAL" : "FAILED", reason };
  }
  if (headers.get("Sec-WebSocket-Accept") !== acceptKeyFor(key)) {
    return { behavior: "FAILED", reason: "Sec-WebSocket-Accept is wrong." };
  }
  const answer = headers.get("Sec-WebSocket-Extensions");
  if (answer === undefined)
    return { behavior: "OK", reason: "The server opens the connection without an extension." };
  const problem = problemOf(answer, row);
  if (problem === undefined) return { behavior: "OK", reason: `The server answers \`${answer}\`.` };
  const exchange = `wsrig offered \`${row.offer}\`, and the server answered \`${answer}\``;
  return { behavior: "FAILED", reason: `${exchange}: ${problem}.` };
}

function problemOf(answer: string, { problem, what }: OfferRow): string | undefined {
  const parsed = parseExtensions(answer);
  if (parsed.kind === "malformed") return parsed.message;
  if (problem === undefined) return `the offer is invalid (${what}) and must be declined`;
  const [extension, more] = parsed.extensions as [Extension, ...Extension[]];
  if (more !== undefined) return "it accepts more than one extension";
  if (extension.name !== "permessage-deflate") return `the extension ${extension.name} means nothing`;
  const read = readDeflateParams(extension.params);
  return read.kind === "invalid" ? read.message : problem(read.params);
}

function boundBy10({ serverMaxWindowBits }: DeflateParams): string | undefined {
  if (serverMaxWindowBits === undefined) return "it accepts the offer without server_max_window_bits";
  return serverMaxWindowBits > 10 ? "its window is larger than was offered" : undefined;
}

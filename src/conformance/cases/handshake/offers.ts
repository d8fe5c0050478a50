// H.9: subprotocols and extensions that a server is offered: RFC 6455 §4.2.2 /subprotocol/ and /extensions/, §9.1.

import type { HttpResponseHead } from "../../../protocol/http-head.js";
import type { ConformanceCase } from "../../case.js";
import { type AcceptanceRow, acceptanceCase, type RefusalRow, refusalCase } from "./ask-server.js";
import type { Leniency } from "./prove-open.js";

const choosy: Leniency = {
  behavior: "INFORMATIONAL",
  why: "a server may want a subprotocol or extension that it was not offered",
};

const rows: readonly AcceptanceRow[] = [
  {
    description: "A subprotocol that nobody speaks is offered: `x-wsrig`.",
    expectation: "101 without a subprotocol, or with x-wsrig.",
    section: "RFC 6455 §4.2.2",
    fix: "Choose a subprotocol of the client's list, or send no Sec-WebSocket-Protocol.",
    change: { more: ["Sec-WebSocket-Protocol: x-wsrig"] },
    fault: subprotocolFault("x-wsrig"),
    refusal: choosy,
  },
  {
    description: "Two subprotocols are offered: `x-wsrig-1, x-wsrig-2`.",
    expectation: "101 with one of them at most.",
    section: "RFC 6455 §4.2.2",
    fix: "Choose one subprotocol; do not send the client's list back.",
    change: { more: ["Sec-WebSocket-Protocol: x-wsrig-1, x-wsrig-2"] },
    fault: subprotocolFault("x-wsrig-1", "x-wsrig-2"),
    refusal: choosy,
  },
  {
    description: "Two subprotocols are offered in a line each.",
    expectation: "101 with one of them at most.",
    section: "RFC 6455 §11.3.4",
    fix: "Read all lines of Sec-WebSocket-Protocol as one list, and choose one element at most.",
    change: { more: ["Sec-WebSocket-Protocol: x-wsrig-1", "Sec-WebSocket-Protocol: x-wsrig-2"] },
    fault: subprotocolFault("x-wsrig-1", "x-wsrig-2"),
    refusal: choosy,
  },
  {
    description: "Extensions that nobody knows are offered, with parameters, one of them quoted.",
    expectation: "101 without an extension.",
    section: "RFC 6455 §9.1",
    fix: "Pass over extensions that you do not know.",
    change: { more: ['Sec-WebSocket-Extensions: x-wsrig; a; b=1; c="2", x-wsrig-2'] },
    fault: extensionFault,
    refusal: choosy,
  },
  {
    description: "Extensions that nobody knows are offered in two lines.",
    expectation: "101 without an extension.",
    section: "RFC 6455 §9.1",
    fix: "Read all lines of Sec-WebSocket-Extensions as one list, and pass over what you do not know.",
    change: { more: ["Sec-WebSocket-Extensions: x-wsrig", "Sec-WebSocket-Extensions: x-wsrig-2; a=1"] },
    fault: extensionFault,
    refusal: choosy,
  },
];

const extensions = "RFC 6455 §9.1";
const subprotocols = "RFC 6455 §4.3";
const extensionFix =
  "Read Sec-WebSocket-Extensions by the grammar of §9.1 even if you support none, and refuse what does not fit.";

const refused: readonly RefusalRow[] = [
  {
    description: "Sec-WebSocket-Protocol has a subprotocol that is no token: `x wsrig`.",
    section: subprotocols,
    fix: "Refuse a subprotocol that is no token.",
    change: { more: ["Sec-WebSocket-Protocol: x wsrig"] },
  },
  {
    description: "Sec-WebSocket-Protocol is empty.",
    section: subprotocols,
    fix: "Refuse a Sec-WebSocket-Protocol without any subprotocol.",
    change: { more: ["Sec-WebSocket-Protocol:"] },
  },
  {
    description: "Sec-WebSocket-Protocol names the same subprotocol twice.",
    section: "RFC 6455 §4.1",
    fix: "Refuse a list of subprotocols that are not unique.",
    change: { more: ["Sec-WebSocket-Protocol: x-wsrig, x-wsrig"] },
    acceptance: { behavior: "INFORMATIONAL", why: "the rule that subprotocols are unique binds the client" },
  },
  {
    description: "Sec-WebSocket-Extensions has a parameter without a name: `x-wsrig; =1`.",
    section: extensions,
    fix: extensionFix,
    change: { more: ["Sec-WebSocket-Extensions: x-wsrig; =1"] },
  },
  {
    description: 'Sec-WebSocket-Extensions has a quote that does not end: `x-wsrig; a="1`.',
    section: extensions,
    fix: extensionFix,
    change: { more: ['Sec-WebSocket-Extensions: x-wsrig; a="1'] },
  },
  {
    description: 'Sec-WebSocket-Extensions has a quoted value that is no token: `x-wsrig; a="1 2"`.',
    section: extensions,
    fix: extensionFix,
    change: { more: ['Sec-WebSocket-Extensions: x-wsrig; a="1 2"'] },
  },
];

/** H.9. */
export const offers: readonly ConformanceCase[] = [
  ...rows.map((row, index) => acceptanceCase(`H.9.${index + 1}`, row)),
  ...refused.map((row, index) => refusalCase(`H.9.${rows.length + index + 1}`, row)),
];

function subprotocolFault(...offered: readonly string[]): (answer: HttpResponseHead) => string | undefined {
  return ({ headers }) => {
    const chosen = headers.get("Sec-WebSocket-Protocol");
    if (chosen === undefined || offered.includes(chosen)) return undefined;
    return `the server chose the subprotocol "${chosen}"; must be one of ${offered.join(", ")} or none`;
  };
}

function extensionFault({ headers }: HttpResponseHead): string | undefined {
  const chosen = headers.get("Sec-WebSocket-Extensions");
  return chosen === undefined ? undefined : `the server uses "${chosen}", which nobody knows`;
}

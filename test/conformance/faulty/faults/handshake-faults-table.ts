// Servers and clients that do the opening handshake wrongly: RFC 6455 §4.

import type { Fault } from "../fault.js";
import type { FaultSwitches } from "../fault-switches.js";
import type {
  AnswerRule,
  ClientHandshakeFaults,
  ClientQuirk,
  RequestRule,
  ServerQuirk,
} from "../handshake-switches.js";
import { answeredCloses, brokenCloses, brokenFrames, invalidText, openConnections } from "./case-sets.js";

type Row = readonly [name: string, switches: FaultSwitches, breaks: readonly string[]];

const ignoringServers: readonly (readonly [name: string, rule: RequestRule, breaks: readonly string[]])[] = [
  ["accepts every method", "method", ["H.2.1-3"]],
  ["accepts every version of HTTP", "http-version", ["H.2.4"]],
  ["does not look at Host", "host", ["H.3.1 H.3.4"]],
  ["does not look at Upgrade", "upgrade", ["H.4.1-4"]],
  ["does not look at Connection", "connection", ["H.4.5-7"]],
  ["accepts every key", "key", ["H.5.1-2 H.5.5-7"]],
  ["accepts every version", "version", ["H.6.1-4 H.6.6-9"]],
  ["accepts broken HTTP", "syntax", ["H.7.1-3"]],
  ["takes the first of headers that occur twice", "duplicates", ["H.3.2-3 H.5.3-4 H.6.10"]],
  ["does not look at the list of subprotocols", "subprotocols", ["H.9.6-7"]],
  ["does not look at the syntax of extensions", "extensions", ["H.9.9-11"]],
  ["takes a body for frames", "body", ["H.8.5-6"]],
];

const chokingServers: readonly (readonly [name: string, quirk: ServerQuirk, breaks: readonly string[]])[] = [
  ["compares Upgrade and Connection with case", "other-case", ["H.1.4-5"]],
  ["cannot read lists in Connection", "token-lists", ["H.1.6-8"]],
  ["refuses headers that it does not know", "extra-headers", ["H.1.11"]],
  ["wants the request in one read", "split-requests", ["H.8.1 H.8.7"]],
  ["wants one space behind each colon", "spaces", ["H.1.7 H.1.10-11 H.10.10"]],
];

const otherServers: readonly Row[] = [
  ["refuses with 200", { refusesWithStatus: 200 }, ["H.2.5-9 H.3.* H.5.* H.6.1-10 H.7.1 H.7.6-8 H.9.6-11"]],
  [
    "accepts anything",
    { serverIgnores: "all" },
    ["H.2.1-6 H.3.1-4 H.4.* H.5.1-7 H.6.1-4 H.6.6-11 H.7.1-5 H.8.5-6 H.9.6-7 H.9.9-11"],
  ],
  [
    "sends a wrong Sec-WebSocket-Accept",
    { wrongAccept: true },
    [...openConnections, "H.1.1-16 H.8.1-4 H.8.7 H.9.1-5 H.10.*"],
  ],
  [
    "answers 200 to a right request",
    { answersStatus: 200 },
    [...openConnections, "H.1.1-8 H.1.10-11 H.1.14 H.8.1 H.8.7 H.10.1-10"],
  ],
  [
    "answers 404 to a right request",
    { answersStatus: 404 },
    [...openConnections, "H.1.1-8 H.1.10-11 H.1.14 H.8.1 H.8.7 H.10.1-10"],
  ],
  ["answers without Upgrade", { answerLacks: "upgrade" }, [...openConnections, "H.10.2"]],
  ["answers without Connection", { answerLacks: "connection" }, [...openConnections, "H.10.3"]],
  [
    "answers without Sec-WebSocket-Accept",
    { answerLacks: "accept" },
    [...openConnections, "H.1.1-16 H.8.1-4 H.8.7 H.9.1-5 H.10.*"],
  ],
  [
    "chooses a subprotocol that nobody asked for",
    { answersWithUnknownSubprotocol: true },
    ["H.9.1-3 H.10.5"],
  ],
  [
    "uses an extension that nobody offered",
    { answersWithUnofferedExtension: true },
    [
      ...openConnections,
      "13.1.11 13.2.11 13.3.11 13.4.11 13.5.11 13.6.11 13.7.11",
      "H.9.4-5 H.10.6",
      "D.1.* D.2.* D.3.* D.4.* D.5.* D.6.* D.7.* D.9.*",
    ],
  ],
  ["answers with HTTP/1.0", { answersHttp10: true }, ["H.10.1"]],
  ["does not say which versions it speaks", { hidesVersion: true }, ["H.6.1-5"]],
  [
    "refuses by dropping TCP, so that it does not say which versions it speaks",
    { refusesByDrop: true },
    ["H.6.1-5"],
  ],
  [
    "refuses by silence",
    { refusesBySilence: true },
    ["H.1.17 H.2.* H.3.* H.4.* H.5.* H.6.* H.7.* H.8.5-6 H.9.6-11"],
  ],
];

const ignoringClients: readonly (readonly [name: string, rule: AnswerRule, breaks: readonly string[]])[] = [
  ["does not look at the status", "status", ["H.14.*"]],
  ["does not look at Upgrade", "upgrade", ["H.15.1-5 H.18.5-7"]],
  ["does not look at Connection", "connection", ["H.15.6-8"]],
  ["does not look at Sec-WebSocket-Accept", "accept", ["H.16.*"]],
  ["takes every subprotocol", "subprotocol", ["H.17.1-2"]],
  ["takes every extension", "extensions", ["H.17.4-5 D.8.1-2 D.8.4-14"]],
  ["takes broken status lines", "syntax", ["H.18.2-4"]],
  ["takes folded lines for headers", "folding", ["H.18.7"]],
];

const chokingClients: readonly (readonly [name: string, quirk: ClientQuirk, breaks: readonly string[]])[] = [
  ["compares Upgrade and Connection with case", "other-case", ["H.12.4-7"]],
  ["refuses headers that it does not know", "extra-headers", ["H.12.9 H.12.12"]],
  ["wants the answer in one read", "split-answers", ["H.13.1 H.13.3"]],
  ["wants the usual text behind 101", "any-status-text", ["H.12.10-11"]],
  ["cannot read lists in Connection", "token-lists", ["H.12.6-7"]],
  ["wants one space behind each colon", "spaces", ["H.12.8-9"]],
];

const wrongRequests: readonly (readonly [
  name: string,
  fault: NonNullable<ClientHandshakeFaults["requestFault"]>,
  breaks: readonly string[],
])[] = [
  ["sends a key of 8 bytes", "short-key", ["H.11.7"]],
  [
    "sends no key",
    "no-key",
    [
      ...answeredCloses,
      ...invalidText,
      ...brokenFrames,
      ...brokenCloses,
      "7.5.1",
      "R.3.* R.3.8.* R.3.9.* R.5.* R.6.6.* R.6.12.8 R.6.13.* R.7.1.* R.7.3.* R.7.5.1 R.7.9.* R.7.13.*",
      "H.11.* H.12.1-12 H.12.14 H.13.1-3 M.2.* M.4.* M.5.* M.6.* M.7.* M.8.*",
      "C.1.* C.2.* C.3.* C.4.* C.5.1-5 C.5.10-11",
    ],
  ],
  [
    "sends two keys",
    "duplicate-key",
    [
      ...answeredCloses,
      "6.4.* R.7.1.* H.11.* H.12.1-12 H.12.14 H.13.1-3 M.2.8 M.6.8 M.8.*",
      "C.1.1-4 C.3.1-3 C.4.* C.5.5 C.5.10",
    ],
  ],
  ["sends no Host", "no-host", ["H.11.4"]],
  ["asks for version 8", "version-8", ["H.11.9"]],
  ["names no version", "no-version", ["H.11.9"]],
  ["sends no Upgrade", "no-upgrade", ["H.11.5"]],
  ["sends no Connection", "no-connection", ["H.11.6"]],
  ["speaks HTTP/1.0", "http-1.0", ["H.11.2"]],
  ["sends POST", "post", ["H.11.1"]],
  ["sends the fragment of its URL", "fragment-target", ["H.11.3"]],
];

const otherClients: readonly Row[] = [
  [
    "takes any answer",
    { clientIgnores: "all" },
    ["H.14.* H.15.* H.16.* H.17.1-2 H.17.4-5 H.18.2-7 D.8.1-2 D.8.4-14"],
  ],
  ["sends a frame before the answer", { sendsBeforeAnswer: true }, ["H.11.*"]],
  ["loses the frame that comes with the answer", { losesFirstFrame: true }, ["H.13.2 H.13.4"]],
];

/** Servers. */
export const serverHandshakeFaults: readonly Fault[] = [
  ...ignoringServers.map(([name, rule, breaks]) => server(name, { serverIgnores: [rule] }, breaks)),
  ...chokingServers.map(([name, quirk, breaks]) => server(name, { serverRefuses: quirk }, breaks)),
  ...otherServers.map(([name, switches, breaks]) => server(name, switches, breaks)),
];

/** Clients. */
export const clientHandshakeFaults: readonly Fault[] = [
  ...ignoringClients.map(([name, rule, breaks]) => client(name, { clientIgnores: [rule] }, breaks)),
  ...chokingClients.map(([name, quirk, breaks]) => client(name, { clientRefuses: quirk }, breaks)),
  ...wrongRequests.map(([name, fault, breaks]) => client(name, { requestFault: fault }, breaks)),
  ...otherClients.map(([name, switches, breaks]) => client(name, switches, breaks)),
];

function server(name: string, switches: FaultSwitches, breaks: readonly string[]): Fault {
  return { name, roles: ["server"], switches, breaks };
}

function client(name: string, switches: FaultSwitches, breaks: readonly string[]): Fault {
  return { name, roles: ["client"], switches, breaks };
}

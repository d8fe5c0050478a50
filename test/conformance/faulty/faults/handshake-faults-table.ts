// Servers and clients that do the opening handshake wrongly: RFC 6455 §4.

import type { Fault } from "../fault.js";
import type {
  AnswerRule,
  ClientHandshakeFaults,
  ClientQuirk,
  FaultSwitches,
  RequestRule,
  ServerQuirk,
} from "../fault-switches.js";

type Row = readonly [name: string, switches: FaultSwitches, breaks: readonly string[]];

const ignoringServers: readonly (readonly [name: string, rule: RequestRule, breaks: readonly string[]])[] = [
  ["accepts every method", "method", []],
  ["accepts every version of HTTP", "http-version", []],
  ["accepts every request target", "target", []],
  ["does not look at Host", "host", []],
  ["does not look at Upgrade", "upgrade", []],
  ["does not look at Connection", "connection", []],
  ["accepts every key", "key", []],
  ["accepts every version", "version", []],
  ["accepts broken HTTP", "syntax", []],
  ["takes the first of headers that occur twice", "duplicates", []],
  ["does not look at the list of subprotocols", "subprotocols", []],
  ["does not look at the syntax of extensions", "extensions", []],
  ["takes a body for frames", "body", []],
];

const chokingServers: readonly (readonly [name: string, quirk: ServerQuirk, breaks: readonly string[]])[] = [
  ["compares Upgrade and Connection with case", "other-case", []],
  ["cannot read lists in Connection", "token-lists", []],
  ["refuses headers that it does not know", "extra-headers", []],
  ["wants the request in one read", "split-requests", []],
  ["wants one space behind each colon", "spaces", []],
  ["refuses requests of more than 1 KiB", "long-requests", []],
  ["refuses subprotocols", "subprotocols", []],
  ["refuses extensions that it does not know", "unknown-extensions", []],
  ["refuses a Content-Length of 0", "body", []],
];

const otherServers: readonly Row[] = [
  ["accepts anything", { serverIgnores: "all" }, []],
  ["sends a wrong Sec-WebSocket-Accept", { wrongAccept: true }, []],
  ["answers 200 to a right request", { answersStatus: 200 }, []],
  ["answers 404 to a right request", { answersStatus: 404 }, []],
  ["answers without Upgrade", { answerLacks: "upgrade" }, []],
  ["answers without Connection", { answerLacks: "connection" }, []],
  ["answers without Sec-WebSocket-Accept", { answerLacks: "accept" }, []],
  ["chooses a subprotocol that nobody asked for", { answersWithUnknownSubprotocol: true }, []],
  ["uses an extension that nobody offered", { answersWithUnofferedExtension: true }, []],
  ["answers with HTTP/1.0", { answersHttp10: true }, []],
  ["does not say which versions it speaks", { hidesVersion: true }, []],
  ["refuses with 200", { refusesWithStatus: 200 }, []],
  ["refuses with 500", { refusesWithStatus: 500 }, []],
  ["refuses by silence", { refusesBySilence: true }, []],
  ["leaves TCP open after it has refused", { keepsRefused: true }, []],
  ["loses the frame that comes with the request", { losesFirstFrame: true }, []],
];

const ignoringClients: readonly (readonly [name: string, rule: AnswerRule, breaks: readonly string[]])[] = [
  ["does not look at the status", "status", []],
  ["does not look at Upgrade", "upgrade", []],
  ["does not look at Connection", "connection", []],
  ["does not look at Sec-WebSocket-Accept", "accept", []],
  ["takes every subprotocol", "subprotocol", []],
  ["takes every extension", "extensions", []],
  ["takes every version of HTTP", "http-version", []],
  ["takes broken status lines", "syntax", []],
  ["takes folded lines for headers", "folding", []],
];

const chokingClients: readonly (readonly [name: string, quirk: ClientQuirk, breaks: readonly string[]])[] = [
  ["compares Upgrade and Connection with case", "other-case", []],
  ["refuses headers that it does not know", "extra-headers", []],
  ["wants the answer in one read", "split-answers", []],
  ["wants the usual text behind 101", "any-status-text", []],
  ["cannot read lists in Connection", "token-lists", []],
  ["wants one space behind each colon", "spaces", []],
];

const wrongRequests: readonly (readonly [
  name: string,
  fault: NonNullable<ClientHandshakeFaults["requestFault"]>,
  breaks: readonly string[],
])[] = [
  ["sends a key of 8 bytes", "short-key", []],
  ["sends no key", "no-key", []],
  ["sends two keys", "duplicate-key", []],
  ["sends no Host", "no-host", []],
  ["asks for version 8", "version-8", []],
  ["names no version", "no-version", []],
  ["sends no Upgrade", "no-upgrade", []],
  ["sends no Connection", "no-connection", []],
  ["speaks HTTP/1.0", "http-1.0", []],
  ["sends POST", "post", []],
  ["sends the fragment of its URL", "fragment-target", []],
];

const otherClients: readonly Row[] = [
  ["takes any answer", { clientIgnores: "all" }, []],
  ["sends a frame before the answer", { sendsBeforeAnswer: true }, []],
  ["leaves TCP open when the answer is wrong", { keepsFailedOpen: true }, []],
  ["loses the frame that comes with the answer", { losesFirstFrame: true }, []],
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

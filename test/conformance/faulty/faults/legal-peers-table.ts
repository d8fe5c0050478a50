// Peers that are unusual, lenient or poor, and break no rule that binds them: nothing may turn red on them.

import type { Fault } from "../fault.js";

/** A peer without a fault; what it does, and why it may. */
export type LegalPeer = Pick<Fault, "name" | "roles" | "switches"> & {
  readonly why: string;
};

/** All of them. */
export const legalPeers: readonly LegalPeer[] = [
  {
    name: "drops TCP where it fails",
    switches: { failsWith: "drop" },
    why: "RFC 6455 §7.1.7: it MAY omit the close frame",
  },
  {
    name: "answers close frames without a code",
    switches: { answersClose: "empty" },
    why: "RFC 6455 §5.5.1",
  },
  {
    name: "validates text at its end",
    switches: { utf8: "at-end" },
    why: "RFC 6455 §8.1 names no time; non-strict",
  },
  { name: "pings as soon as it is open", switches: { greets: "ping" }, why: "RFC 6455 §5.5.2" },
  { name: "echoes in fragments of 1,000 bytes", switches: { fragmentsEchoes: 1_000 }, why: "RFC 6455 §5.4" },
  {
    name: "takes lengths that are not minimal",
    switches: { takesLongLengthForms: true },
    why: "RFC 6455 §5.2 binds the sender; informational",
  },
  {
    name: "never compresses",
    switches: { neverCompresses: true },
    why: "RFC 7692 §6: each message may be compressed or not",
  },
  {
    name: "does not have permessage-deflate",
    switches: { withoutDeflate: true },
    why: "RFC 7692 is an extension; unimplemented",
  },
  {
    name: "inflates without limit",
    switches: { inflatesWithoutLimit: true },
    why: "RFC 6455 §10.4 advises limits; informational",
  },
  {
    name: "takes HTTP/1.0 in answers",
    roles: ["client"],
    switches: { clientIgnores: ["http-version"] },
    why: "RFC 6455 §4.1 has clients look at the status alone",
  },
  {
    name: "accepts every request target",
    roles: ["server"],
    switches: { serverIgnores: ["target"] },
    why: "RFC 6455 §3 binds the client",
  },
  {
    name: "refuses requests of more than 1 KiB",
    roles: ["server"],
    switches: { serverRefuses: "long-requests" },
    why: "RFC 9110 §5.4",
  },
  {
    name: "refuses subprotocols",
    roles: ["server"],
    switches: { serverRefuses: "subprotocols" },
    why: "RFC 6455 §4.2.2: it may refuse what it does not want",
  },
  {
    name: "refuses unknown extensions",
    roles: ["server"],
    switches: { serverRefuses: "unknown-extensions" },
    why: "as with subprotocols; informational",
  },
  {
    name: "refuses requests with Content-Length",
    roles: ["server"],
    switches: { serverRefuses: "body" },
    why: "RFC 9110 §7.8",
  },
  {
    name: "refuses with 500",
    roles: ["server"],
    switches: { refusesWithStatus: 500 },
    why: "an error code, if not an appropriate one; informational",
  },
  {
    name: "leaves TCP open when the answer is wrong",
    roles: ["client"],
    switches: { keepsFailedOpen: true },
    why: "what matters is that it never takes the connection as open; non-strict",
  },
  {
    name: "leaves TCP open after it has refused",
    roles: ["server"],
    switches: { keepsRefused: true },
    why: "RFC 9112 §9.3",
  },
  {
    name: "refuses the close codes 1012 to 1014",
    switches: { refusesCloseCodes: "registered-late" },
    why: "they were registered after RFC 6455; informational",
  },
  {
    name: "loses the frame that comes with the request",
    roles: ["server"],
    switches: { losesFirstFrame: true },
    why: "RFC 6455 §4.1 has clients wait for the answer; informational",
  },
];

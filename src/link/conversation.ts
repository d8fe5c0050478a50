// The two windows as data. A conversation is one connection that the server accepted, or one tab of the client window
// (which may connect many times); each has a number of its own for the life of the process.

import { z } from "zod";

/** Something that went wrong, as a WsrigError tells it. */
export const problem = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  path: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

/** A header block as lines without line ends, the first one being the request or status line. Secrets are redacted. */
const headerBlock = z.array(z.string());

/** What a person asks of the server window. */
export const serverOptions = z.strictObject({
  /** 0: a free one. */
  port: z.int().min(0).max(65_535),
  /** `""`: the person answers by hand. Else a path of the reference server with its query, such as `/echo`, `/stream?rate=10`. */
  behaviour: z.string().max(2_000),
  secure: z.boolean(),
  compression: z.boolean(),
  subprotocols: z.array(z.string()).max(20),
});
export type ServerOptions = z.infer<typeof serverOptions>;

/** The server window. */
export const serverState = z.object({
  status: z.enum(["stopped", "starting", "listening", "stopping"]),
  /** As asked last; the defaults before. */
  options: serverOptions,
  /** While listening: `ws://127.0.0.1:41234`. */
  url: z.string().optional(),
  /** Why it could not listen, or what went wrong last. */
  problem: problem.optional(),
  /** Open connections. */
  connected: z.int(),
  /** Accepted since it listens. */
  accepted: z.int(),
  /** Handshakes refused since it listens. */
  refused: z.int(),
});
export type ServerState = z.infer<typeof serverState>;

const counters = {
  messagesReceived: z.int(),
  messagesSent: z.int(),
  bytesReceived: z.int(),
  bytesSent: z.int(),
  /** Round trip of the last ping that was answered. */
  pingUs: z.number().optional(),
};

const closing = z.object({
  code: z.int(),
  reason: z.string(),
  wasClean: z.boolean(),
  initiatedBy: z.enum(["local", "peer", "none"]),
});

/** A client connected to the server window. It stays in the list when closed, until the server listens anew or 1,000 later ones have closed. */
export const accepted = z.object({
  conversation: z.int().min(1),
  /** Counts from 1 since the server listens. */
  number: z.int().min(1),
  /** `127.0.0.1:40312` */
  address: z.string(),
  /** The request target; of a long one its beginning, as of the origin. */
  target: z.string(),
  origin: z.string(),
  subprotocol: z.string(),
  extensions: z.string(),
  /** µs since 1970. */
  openedAtUs: z.number(),
  state: z.enum(["open", "closing", "closed"]),
  ...counters,
  closed: closing.optional(),
});
export type Accepted = z.infer<typeof accepted>;

/** What a person asks of a tab of the client window. */
export const clientOptions = z.strictObject({
  url: z.string().max(8_000),
  subprotocols: z.array(z.string().max(500)).max(20),
  headers: z.array(z.tuple([z.string().max(500), z.string().max(8_000)])).max(100),
  origin: z.string().max(2_000),
  compression: z.boolean(),
  /** Accept any certificate. */
  insecure: z.boolean(),
  /** Sent as a text message as soon as connected; `""`: nothing. */
  greeting: z.string().max(100_000),
});
export type ClientOptions = z.infer<typeof clientOptions>;

/** The opening handshake of a client, as far as it came. */
export const handshake = z.object({
  /** µs of each step that was taken, in their order. The failed one is in. */
  steps: z.array(z.object({ step: z.enum(["dns", "tcp", "proxy", "tls", "upgrade"]), us: z.number() })),
  totalUs: z.number(),
  failedStep: z.enum(["dns", "tcp", "proxy", "tls", "upgrade"]).optional(),
  request: headerBlock.optional(),
  response: headerBlock.optional(),
});
export type ShownHandshake = z.infer<typeof handshake>;

/** A tab of the client window. */
export const clientState = z.object({
  conversation: z.int().min(1),
  /** Counts from 1. */
  number: z.int().min(1),
  /** As asked last; the defaults before. */
  options: clientOptions,
  state: z.enum(["unconnected", "hostLookup", "connecting", "connected", "closing"]),
  handshake: handshake.optional(),
  subprotocol: z.string(),
  extensions: z.string(),
  ...counters,
  /** How the last connection ended. */
  closed: closing.optional(),
  /** Why it could not connect or was lost. */
  problem: problem.optional(),
});
export type ClientState = z.infer<typeof clientState>;

// The HTTP upgrade by the `ws` package over a socket that we have connected, so that the earlier steps are the same for
// both drivers: same timings, same failures.

import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { type PerMessageDeflateOptions, WebSocket } from "ws";
import type { Clock } from "../clock.js";
import { fixedMaskKey } from "../connection/mask-keys.js";
import { WsConnection } from "../connection/ws-connection.js";
import { unsupportedByWs } from "../connection/ws-unsupported.js";
import type { DeflateOffer } from "../protocol/deflate-negotiation.js";
import { HttpHeaders } from "../protocol/headers.js";
import { defaultLimits } from "../protocol/limits.js";
import { abortable } from "./abortable.js";
import { statusFailure } from "./answer-failure.js";
import { type BodyPatience, readBodyStart } from "./body-start.js";
import type { DialFailure, DialResponse } from "./dial-failure.js";
import type { DialOptions } from "./dial-options.js";
import { DialFailed } from "./dial-run.js";
import type { DialTarget } from "./dial-target.js";
import { networkFailure } from "./network-failure.js";

/** Headers that `ws` writes itself, over those of its caller. */
const headersOfWs = ["sec-websocket-key", "sec-websocket-version", "upgrade", "connection"];

/** What {@link upgradeWithWs} needs. */
export interface WsUpgradeOptions {
  readonly socket: Socket;
  readonly target: DialTarget;
  readonly headers: readonly (readonly [string, string])[];
  readonly deflateOffer: DeflateOffer | undefined;
  readonly dial: DialOptions;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** An open connection and the answer that opened it, or an answer that did not. */
export type WsUpgrade =
  | { readonly kind: "open"; readonly connection: WsConnection; readonly headers: HttpHeaders }
  | { readonly kind: "rejected"; readonly response: IncomingMessage };

/** What `ws` cannot do as a client. @throws WsrigError `driver-unsupported` */
export function assertWsCan(options: DialOptions): void {
  const { version = 13, omitHeaders = [], headers = [] } = options;
  const replaced = headers.find(([name]) => headersOfWs.includes(name.toLowerCase()));
  const what =
    version !== 13 && version !== 8
      ? `send Sec-WebSocket-Version ${version}`
      : omitHeaders.length > 0
        ? "leave out default headers"
        : replaced !== undefined
          ? `replace its own header ${replaced[0]}`
          : undefined;
  if (what === undefined) return;
  throw unsupportedByWs(what);
}

/** @throws DialFailed */
export function upgradeWithWs(options: WsUpgradeOptions): Promise<WsUpgrade> {
  const { socket, target, dial, clock, signal } = options;
  return abortable<WsUpgrade>(signal, ({ resolve, reject }) => {
    const ws = new WebSocket(target.url, [...(dial.subprotocols ?? [])], wsOptions(options));
    let headers = HttpHeaders.from([]);
    let isSettled = false;
    ws.once("upgrade", (response) => {
      headers = headersOf(response);
    });
    ws.once("open", () => {
      isSettled = true;
      const { url } = target;
      const extensions = headers.get("Sec-WebSocket-Extensions") ?? "";
      const connection = new WsConnection(ws, { role: "client", url, extensions, tcp: socket, clock });
      resolve({ kind: "open", connection, headers });
    });
    ws.once("unexpected-response", (_request, response) => {
      isSettled = true;
      resolve({ kind: "rejected", response });
    });
    ws.on("error", (error) => {
      // Later errors are the connection's own.
      if (!isSettled) reject(new DialFailed(upgradeFailure(error, headers)));
    });
    return () => {
      if (!isSettled) socket.destroy();
    };
  });
}

/** A refusing answer with the first 1,024 bytes of its body, or what came of them in time. */
export async function readRejection(response: IncomingMessage, patience: BodyPatience): Promise<DialFailure> {
  const headers = headersOf(response);
  // node:http has already taken the chunks apart.
  const unchunked = HttpHeaders.from([...headers].filter(([name]) => !/^transfer-encoding$/i.test(name)));
  const bodyStart = await readBodyStart(unchunked, patience, (take, ended) => {
    response.on("data", take);
    response.once("end", ended);
    response.once("close", ended);
    response.on("error", ended);
  });
  return statusFailure({
    status: response.statusCode ?? 0,
    statusText: response.statusMessage ?? "",
    headers,
    bodyStart,
  });
}

function wsOptions(options: WsUpgradeOptions): ConstructorParameters<typeof WebSocket>[2] {
  const { socket, headers, dial, deflateOffer } = options;
  const limits = { ...defaultLimits, ...dial.limits };
  // Of a later version of `ws` than its types know.
  const newer = {
    closeTimeout: dial.closeTimeoutMs ?? 5_000,
    maxFragments: limits.maxFragments,
    maxPendingAutoPongs: limits.maxQueuedControlFrames,
  };
  return {
    ...newer,
    createConnection: () => socket,
    headers: headerObject(headers),
    ...(dial.origin === undefined ? {} : { origin: dial.origin }),
    protocolVersion: dial.version ?? 13,
    maxPayload: limits.maxMessageBytes,
    perMessageDeflate: deflateOffer === undefined ? false : perMessageDeflate(deflateOffer),
    ...generateMask(dial),
  };
}

/** A threshold of 0, as with the driver `frame`: what is compressed must not depend on the driver. */
function perMessageDeflate(offer: DeflateOffer): PerMessageDeflateOptions {
  return {
    threshold: 0,
    serverNoContextTakeover: offer.serverNoContextTakeover ?? false,
    clientNoContextTakeover: offer.clientNoContextTakeover ?? false,
    ...(offer.serverMaxWindowBits === undefined ? {} : { serverMaxWindowBits: offer.serverMaxWindowBits }),
    // `ws` offers client_max_window_bits without a value when none is given.
    ...(typeof offer.clientMaxWindowBits === "number"
      ? { clientMaxWindowBits: offer.clientMaxWindowBits }
      : {}),
  };
}

function generateMask({ maskKeys, random }: DialOptions): { generateMask?: (mask: Buffer) => void } {
  if (maskKeys === "fixed") return { generateMask: (mask) => mask.writeUInt32BE(fixedMaskKey) };
  if (random === undefined) return {};
  return { generateMask: (mask) => mask.writeUInt32BE(random.integer(0, 0xffff_ffff)) };
}

function headerObject(headers: readonly (readonly [string, string])[]): Record<string, string | string[]> {
  // node:http takes two names that differ only in case for one, and keeps the last.
  const byName = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of headers) {
    const known = byName.get(name.toLowerCase());
    if (known === undefined) byName.set(name.toLowerCase(), { name, values: [value] });
    else known.values.push(value);
  }
  return Object.fromEntries(
    [...byName.values()].map(({ name, values }) => [name, values.length === 1 ? (values[0] ?? "") : values]),
  );
}

function headersOf(response: IncomingMessage): HttpHeaders {
  const { rawHeaders } = response;
  const entries: [string, string][] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2)
    entries.push([rawHeaders[i] ?? "", rawHeaders[i + 1] ?? ""]);
  return HttpHeaders.from(entries);
}

function upgradeFailure(error: Error, headers: HttpHeaders): DialFailure {
  const name = "code" in error && typeof error.code === "string" ? error.code : "";
  const base = { step: "upgrade", cause: error } as const;
  if (name.startsWith("HPE_")) {
    return {
      ...base,
      code: "bad-handshake",
      message: `the peer did not answer with HTTP (${error.message})`,
      section: "RFC 6455 §4.2.2",
      hint: "Check that the port speaks HTTP, and whether it wants TLS (wss://).",
    };
  }
  if (name === "ECONNRESET" || /hang up/.test(error.message)) {
    return {
      ...base,
      code: "reset",
      message: `the peer ended the connection before it answered (${error.message})`,
    };
  }
  if (name !== "") return networkFailure(error, "upgrade");
  const response: DialResponse = { status: 101, statusText: "", headers, bodyStart: "" };
  const code = /Accept/.test(error.message) ? "bad-accept" : "bad-handshake";
  return { ...base, code, message: error.message, section: "RFC 6455 §4.1", response };
}

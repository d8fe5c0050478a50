// Opening a WebSocket connection step by step, each step timed apart.

import { randomBytes } from "node:crypto";
import { connect, isIP, type Socket, type TcpNetConnectOpts } from "node:net";
import type { TLSSocket } from "node:tls";
import { systemClock } from "../clock.js";
import type { Connection } from "../connection/connection.js";
import { FrameConnection } from "../connection/frame-connection.js";
import { maskKeySource } from "../connection/mask-keys.js";
import { SocketReads } from "../connection/socket-reads.js";
import { WsrigError } from "../errors.js";
import { makeKey } from "../protocol/accept-key.js";
import { buildUpgradeRequest, type UpgradeRequestOptions } from "../protocol/client-handshake.js";
import type { HttpHeaders } from "../protocol/headers.js";
import { malformedFailure, statusFailure } from "./answer-failure.js";
import type { DialOptions, DialResult } from "./dial-options.js";
import { DialFailed, DialRun } from "./dial-run.js";
import { type DialTarget, parseDialTarget } from "./dial-target.js";
import { connectTcp, lookUp, systemAddresses } from "./tcp-step.js";
import { assertTrusted, createTlsSocket, finishTls, secureContextOf } from "./tls-step.js";
import { UpgradeExchange } from "./upgrade-exchange.js";
import { assertWsCan, readRejection, upgradeWithWs } from "./ws-upgrade.js";

export type { CertificateProblem } from "./certificate-problem.js";
export type { DialFailure, DialFailureCode, DialResponse } from "./dial-failure.js";
export type { DialOptions, DialResult, DialStep, DialTlsOptions, HandshakeTimings } from "./dial-options.js";

/**
 * Opens a connection to `url` (ws or wss; http and https count as these). Reads nothing from it until a listener is set.
 *
 * Whatever the target does is data: a refused connection, a bad certificate or an HTTP answer resolves with `failed`.
 *
 * @throws WsrigError for misuse only: `usage-invalid-url`, `usage-invalid-header`, `usage-invalid-subprotocol`,
 *   `usage-invalid-window-bits`, `usage-invalid-local-address`, `usage-invalid-tls`, `driver-unsupported`; and what a
 *   callback of the options throws
 */
export async function dial(url: string, options: DialOptions = {}): Promise<DialResult> {
  const plan = planDial(url, options);
  const run = new DialRun(options);
  try {
    const { connection, response } = await openConnection(plan, run);
    return { kind: "open", connection, timings: run.timings, response };
  } catch (error) {
    if (!(error instanceof DialFailed)) throw error;
    return { kind: "failed", failure: error.failure, timings: run.timings };
  }
}

/** Everything that can be known, and refused, before the first step. */
interface DialPlan {
  readonly target: DialTarget;
  readonly options: DialOptions;
  readonly request: UpgradeRequestOptions;
}

interface Opened {
  readonly connection: Connection;
  readonly response: { readonly status: number; readonly headers: HttpHeaders };
}

function planDial(url: string, options: DialOptions): DialPlan {
  const target = parseDialTarget(url);
  const { random, compression, localAddress } = options;
  const request: UpgradeRequestOptions = {
    host: target.hostHeader,
    target: target.target,
    key: makeKey(random?.bytes(16) ?? randomBytes(16)),
    version: options.version,
    origin: options.origin,
    subprotocols: options.subprotocols,
    deflateOffer: compression === true ? {} : compression === false ? undefined : compression,
    headers: headersWithCredentials(target, options),
    omitHeaders: options.omitHeaders,
  };
  buildUpgradeRequest(request);
  if (options.driver === "ws") assertWsCan(options);
  if (target.isSecure) secureContextOf(options.tls);
  if (localAddress !== undefined && isIP(localAddress) === 0) {
    throw new WsrigError(
      "usage-invalid-local-address",
      `the local address is "${localAddress}"; must be an IP address of this machine`,
    );
  }
  return { target, options, request };
}

/** Credentials of the URL, unless the caller has written the header. */
function headersWithCredentials(
  target: DialTarget,
  { headers = [] }: DialOptions,
): readonly (readonly [string, string])[] {
  const { authorization } = target;
  const isGiven = headers.some(([name]) => name.toLowerCase() === "authorization");
  return authorization === undefined || isGiven ? headers : [["Authorization", authorization], ...headers];
}

async function openConnection(plan: DialPlan, run: DialRun): Promise<Opened> {
  const { target, options } = plan;
  // `ws` brings reads of its own.
  const reads = options.driver === "ws" ? undefined : new SocketReads();
  const addresses = target.isAddress
    ? [target.host]
    : await run.step("dns", (signal) => lookUp(target.host, options.lookup ?? systemAddresses, signal));
  const socket = target.isSecure
    ? await connectSecure(plan, run, addresses, reads)
    : await connectPlain(plan, run, addresses, reads);
  try {
    return reads === undefined
      ? await upgradeByWs(plan, run, socket)
      : await upgradeByFrame(plan, run, socket, reads);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function connectPlain(
  { target, options }: DialPlan,
  run: DialRun,
  addresses: readonly string[],
  reads: SocketReads | undefined,
): Promise<Socket> {
  const { port } = target;
  const { localAddress } = options;
  const { clock } = run;
  const create = (to: TcpNetConnectOpts): Socket =>
    connect(reads === undefined ? to : { ...to, onread: reads.onread });
  return run.step("tcp", (signal) => connectTcp({ create, addresses, port, localAddress, clock, signal }));
}

async function connectSecure(
  { target, options }: DialPlan,
  run: DialRun,
  addresses: readonly string[],
  reads: SocketReads | undefined,
): Promise<Socket> {
  const { host, isAddress, port } = target;
  const { tls, localAddress, onCertificateProblem } = options;
  const { clock } = run;
  const create = (to: TcpNetConnectOpts): TLSSocket =>
    createTlsSocket(to, { host, isAddress, tls, onread: reads?.onread });
  const socket = await run.step("tcp", (signal) =>
    connectTcp({ create, addresses, port, localAddress, clock, signal }),
  );
  try {
    await run.step("tls", (signal) => finishTls(socket, signal));
    // Outside the step, which would take what the callback throws for the target's doing.
    assertTrusted(socket, { host, tls, onCertificateProblem });
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return socket;
}

async function upgradeByFrame(
  plan: DialPlan,
  run: DialRun,
  socket: Socket,
  reads: SocketReads,
): Promise<Opened> {
  const { target, options, request } = plan;
  const exchange = new UpgradeExchange(socket, reads, request);
  const answer = await run.step("upgrade", (signal) => exchange.answer(signal));
  switch (answer.kind) {
    case "accepted": {
      const { subprotocol, extensions, deflate, status, headers } = answer;
      const { maskKeys, random, limits, closeTimeoutMs, clock = systemClock } = options;
      const connection = new FrameConnection({
        socket,
        reads,
        role: "client",
        url: target.url,
        subprotocol,
        extensions,
        deflate,
        head: exchange.rest,
        limits,
        closeTimeoutMs,
        clock,
        maskKeys: maskKeySource(maskKeys, random),
      });
      return { connection, response: { status, headers } };
    }
    case "rejected": {
      const { status, statusText, headers } = answer;
      const bodyStart = await exchange.bodyStart(headers, run.bodyPatience);
      throw new DialFailed(statusFailure({ status, statusText, headers, bodyStart }));
    }
    case "malformed":
      throw new DialFailed(malformedFailure(answer, exchange.firstBytes));
    case "incomplete":
      throw new TypeError("the exchange gives no incomplete answer");
    default:
      return answer satisfies never;
  }
}

async function upgradeByWs(plan: DialPlan, run: DialRun, socket: Socket): Promise<Opened> {
  const { target, options, request } = plan;
  const { headers = [], deflateOffer } = request;
  const upgrade = await run.step("upgrade", (signal) =>
    upgradeWithWs({ socket, target, headers, deflateOffer, dial: options, clock: run.clock, signal }),
  );
  if (upgrade.kind === "rejected")
    throw new DialFailed(await readRejection(upgrade.response, run.bodyPatience));
  return { connection: upgrade.connection, response: { status: 101, headers: upgrade.headers } };
}

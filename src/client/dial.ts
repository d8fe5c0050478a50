// Opening a WebSocket connection step by step, each step timed apart.

import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import type { Connection } from "../connection/connection.js";
import { FrameConnection } from "../connection/frame-connection.js";
import { maskKeySource } from "../connection/mask-keys.js";
import { SocketReads } from "../connection/socket-reads.js";
import { makeKey } from "../protocol/accept-key.js";
import { buildUpgradeRequest, type UpgradeRequestOptions } from "../protocol/client-handshake.js";
import type { HttpHeaders } from "../protocol/headers.js";
import { malformedFailure, statusFailure } from "./answer-failure.js";
import type { DialOptions, DialResult } from "./dial-options.js";
import { DialFailed, DialRun } from "./dial-run.js";
import type { DialTarget } from "./dial-target.js";
import { connectToTarget, planRoute, type TargetRoute } from "./target-socket.js";
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
 *   `usage-invalid-window-bits`, `usage-invalid-local-address`, `usage-invalid-tls`, `usage-invalid-proxy`,
 *   `usage-invalid-resolve`, `driver-unsupported`; and what a callback of the options throws
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
  readonly route: TargetRoute;
  readonly request: UpgradeRequestOptions;
}

interface Opened {
  readonly connection: Connection;
  readonly response: { readonly status: number; readonly headers: HttpHeaders };
}

function planDial(url: string, options: DialOptions): DialPlan {
  const route = planRoute(url, options);
  const { target } = route;
  const { random, compression } = options;
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
  return { route, request };
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
  // `ws` brings reads of its own.
  const reads = plan.route.options.driver === "ws" ? undefined : new SocketReads();
  const socket = await connectToTarget(plan.route, run, reads);
  try {
    return reads === undefined
      ? await upgradeByWs(plan, run, socket)
      : await upgradeByFrame(plan, run, socket, reads);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function upgradeByFrame(
  plan: DialPlan,
  run: DialRun,
  socket: Socket,
  reads: SocketReads,
): Promise<Opened> {
  const { request } = plan;
  const { target, options } = plan.route;
  const exchange = new UpgradeExchange(socket, reads, request, options.onRequest);
  const answer = await run.step("upgrade", (signal) => exchange.answer(signal));
  switch (answer.kind) {
    case "accepted": {
      const { subprotocol, extensions, deflate, status, headers } = answer;
      const { maskKeys, random, limits, closeTimeoutMs } = options;
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
        clock: run.clock,
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
  const { request } = plan;
  const { target, options } = plan.route;
  const { headers = [], deflateOffer } = request;
  const upgrade = await run.step("upgrade", (signal) =>
    upgradeWithWs({ socket, target, headers, deflateOffer, dial: options, clock: run.clock, signal }),
  );
  if (upgrade.kind === "rejected")
    throw new DialFailed(await readRejection(upgrade.response, run.bodyPatience));
  return { connection: upgrade.connection, response: { status: 101, headers: upgrade.headers } };
}

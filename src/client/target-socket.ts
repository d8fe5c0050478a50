// The way to a target, step by step: name lookup, TCP, a proxy's tunnel, TLS. What is said over it is none of its business.

import { connect, isIP, type Socket, type TcpNetConnectOpts } from "node:net";
import type { TLSSocket } from "node:tls";
import type { SocketReads } from "../connection/socket-reads.js";
import { WsrigError } from "../errors.js";
import type { DialFailure } from "./dial-failure.js";
import type { DialOptions } from "./dial-options.js";
import { DialFailed, DialRun } from "./dial-run.js";
import { type DialTarget, parseDialTarget } from "./dial-target.js";
import { onTheWayToProxy } from "./proxy-failure.js";
import { type ProxyTarget, parseProxyUrl } from "./proxy-target.js";
import { ProxyTunnel } from "./proxy-tunnel.js";
import { assertResolveEntries, resolvedAddresses } from "./resolve-entry.js";
import { connectTcp, lookUp, systemAddresses } from "./tcp-step.js";
import { assertTrusted, createTlsSocket, finishTls, secureContextOf } from "./tls-step.js";

/** The way to a target, with everything that can be known, and refused, before the first step. */
export interface TargetRoute {
  readonly target: DialTarget;
  readonly options: DialOptions;
  readonly proxy: ProxyTarget | undefined;
  /** The other end of our TCP connection: the proxy, if there is one. */
  readonly hop: { readonly host: string; readonly port: number };
  /** The addresses of `hop` that need no lookup; empty for a name. */
  readonly knownAddresses: readonly string[];
}

/** @throws WsrigError `usage-invalid-url`, `usage-invalid-proxy`, `usage-invalid-resolve`, `usage-invalid-local-address`, `usage-invalid-tls` */
export function planRoute(url: string, options: DialOptions): TargetRoute {
  const target = parseDialTarget(url);
  const { localAddress, resolve = [] } = options;
  const proxy = options.proxy === undefined ? undefined : parseProxyUrl(options.proxy);
  assertResolveEntries(resolve);
  if (target.isSecure) secureContextOf(options.tls);
  if (localAddress !== undefined && isIP(localAddress) === 0) {
    throw new WsrigError(
      "usage-invalid-local-address",
      `the local address is "${localAddress}"; must be an IP address of this machine`,
    );
  }
  const { host, port } = proxy ?? target;
  const resolved = resolvedAddresses(resolve, { host, port });
  const knownAddresses = resolved.length === 0 && isIP(host) !== 0 ? [host] : resolved;
  return { target, options, proxy, hop: { host, port }, knownAddresses };
}

/**
 * A socket that is connected to the target, behind TLS where it has any; nothing was said to the target yet.
 *
 * @param reads - Gets what the socket reads. Without it the socket is read by its events.
 * @throws DialFailed; what a callback of the options throws
 */
export async function connectToTarget(
  route: TargetRoute,
  run: DialRun,
  reads: SocketReads | undefined,
): Promise<Socket> {
  const { proxy, target } = route;
  if (proxy !== undefined) return connectThrough(proxy, route, run, reads);
  const addresses = await findAddresses(route, run);
  if (!target.isSecure) {
    const create = (to: TcpNetConnectOpts): Socket =>
      connect(reads === undefined ? to : { ...to, onread: reads.onread });
    return connectHop(create, addresses, route, run);
  }
  const create = (to: TcpNetConnectOpts): TLSSocket =>
    createTlsSocket(to, { ...tlsPartOf(route), onread: reads?.onread });
  return secured(await connectHop(create, addresses, route, run), route, run);
}

/** What became of {@link reachTarget}. */
export type ReachedTarget =
  | { readonly kind: "open"; readonly socket: Socket }
  | { readonly kind: "failed"; readonly failure: DialFailure };

/**
 * The socket of {@link connectToTarget} for who speaks with the target by itself.
 *
 * @throws WsrigError as {@link planRoute} does
 */
export async function reachTarget(url: string, options: DialOptions = {}): Promise<ReachedTarget> {
  const route = planRoute(url, options);
  try {
    return { kind: "open", socket: await connectToTarget(route, new DialRun(options), undefined) };
  } catch (error) {
    if (error instanceof DialFailed) return { kind: "failed", failure: error.failure };
    throw error;
  }
}

/** The socket of {@link reachTarget}; `undefined` when the target cannot be reached. */
export async function openTargetSocket(url: string, options: DialOptions = {}): Promise<Socket | undefined> {
  const reached = await reachTarget(url, options);
  return reached.kind === "open" ? reached.socket : undefined;
}

function findAddresses(
  { knownAddresses, hop, options }: TargetRoute,
  run: DialRun,
): Promise<readonly string[]> {
  if (knownAddresses.length > 0) return Promise.resolve(knownAddresses);
  return run.step("dns", (signal) => lookUp(hop.host, options.lookup ?? systemAddresses, signal));
}

function connectHop<S extends Socket>(
  create: (to: TcpNetConnectOpts) => S,
  addresses: readonly string[],
  { hop: { port }, options: { localAddress } }: TargetRoute,
  run: DialRun,
): Promise<S> {
  const { clock } = run;
  return run.step("tcp", (signal) => connectTcp({ create, addresses, port, localAddress, clock, signal }));
}

async function connectThrough(
  proxy: ProxyTarget,
  route: TargetRoute,
  run: DialRun,
  reads: SocketReads | undefined,
): Promise<Socket> {
  const tcp = await connectToProxy(proxy, route, run);
  try {
    await openTunnel(tcp, proxy, route, run);
    const socket = route.target.isSecure
      ? await secured(
          createTlsSocket({ socket: tcp }, { ...tlsPartOf(route), onread: undefined }),
          route,
          run,
        )
      : tcp;
    if (reads !== undefined) feed(reads, socket);
    return socket;
  } catch (error) {
    tcp.destroy();
    throw error;
  }
}

/** Plain and without `onread`: what the proxy says first is for other ears than what follows. */
async function connectToProxy(proxy: ProxyTarget, route: TargetRoute, run: DialRun): Promise<Socket> {
  try {
    const addresses = await findAddresses(route, run);
    return await connectHop((to) => connect(to), addresses, route, run);
  } catch (error) {
    throw error instanceof DialFailed ? new DialFailed(onTheWayToProxy(proxy, error.failure)) : error;
  }
}

async function openTunnel(
  socket: Socket,
  proxy: ProxyTarget,
  { target, options }: TargetRoute,
  run: DialRun,
): Promise<void> {
  const { host, port } = target;
  // An entry for the target holds behind a proxy too: the tunnel is asked for that address.
  const [address = host] = resolvedAddresses(options.resolve ?? [], { host, port });
  const tunnel = new ProxyTunnel(socket, proxy);
  const head = await run.step("proxy", (signal) => tunnel.ask({ host: address, port }, signal));
  if (head.status > 299) throw await tunnel.refusal(head, run.bodyPatience);
}

async function secured(socket: TLSSocket, { target, options }: TargetRoute, run: DialRun): Promise<Socket> {
  const { tls, onCertificateProblem } = options;
  try {
    await run.step("tls", (signal) => finishTls(socket, signal));
    // Outside the step, which would take what the callback throws for the target's doing.
    assertTrusted(socket, { host: target.host, tls, onCertificateProblem });
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return socket;
}

function tlsPartOf({ target: { host, isAddress }, options: { tls } }: TargetRoute) {
  return { host, isAddress, tls };
}

/** Reads by events for who takes them from `reads`. Nothing flows before somebody resumes the socket. */
function feed(reads: SocketReads, socket: Socket): void {
  socket.pause();
  socket.on("data", (bytes: Buffer) => reads.receive(bytes));
}

// Name lookup and TCP connect, each by itself so that each can be timed.

import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type Socket, type TcpNetConnectOpts } from "node:net";
import { type Clock, sleepMs } from "../clock.js";
import { abortable } from "./abortable.js";

/** Finds the addresses of a name, best first. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** The operating system's lookup, in its own order. */
export const systemAddresses: Lookup = async (host) => {
  const found = await systemLookup(host, { all: true, verbatim: true });
  return found.map(({ address }) => address);
};

/** The addresses of `host`; the lookup itself cannot be stopped, its result is dropped on abort. */
export function lookUp(host: string, lookup: Lookup, signal: AbortSignal): Promise<readonly string[]> {
  return abortable(signal, ({ resolve, reject }) => {
    lookup(host).then(resolve, reject);
    return () => {};
  });
}

/** What {@link connectTcp} needs. */
export interface TcpConnectOptions<S extends Socket> {
  /** Makes a socket that connects, plain or the one on which TLS will begin by itself. */
  readonly create: (to: TcpNetConnectOpts) => S;
  readonly addresses: readonly string[];
  readonly port: number;
  readonly localAddress: string | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

// RFC 8305 §5 recommends 250 ms before the next address is tried.
const nextAddressAfterMs = 250;

/**
 * Connects to the first address that answers, one after the other: the next one when an address fails or is silent for 250 ms.
 *
 * @throws the error of the last address, or the signal's reason
 */
export async function connectTcp<S extends Socket>(options: TcpConnectOptions<S>): Promise<S> {
  const { signal } = options;
  const addresses = usableAddresses(options);
  let lastError: unknown = new Error("no address of the host can be reached from the local address");
  for (const [index, address] of addresses.entries()) {
    const isLast = index === addresses.length - 1;
    const attempt = new AbortController();
    const patience = new AbortController();
    if (!isLast) giveUpLater(options.clock, attempt, patience.signal);
    try {
      return await connectOne(address, options, AbortSignal.any([signal, attempt.signal]));
    } catch (error) {
      signal.throwIfAborted();
      lastError = error;
    } finally {
      patience.abort();
    }
  }
  throw lastError;
}

function usableAddresses({ addresses, localAddress }: TcpConnectOptions<Socket>): readonly string[] {
  if (localAddress === undefined) return addresses;
  return addresses.filter((address) => isIP(address) === isIP(localAddress));
}

function giveUpLater(clock: Clock, attempt: AbortController, stopped: AbortSignal): void {
  sleepMs(clock, nextAddressAfterMs, stopped).then(
    () => attempt.abort(new Error("the address did not answer")),
    () => {
      // The attempt ended in time.
    },
  );
}

function connectOne<S extends Socket>(
  address: string,
  options: TcpConnectOptions<S>,
  signal: AbortSignal,
): Promise<S> {
  const { create, port, localAddress } = options;
  return abortable<S>(signal, ({ resolve, reject }) => {
    const own = localAddress === undefined ? {} : { localAddress };
    const socket = create({ host: address, port, noDelay: true, ...own });
    let isConnected = false;
    const connected = (): void => {
      isConnected = true;
      resolve(socket);
    };
    socket.once("connect", connected);
    socket.once("error", reject);
    // An error between two steps, or after we have given up, is not lost: the next step finds a destroyed socket.
    socket.on("error", () => {});
    return () => {
      socket.off("connect", connected);
      socket.off("error", reject);
      if (!isConnected) socket.destroy();
    };
  });
}

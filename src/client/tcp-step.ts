// Name lookup and TCP connect, each by itself so that each can be timed.

import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type Socket } from "node:net";
import { abortable } from "./abortable.js";
import { AddressRace, type AddressRaceOptions } from "./address-race.js";
import { DialFailed } from "./dial-run.js";

/** Finds the addresses of a name, best first. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** The operating system's lookup, in its own order. */
export const systemAddresses: Lookup = async (host) => {
  const found = await systemLookup(host, { all: true, verbatim: true });
  return found.map(({ address }) => address);
};

/** The addresses of `host`, one at least; the lookup itself cannot be stopped, its result is dropped on abort. @throws DialFailed `dns-failed` */
export function lookUp(host: string, lookup: Lookup, signal: AbortSignal): Promise<readonly string[]> {
  return abortable(signal, ({ resolve, reject }) => {
    lookup(host).then(
      (addresses) => (addresses.length > 0 ? resolve(addresses) : reject(noAddress())),
      reject,
    );
    return () => {};
  });
}

/** What {@link connectTcp} needs. */
export interface TcpConnectOptions<S extends Socket> extends AddressRaceOptions<S> {
  readonly signal: AbortSignal;
}

/**
 * Connects to the address that answers first; the next one is tried when one fails or is silent for 250 ms (RFC 8305 §5).
 *
 * @throws the most telling error of the addresses, or the signal's reason
 */
export async function connectTcp<S extends Socket>(options: TcpConnectOptions<S>): Promise<S> {
  const addresses = usableAddresses(options);
  if (addresses.length === 0) {
    throw new Error("no address of the host can be reached from the local address");
  }
  return abortable<S>(options.signal, (settle) => {
    const race = new AddressRace({ ...options, addresses }, settle);
    race.start();
    return () => race.end();
  });
}

function usableAddresses({ addresses, localAddress }: TcpConnectOptions<Socket>): readonly string[] {
  if (localAddress === undefined) return addresses;
  return addresses.filter((address) => isIP(address) === isIP(localAddress));
}

function noAddress(): DialFailed {
  return new DialFailed({
    step: "dns",
    code: "dns-failed",
    message: "the name lookup gave no address",
    hint: "Check the spelling of the host, and that it has an address (A or AAAA record).",
  });
}

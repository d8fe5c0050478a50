// How many processes and source addresses a number of connections needs, said before anything is sent.

import { WsrigError } from "../../errors.js";
import { formatCount } from "../../units.js";
import type { MachineLimits } from "./machine-limits.js";

/** What shall be spread. */
export interface SpreadRequest {
  /** Open at once, over all loads. */
  readonly connections: number;
  /** Asked for; `auto` takes the cores, `undefined` as few as will do. */
  readonly workers: number | "auto" | undefined;
  /** Given by the user; empty lets the system choose, or us on loopback. */
  readonly localAddresses: readonly string[];
  /** Of the target's URL. */
  readonly host: string;
}

/** How it is spread. */
export interface Spread {
  readonly workers: number;
  readonly localAddresses: readonly string[];
}

// For the standard streams, the report's files, DNS and our own modules.
const reservedFiles = 64;
// As many fit one address before the system, choosing address and port by itself, slows down (measured on Linux 6.18).
const comfortablePorts = 14_000;
// A port of an address that we choose is searched for: 51 µs for each connection at 2,000 of an address, 337 µs at 10,000.
const portsOfChosenAddress = 2_000;

/**
 * Spreads connections over processes and addresses.
 *
 * @throws WsrigError `usage-too-many-connections` with the figure and the fix, when a limit cannot be met
 */
export function spreadConnections(request: SpreadRequest, limits: MachineLimits): Spread {
  return { workers: workersFor(request, limits), localAddresses: addressesFor(request, limits) };
}

function workersFor({ connections, workers }: SpreadRequest, { openFiles, cores }: MachineLimits): number {
  const perProcess =
    openFiles === undefined ? Number.POSITIVE_INFINITY : Math.max(1, openFiles - reservedFiles);
  const needed = Math.max(1, Math.ceil(connections / perProcess));
  if (workers === undefined) return needed;
  // One core is left to the system, and on one machine to the target.
  if (workers === "auto") return Math.max(needed, cores - 1, 1);
  if (workers >= needed) return workers;
  throw new WsrigError(
    "usage-too-many-connections",
    `${formatCount(connections)} connections do not fit ${workers === 1 ? "1 worker" : `${workers} workers`}: a process may open ${formatCount(openFiles ?? 0)} files, of which ${reservedFiles} are kept for other use`,
    {
      path: "workers",
      hint: `Use --workers ${needed} (or leave it out), or raise the limit with ulimit -n.`,
    },
  );
}

function addressesFor(
  { connections, localAddresses, host }: SpreadRequest,
  { portsPerAddress = Number.POSITIVE_INFINITY }: MachineLimits,
): readonly string[] {
  const given = localAddresses.length;
  if (given > 0 || !isLoopback(host)) {
    if (connections <= portsPerAddress * Math.max(1, given)) return localAddresses;
    throw new WsrigError(
      "usage-too-many-connections",
      `${formatCount(connections)} connections need more source ports than ${given > 1 ? `${given} addresses` : "one address"} of this machine has to one target: ${formatCount(portsPerAddress * Math.max(1, given))}`,
      {
        path: "localAddresses",
        hint: `Give at least ${Math.ceil(connections / portsPerAddress)} source addresses with --local-addresses.`,
      },
    );
  }
  if (connections <= Math.min(comfortablePorts, portsPerAddress)) return [];
  const perAddress = Math.min(portsOfChosenAddress, portsPerAddress);
  return Array.from({ length: Math.ceil(connections / perAddress) }, (_, index) =>
    loopbackAddress(index + 1),
  );
}

/** All of 127.0.0.0/8 is this machine. */
function isLoopback(host: string): boolean {
  return host === "localhost" || /^127(\.\d{1,3}){3}$/.test(host);
}

function loopbackAddress(number: number): string {
  return `127.${(number >> 16) & 0xff}.${(number >> 8) & 0xff}.${number & 0xff}`;
}

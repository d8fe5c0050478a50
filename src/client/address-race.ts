// The addresses of one host tried side by side, each a little later than the one before, RFC 8305 §5.

import type { Socket, TcpNetConnectOpts } from "node:net";
import { type Clock, sleepMs } from "../clock.js";
import type { AbortableSettle } from "./abortable.js";

/** What {@link AddressRace} needs. */
export interface AddressRaceOptions<S extends Socket> {
  /** Makes a socket that connects, plain or the one on which TLS will begin by itself. */
  readonly create: (to: TcpNetConnectOpts) => S;
  /** Best first, at least one. */
  readonly addresses: readonly string[];
  readonly port: number;
  readonly localAddress: string | undefined;
  readonly clock: Clock;
}

// RFC 8305 §5 recommends 250 ms before the next address is tried beside those that have not answered.
const nextAddressAfterMs = 250;

/** Resolves with the first socket that connects; rejects when the last one has failed. */
export class AddressRace<S extends Socket> {
  readonly #options: AddressRaceOptions<S>;
  readonly #settle: AbortableSettle<S>;
  readonly #waiting: string[];
  readonly #connecting = new Set<S>();
  readonly #errors: unknown[] = [];
  /** Aborts the wait for the next address. */
  #patience: AbortController | undefined;
  #hasEnded = false;

  constructor(options: AddressRaceOptions<S>, settle: AbortableSettle<S>) {
    this.#options = options;
    this.#settle = settle;
    this.#waiting = [...options.addresses];
  }

  start(): void {
    this.#startNext();
  }

  /** Destroys every socket that has not won, in the same turn: no second one can connect. */
  end(): void {
    this.#hasEnded = true;
    this.#patience?.abort(raceOver);
    for (const socket of this.#connecting) socket.destroy();
    this.#connecting.clear();
  }

  #startNext(): void {
    if (this.#hasEnded) return;
    this.#patience?.abort(raceOver);
    const address = this.#waiting.shift();
    if (address === undefined) {
      if (this.#connecting.size === 0) this.#settle.reject(mostTelling(this.#errors));
      return;
    }
    if (this.#waiting.length > 0) this.#startNextLater();
    this.#connect(address);
  }

  #startNextLater(): void {
    const patience = new AbortController();
    this.#patience = patience;
    sleepMs(this.#options.clock, nextAddressAfterMs, patience.signal).then(
      () => this.#startNext(),
      () => {
        // An address failed or connected before.
      },
    );
  }

  #connect(address: string): void {
    const socket = this.#create(address);
    if (socket === undefined) return;
    this.#connecting.add(socket);
    const failed = (error: Error): void => this.#failed(socket, error);
    socket.on("error", failed);
    socket.once("connect", () => {
      // An error between two steps is no crash: the next step finds a destroyed socket. A function of no race, since the
      // socket keeps it for life, and it would keep all of the dial.
      socket.on("error", leaveToNextStep);
      socket.off("error", failed);
      this.#connected(socket);
    });
  }

  /** `undefined` for an address that Node does not take, such as one that a caller's lookup has made up. */
  #create(address: string): S | undefined {
    const { create, port, localAddress } = this.#options;
    const own = localAddress === undefined ? {} : { localAddress };
    try {
      return create({ host: address, port, noDelay: true, ...own });
    } catch (error) {
      this.#errors.push(error);
      this.#startNext();
      return undefined;
    }
  }

  #connected(socket: S): void {
    if (!this.#connecting.delete(socket)) return;
    this.#settle.resolve(socket);
  }

  #failed(socket: S, error: Error): void {
    if (this.#hasEnded || !this.#connecting.delete(socket)) return;
    this.#errors.push(error);
    this.#startNext();
  }
}

// One for all: a reason of its own for each would be an error with a stack trace.
const raceOver = new Error("the race of addresses goes on or is over");

function leaveToNextStep(): void {}

/** The first error that tells of the target: that this machine has no way to an address, as without IPv6, says little. */
function mostTelling(errors: readonly unknown[]): unknown {
  return errors.find((error) => !isLocal(error)) ?? errors[0];
}

function isLocal(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENETUNREACH" || code === "EHOSTUNREACH" || code === "EADDRNOTAVAIL";
}

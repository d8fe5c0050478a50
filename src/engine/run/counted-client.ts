// Counts the virtual clients that have an iteration under way.

import type { Iteration, IterationEnd, VirtualClient } from "../virtual-client.js";

/** How many clients of a load are at work. */
export class RunningCount {
  clients = 0;

  begun(): void {
    this.clients++;
  }

  /** One function for all clients: there may be 50,000 of them. */
  readonly ended = (): void => {
    this.clients--;
  };
}

/** A client that counts itself while it iterates. */
export class CountedClient implements VirtualClient {
  readonly #client: VirtualClient;
  readonly #count: RunningCount;

  constructor(client: VirtualClient, count: RunningCount) {
    this.#client = client;
    this.#count = count;
  }

  prepare(): Promise<void> {
    return this.#client.prepare();
  }

  iterate(iteration: Iteration): Promise<IterationEnd> {
    this.#count.begun();
    const iterating = this.#client.iterate(iteration);
    iterating.then(this.#count.ended, this.#count.ended);
    return iterating;
  }

  stop(): void {
    this.#client.stop();
  }

  terminate(): void {
    this.#client.terminate();
  }

  end(): Promise<void> {
    return this.#client.end();
  }
}

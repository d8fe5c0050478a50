// Counts the virtual clients that have an iteration under way.

import type { Iteration, IterationEnd, VirtualClient } from "../virtual-client.js";

/** How many clients of a load are at work. */
export interface RunningCount {
  clients: number;
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

  async iterate(iteration: Iteration): Promise<IterationEnd> {
    this.#count.clients++;
    try {
      return await this.#client.iterate(iteration);
    } finally {
      this.#count.clients--;
    }
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

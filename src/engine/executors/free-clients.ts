// The clients of a worker that are free, lowest number first, so that as few as needed are used and their sockets stay warm.

import type { Share } from "../plan/run-plan.js";
import { clientCountOf } from "./share-split.js";

/** A min-heap of client numbers; clients never taken yet cost nothing. */
export class FreeClients {
  readonly #share: Share;
  readonly #count: number;
  /** Own clients taken at least once: they come before all others. */
  #used = 0;
  readonly #returned: number[] = [];

  /** @param clients - Of all workers. */
  constructor(share: Share, clients: number) {
    this.#share = share;
    this.#count = clientCountOf(share, clients);
  }

  /** The lowest free number; `undefined` when none is free. */
  take(): number | undefined {
    const lowest = this.#returned[0];
    if (lowest !== undefined) {
      this.#removeFirst();
      return lowest;
    }
    if (this.#used === this.#count) return undefined;
    return this.#share.worker + this.#used++ * this.#share.of;
  }

  /** Makes a client free again that was taken. */
  giveBack(client: number): void {
    const heap = this.#returned;
    let at = heap.length;
    while (at > 0) {
      const parentAt = (at - 1) >> 1;
      const parent = heap[parentAt];
      if (parent === undefined || parent <= client) break;
      heap[at] = parent;
      at = parentAt;
    }
    heap[at] = client;
  }

  #removeFirst(): void {
    const heap = this.#returned;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let childAt = 2 * at + 1;
      let child = heap[childAt];
      const right = heap[childAt + 1];
      if (child !== undefined && right !== undefined && right < child) {
        child = right;
        childAt += 1;
      }
      if (child === undefined || last <= child) break;
      heap[at] = child;
      at = childAt;
    }
    heap[at] = last;
  }
}

// Backpressure as callers see it: whoever has seen a full buffer is told when it is not full any more.

import type { ConnectionListener } from "./connection.js";
import { WaitingList } from "./waiting-list.js";

/** Watches the bytes that wait in one connection. */
export class DrainWatch {
  readonly #highWaterBytes: number;
  readonly #waiters = new WaitingList<void>();
  #wasSeenFull = false;

  /** @param highWaterBytes - From here on the buffer counts as full. */
  constructor(highWaterBytes: number) {
    this.#highWaterBytes = highWaterBytes;
  }

  /** Whether somebody has to be told; only then is `check` worth a call. */
  get isDue(): boolean {
    return this.#wasSeenFull;
  }

  /** A caller is about to be told that so many bytes wait; gives them back. */
  seen(bytes: number): number {
    if (bytes >= this.#highWaterBytes) this.#wasSeenFull = true;
    return bytes;
  }

  /** Resolves when the buffer is not full. @throws the signal's reason when it aborts first. */
  async wait(bytes: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.seen(bytes) >= this.#highWaterBytes) await this.#waiters.wait(signal);
  }

  /** Bytes have left; so many wait still. */
  check(bytes: number, listener: ConnectionListener | undefined): void {
    if (!this.#wasSeenFull || bytes >= this.#highWaterBytes) return;
    this.#wasSeenFull = false;
    this.#waiters.resolveAll();
    listener?.drained?.();
  }

  /** The connection has ended: nobody waits on. */
  release(): void {
    this.#waiters.resolveAll();
  }
}

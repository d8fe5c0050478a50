// The end of a connection, told exactly once and kept for those who ask later.

import type { CloseOutcome, ConnectionListener } from "./connection.js";
import { WaitingList } from "./waiting-list.js";

/** How one connection ended, once it has. */
export class CloseRecord {
  #waiters: WaitingList<CloseOutcome> | undefined;
  #outcome: CloseOutcome | undefined;
  #wasTold = false;

  /** `undefined` while the connection has not ended. */
  get outcome(): CloseOutcome | undefined {
    return this.#outcome;
  }

  /** Resolves with the outcome, at once when there is one. @throws the signal's reason when it aborts first. */
  async wait(signal?: AbortSignal): Promise<CloseOutcome> {
    if (this.#outcome !== undefined) return this.#outcome;
    this.#waiters ??= new WaitingList();
    return await this.#waiters.wait(signal);
  }

  /** The connection has ended. */
  set(outcome: CloseOutcome): void {
    this.#outcome = outcome;
    this.#waiters?.resolveAll(outcome);
  }

  /** Calls `closed` of the first listener that there is after the end. */
  tell(listener: ConnectionListener | undefined): void {
    if (this.#wasTold || listener === undefined || this.#outcome === undefined) return;
    this.#wasTold = true;
    listener.closed?.(this.#outcome);
  }
}

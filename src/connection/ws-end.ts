// The end of a connection on `ws`, put together from what `ws` and the socket below tell piece by piece.

import type { Clock } from "../clock.js";
import type { WsrigError } from "../errors.js";
import type { Violation } from "../protocol/violation.js";
import { CloseRecord } from "./close-record.js";
import type { CloseOutcome, ConnectionListener } from "./connection.js";
import { socketError } from "./socket-error.js";
import { wsViolation } from "./ws-violation.js";

/** What `ws` tells at the end. The code is 1006 when no close frame came (RFC 6455 §7.1.5). */
export type WsClosed = Pick<CloseOutcome, "code" | "reason" | "wasClean">;

/** How one connection on `ws` ends: who began it, what went wrong, and who is told. */
export class WsEnd {
  readonly #clock: Clock;
  readonly #record = new CloseRecord();
  #initiatedBy: CloseOutcome["initiatedBy"] = "none";
  #violation: Violation | undefined;
  #error: WsrigError | undefined;
  #wasTold = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `undefined` while the connection has not ended. */
  get outcome(): CloseOutcome | undefined {
    return this.#record.outcome;
  }

  /** Resolves with the outcome, at once when there is one. @throws the signal's reason when it aborts first. */
  wait(signal?: AbortSignal): Promise<CloseOutcome> {
    return this.#record.wait(signal);
  }

  /** We are about to send a close frame. */
  begunHere(): void {
    if (this.#initiatedBy === "none") this.#initiatedBy = "local";
  }

  /** `ws` has failed: by the peer's bytes, or by the socket. */
  failed(error: Error): void {
    this.#violation = wsViolation(error);
    // `ws` answers a broken rule with a close frame of its own.
    if (this.#violation === undefined) this.#error = socketError(error);
    else this.begunHere();
  }

  /** `ws` keeps the socket's own errors, such as a reset, to itself. */
  socketFailed(error: Error): void {
    this.#error ??= socketError(error);
  }

  /** TCP has ended; to be called once. */
  closed({ code, reason, wasClean }: WsClosed): void {
    if (code !== 1006 && this.#initiatedBy === "none") this.#initiatedBy = "peer";
    const initiatedBy = this.#initiatedBy;
    this.#record.set({ code, reason, wasClean, initiatedBy, violation: this.#violation, error: this.#error });
  }

  /** Tells the first listener that there is after the end; `ws` tells of the peer's close frame only then. */
  tell(listener: ConnectionListener): void {
    if (this.outcome === undefined || this.#wasTold) return;
    this.#wasTold = true;
    const { code, reason } = this.outcome;
    if (code !== 1006) listener.closeReceived?.({ code, reason }, this.#clock.nowUs());
    this.#record.tell(listener);
  }
}

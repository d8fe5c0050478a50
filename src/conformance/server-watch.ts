// Whether the server of a run is still there: one that a case has crashed may come back, or stay away.

import type { DialFailureCode } from "../client/dial-failure.js";
import type { ReachedTarget } from "../client/target-socket.js";
import { type Clock, sleepMs } from "../clock.js";
import type { CaseResult } from "./case-result.js";

/** A server that stayed away. */
export interface ServerGone {
  /** What the last attempt met, as a clause: `nothing listens at the address (ECONNREFUSED)`. */
  readonly why: string;
  /** Cases one of which may have ended it, in the order of their beginning. */
  readonly underWay: readonly string[];
}

/** Options of {@link ServerWatch}. */
export interface ServerWatchOptions {
  readonly clock: Clock;
  readonly waitMs: number;
  /** Whether the server was there before the run. One that never was cannot go away. */
  readonly wasReached: boolean;
  readonly signal: AbortSignal | undefined;
}

/** How long a server may take to come back. */
const patienceWaits = 5;
const longestPatienceMs = 30_000;
const betweenAttemptsMs = 100;

/** Failures of a server that is away. The others are its answer, or our own trouble. */
const absences: ReadonlySet<DialFailureCode> = new Set<DialFailureCode>([
  "dns-failed",
  "refused",
  "reset",
  "unreachable",
  "timeout",
  "proxy-refused",
  "proxy-failed",
]);

/** Opens the connections of a run, and knows which cases were under way when the server went away. */
export class ServerWatch {
  readonly #options: ServerWatchOptions;
  readonly #patienceMs: number;
  readonly #underWay = new Set<string>();
  /** Those that were under way when a connection was opened last, and did not end well since. */
  #suspects: readonly string[] = [];
  #wasReached: boolean;
  #gone: ServerGone | undefined;

  constructor(options: ServerWatchOptions) {
    this.#options = options;
    this.#wasReached = options.wasReached;
    this.#patienceMs = Math.min(patienceWaits * options.waitMs, longestPatienceMs);
  }

  /** Set for good when the server stayed away: no case need be tried any more. */
  get gone(): ServerGone | undefined {
    return this.#gone;
  }

  /** What `attempt` gives for the case `id`; tried again for some time while a server that was there is away. */
  async reach(id: string, attempt: () => Promise<ReachedTarget>): Promise<ReachedTarget> {
    const { clock, signal } = this.#options;
    let givesUpAtUs: number | undefined;
    for (;;) {
      const reached = await attempt();
      if (reached.kind === "open") {
        this.#opened(id);
        return reached;
      }
      const { failure } = reached;
      const isAway = this.#wasReached && absences.has(failure.code) && failure.step !== "tls";
      if (!isAway || this.#gone !== undefined || signal?.aborted === true) return reached;
      givesUpAtUs ??= clock.nowUs() + this.#patienceMs * 1_000;
      if (clock.nowUs() >= givesUpAtUs) {
        this.#gone = { why: failure.message, underWay: this.#suspects };
        return reached;
      }
      await sleepMs(clock, betweenAttemptsMs, signal).catch(() => {
        // Aborted: the next attempt says so.
      });
    }
  }

  /** The case `id`, whose connection was opened, is over. */
  ended({ id, verdict, wasClean }: Pick<CaseResult, "id" | "verdict" | "wasClean">): void {
    this.#underWay.delete(id);
    const others = this.#suspects.filter((one) => one !== id);
    // The last one may have ended the server behind its clean close.
    if (verdict !== "fail" && wasClean && others.length > 0) this.#suspects = others;
  }

  #opened(id: string): void {
    this.#wasReached = true;
    this.#underWay.add(id);
    this.#suspects = [...this.#underWay];
  }
}

// A conformance case as data: what is sent to the peer, what a right peer does about it, and where the RFC says so.

import type { Role } from "../protocol/opcodes.js";
import type { CaseEvent } from "./case-event.js";
import type { CloseExpectation } from "./close-expectation.js";
import type { Driver } from "./driver/driver.js";
import type { Opening } from "./opening.js";

/** The lists of events that a peer may cause; the received list must equal one of them, the first that does decides. */
export interface Outcomes {
  readonly ok: readonly CaseEvent[];
  /** What a lenient peer may cause as well. */
  readonly nonStrict?: readonly (readonly CaseEvent[])[] | undefined;
  /** What a peer did that is lenient by {@link Outcomes.nonStrict}, as a sentence. */
  readonly nonStrictReason?: string | undefined;
}

/** What a case sends that sends much. */
export interface CaseLoad {
  /** Cases with the same data are best run side by side: they share what is made of it. */
  readonly data: string;
  /** The dearest are best begun first. */
  readonly bytes: number;
}

/** One case. Lists and tables make them; ids are those of the reference suite where it has the case. */
export interface ConformanceCase {
  /** Such as `5.15` or `H.1.2`: a group, then numbers. */
  readonly id: string;
  /** Which peers it can be run on. */
  readonly peers: readonly Role[];
  /** What is sent, as a sentence. */
  readonly description: string;
  /** What a right peer does, as a sentence. */
  readonly expectation: string;
  /** The rule behind it: `RFC 6455 §5.4`. */
  readonly section: string;
  /** What a failing peer must change, as an imperative sentence to the author of a library. */
  readonly fix: string;
  /** May hurt the peer (floods, bombs): run only when asked for. */
  readonly isHostile?: boolean | undefined;
  /** Runs while no other case does, as it measures or strains. */
  readonly runsAlone?: boolean | undefined;
  /** What a case that sends much sends: runners that are free in their order use it. */
  readonly load?: CaseLoad | undefined;
  /** The case's own bound on its time, where it needs more than usual. */
  readonly limitMs?: number | undefined;
  /** Default: a plain opening handshake without extensions. */
  readonly opening?: Opening | undefined;
  /** What the received events must be. Without it the script concludes by itself (`driver.conclude`). */
  readonly outcomes?: Outcomes | undefined;
  /** `any`: how the connection ends says nothing. `informational`: nothing about the case is right or wrong. */
  readonly close: CloseExpectation | "any" | "informational";
  /**
   * Sends what the case sends, once the connection is open (with an opening of its own: once TCP is).
   *
   * Waits of the driver reject when the connection is over; let that pass through.
   */
  readonly run: (driver: Driver) => void | Promise<void>;
}

// A connection that is held and pinged now and then. There may be 50,000 of them: each takes few bytes.

import type { Connection } from "../../../connection/connection.js";
import { SessionLane, type SessionLaneSetting } from "../session-lane.js";
import type { PingBook } from "./ping-book.js";
import { pingTimeOf } from "./ping-payload.js";
import type { PingWheel } from "./ping-wheel.js";

/** What all idle lanes of a load share: kept once, not in each. */
export interface IdleTools {
  /** `undefined` where nothing is pinged. */
  readonly wheel: PingWheel | undefined;
  readonly pings: PingBook;
}

/** What one {@link IdleLane} is made from. */
export interface IdleLaneOptions extends SessionLaneSetting {
  readonly connection: Connection;
  /** Over all workers. */
  readonly number: number;
  readonly tools: IdleTools;
}

/**
 * Every pong counts, however late. A ping is unanswered when its connection ends, or its session was given up, without one: a
 * peer may answer only the latest of several (RFC 6455 §5.5.3).
 */
export class IdleLane extends SessionLane {
  readonly #tools: IdleTools;
  readonly #number: number;
  #underWay = 0;
  /** Pings before it are given up, µs. */
  #sinceUs = 0;
  #isStopping = false;

  constructor(options: IdleLaneOptions) {
    super(options.connection, options);
    this.#tools = options.tools;
    this.#number = options.number;
  }

  /** Pongs are awaited only by a session that ends: they count up from below 0. */
  override get waitingAfter(): number | undefined {
    return this.#isStopping && this.#underWay > 0 ? -this.#underWay : undefined;
  }

  /** Sends a ping, from the wheel. */
  ping(nowUs: number): void {
    if (this.connection.state !== "open") return;
    if (this.#underWay === 0) this.#sinceUs = nowUs;
    this.#underWay++;
    this.#tools.pings.send(this.connection, nowUs);
  }

  pongReceived(payload: Uint8Array, receivedAtUs: number): void {
    const sentAtUs = pingTimeOf(payload);
    // An unsolicited pong (§5.5.3), or one too many.
    if (this.#underWay === 0 || !(sentAtUs >= this.#sinceUs)) return;
    this.#underWay--;
    this.#tools.pings.answered(sentAtUs, receivedAtUs);
    if (this.#isStopping && this.#underWay === 0) this.finish();
  }

  protected begun(): void {
    this.#isStopping = false;
    this.#tools.wheel?.join(this.#number, this);
  }

  protected stopping(): void {
    this.#isStopping = true;
    this.#tools.wheel?.leave(this.#number, this);
    if (this.#underWay === 0) this.finish();
  }

  protected givenUp(): void {
    this.#tools.wheel?.leave(this.#number, this);
    if (this.#underWay > 0) this.#tools.pings.unanswered(this.#sinceUs, this.#underWay);
    this.#underWay = 0;
  }
}

// A virtual client of the hot lane: opens its connections, lets a lane work on each, closes them.

import { type Clock, sleepMs } from "../../clock.js";
import type { CloseOutcome } from "../../connection/connection.js";
import type { IterationEnd, VirtualClient } from "../virtual-client.js";
import type { ConnectionOpener } from "./connection-opener.js";
import type { Lane, LaneHost, LaneMaker, LaneNumber } from "./lane.js";
import type { SessionBook } from "./session-book.js";

/** What all clients of a load share. */
export interface LaneClientSetting {
  readonly connectionsPerClient: number;
  readonly keepOpen: boolean;
  /** Whether sessions end by themselves; otherwise a client whose connection was lost is spent. */
  readonly isBounded: boolean;
  readonly opener: ConnectionOpener;
  readonly lanes: LaneMaker;
  readonly sessions: SessionBook;
  readonly clock: Clock;
}

// A target that refuses everything must not be asked as fast as the machine can.
const firstPauseMs = 10;
const longestPauseMs = 1_000;

/** One client. Its connections are numbered `index * connectionsPerClient + i` over all workers. */
export class LaneClient implements VirtualClient, LaneHost {
  readonly #setting: LaneClientSetting;
  readonly #index: number;
  /** By place; a place without a lane has no open connection. */
  readonly #lanes: (Lane | undefined)[];
  /** Lanes that have not told their end in this iteration. */
  #working = 0;
  #isPrepared = false;
  #isStopped = false;
  #isTerminated = false;
  #hasLost = false;
  #failuresInARow = 0;
  /** Ends the wait for the lanes; only while they work. */
  #allDone: (() => void) | undefined;
  /** Made when needed: most clients never pause, and there may be 50,000 of them. */
  #pausing: AbortController | undefined;

  constructor(setting: LaneClientSetting, index: number) {
    this.#setting = setting;
    this.#index = index;
    // Of its exact length: an array that grows takes room for 17.
    this.#lanes = new Array<Lane | undefined>(setting.connectionsPerClient).fill(undefined);
  }

  async prepare(): Promise<void> {
    this.#isPrepared = true;
    await this.#openAll();
  }

  async iterate(): Promise<IterationEnd> {
    this.#hasLost = false;
    // A ramp that comes back starts a client again that it had stopped.
    this.#isStopped = this.#isTerminated;
    // What could not be opened beforehand is not tried again: it would count twice.
    if (!this.#isPrepared) await this.#openAll();
    this.#isPrepared = false;
    if (this.#isTerminated) return "spent";
    const opened = this.#countOpen();
    if (opened < this.#setting.connectionsPerClient) this.#hasLost = true;
    if (opened > 0 && !this.#isStopped) await this.#work(opened);
    if (!this.#isTerminated) await this.#close(this.#setting.keepOpen ? isEnding : undefined);
    return this.#ended(opened);
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#pausing?.abort();
    if (this.#allDone !== undefined) for (const lane of this.#lanes) lane?.stop();
  }

  terminate(): void {
    if (this.#isTerminated) return;
    this.#isStopped = true;
    this.#isTerminated = true;
    this.#pausing?.abort();
    for (const lane of this.#lanes) {
      lane?.abandon();
      if (lane?.connection.state === "open") lane.connection.close(1000);
    }
    this.#endWork();
  }

  end(): Promise<void> {
    return this.#close();
  }

  laneDone(): void {
    if (--this.#working === 0) this.#endWork();
  }

  laneClosed(lane: Lane, outcome: CloseOutcome): void {
    const place = this.#lanes.indexOf(lane);
    if (place === -1) return;
    this.#lanes[place] = undefined;
    const number = this.#numberAt(place);
    const isOurs = outcome.initiatedBy === "local" && outcome.violation === undefined;
    const isExpected = isOurs || this.#isTerminated;
    this.#setting.sessions.ended(number.connection, outcome, { isExpected });
    if (!isExpected) this.#hasLost = true;
  }

  #countOpen(): number {
    let open = 0;
    for (const lane of this.#lanes) if (lane !== undefined) open++;
    return open;
  }

  /** Starts the lanes, so many, and waits until each has told its end. */
  #work(lanes: number): Promise<void> {
    this.#working = lanes;
    return new Promise((resolve) => {
      this.#allDone = resolve;
      for (const lane of this.#lanes) lane?.start();
    });
  }

  #endWork(): void {
    const tell = this.#allDone;
    this.#allDone = undefined;
    tell?.();
  }

  async #openAll(): Promise<void> {
    const { connectionsPerClient } = this.#setting;
    if (connectionsPerClient === 1) return this.#openAt(0);
    await Promise.all(Array.from({ length: connectionsPerClient }, (_, place) => this.#openAt(place)));
  }

  async #openAt(place: number): Promise<void> {
    if (this.#lanes[place] !== undefined || this.#isStopped) return;
    const { opener, lanes, sessions } = this.#setting;
    const number = this.#numberAt(place);
    const opened = await opener.open(number.connection);
    if (opened === undefined) return;
    const lane = lanes.make(opened.connection, number, this);
    this.#lanes[place] = lane;
    sessions.began(number.connection, opened, lane);
    // From here on pings are answered and a close is noticed, long before the load begins perhaps.
    opened.connection.setListener(lane);
    if (this.#isTerminated) lane.connection.terminate();
  }

  /** @param isMeant - Which lanes. Default: all. */
  async #close(isMeant: (lane: Lane) => boolean = () => true): Promise<void> {
    const open = this.#lanes.filter((lane) => lane !== undefined).filter(isMeant);
    await Promise.all(
      open.map(({ connection }) => {
        if (connection.state === "open") connection.close(1000);
        return connection.waitForClose();
      }),
    );
  }

  /** @param opened - How many connections the iteration had. */
  async #ended(opened: number): Promise<IterationEnd> {
    if (this.#isTerminated) return "spent";
    if (!this.#hasLost) this.#failuresInARow = 0;
    else if (!this.#setting.isBounded) return "spent";
    else if (opened === 0) await this.#pause();
    return "again";
  }

  async #pause(): Promise<void> {
    if (this.#isStopped) return;
    const ms = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#failuresInARow++);
    this.#pausing = new AbortController();
    try {
      await sleepMs(this.#setting.clock, ms, this.#pausing.signal);
    } catch {
      // The client was stopped: there is nothing to wait for.
    }
  }

  #numberAt(place: number): LaneNumber {
    return { client: this.#index, connection: this.#index * this.#setting.connectionsPerClient + place };
  }
}

/** One that outlives iterations, but not this one: the next opens it anew. */
function isEnding({ connection }: Lane): boolean {
  return connection.state !== "open";
}

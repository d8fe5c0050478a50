// Clients of a closed model: each runs one iteration after another for as long as it is wanted.

import type { Clock } from "../../clock.js";
import type { Iteration, IterationEnd } from "../virtual-client.js";
import type { RunningIterations } from "./running-iterations.js";

/** Options of {@link ClientLoops}. */
export interface ClientLoopsOptions {
  readonly iterations: RunningIterations;
  readonly clock: Clock;
  /** No iteration follows another from then on, µs of the clock, however late the timer that ends them. */
  readonly endUs: number;
  /** Numbers of the clients that may ever run here. */
  readonly clients: readonly number[];
  /** The next iteration of a client that has begun `begun` so far; `undefined` when there is none left for it. */
  readonly next: (begun: number) => Iteration | undefined;
}

interface Loop {
  readonly client: number;
  begun: number;
  isWanted: boolean;
  /** An iteration is under way, maybe asked to stop, or about to begin. */
  isBusy: boolean;
  /** Spent, or nothing left to do. */
  isOver: boolean;
  /** Iterations that followed on another in the turn of the event loop numbered `turn`. */
  turn: number;
  inTurn: number;
}

// An iteration that waits for nothing would follow on itself for ever, and no timer would ever end it.
const maxPerTurn = 16;

/** Starts and stops the loops; finishes the iterations when every client is over. */
export class ClientLoops {
  readonly #iterations: RunningIterations;
  readonly #clock: Clock;
  readonly #endUs: number;
  readonly #next: (begun: number) => Iteration | undefined;
  readonly #loops: ReadonlyMap<number, Loop>;
  #left: number;
  #turn = 0;
  #isTurnWatched = false;

  constructor({ iterations, clock, endUs, clients, next }: ClientLoopsOptions) {
    this.#iterations = iterations;
    this.#clock = clock;
    this.#endUs = endUs;
    this.#next = next;
    this.#loops = new Map(clients.map((client) => [client, newLoop(client)]));
    this.#left = clients.length;
    if (this.#left === 0) iterations.finish();
  }

  /** Starts every client, lowest number first. */
  startAll(): void {
    for (const client of this.#loops.keys()) this.start(client);
  }

  /** Starts a client; one that still comes to its end from before goes on after that. One that is over stays so. */
  start(client: number): void {
    const loop = this.#loops.get(client);
    if (loop === undefined || loop.isOver) return;
    loop.isWanted = true;
    if (!loop.isBusy) this.#iterate(loop);
  }

  /** Asks a client's iteration to come to its end; none follows until the client is started again. */
  stop(client: number): void {
    const loop = this.#loops.get(client);
    if (loop === undefined) return;
    loop.isWanted = false;
    this.#iterations.stop(client);
  }

  #iterate(loop: Loop): void {
    loop.isBusy = false;
    if (!loop.isWanted || this.#iterations.signal.aborted || this.#clock.nowUs() >= this.#endUs) return;
    const iteration = this.#next(loop.begun);
    if (iteration === undefined) {
      this.#end(loop);
      return;
    }
    loop.begun += 1;
    loop.isBusy = true;
    this.#iterations.begin(loop.client, iteration, (end) => this.#ended(loop, end));
  }

  #ended(loop: Loop, end: IterationEnd): void {
    if (end === "spent") this.#end(loop);
    else if (this.#mayFollowInThisTurn(loop)) this.#iterate(loop);
    else setImmediate(() => this.#iterateLater(loop));
  }

  #iterateLater(loop: Loop): void {
    try {
      this.#iterate(loop);
    } catch (error) {
      this.#iterations.fail(error);
    }
  }

  #end(loop: Loop): void {
    loop.isBusy = false;
    loop.isOver = true;
    this.#left -= 1;
    if (this.#left === 0) this.#iterations.finish();
  }

  #mayFollowInThisTurn(loop: Loop): boolean {
    this.#watchTurn();
    if (loop.turn !== this.#turn) {
      loop.turn = this.#turn;
      loop.inTurn = 0;
    }
    loop.inTurn += 1;
    return loop.inTurn < maxPerTurn;
  }

  #watchTurn(): void {
    if (this.#isTurnWatched) return;
    this.#isTurnWatched = true;
    setImmediate(() => {
      this.#isTurnWatched = false;
      this.#turn += 1;
    });
  }
}

function newLoop(client: number): Loop {
  return { client, begun: 0, isWanted: false, isBusy: false, isOver: false, turn: 0, inTurn: 0 };
}

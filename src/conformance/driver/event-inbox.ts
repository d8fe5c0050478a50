// The events of a case: all of them for the verdict, and one by one for a script that waits for them.

import type { CaseEvent } from "../case-event.js";
import { CaseOver, type NextEvent } from "./driver.js";

/** What an event takes beside its bytes, by measurement: a flood of empty pongs adds up too. */
const bytesBesidePayload = 250;

/** Collects what a peer causes. */
export class EventInbox {
  readonly #keepsAll: boolean;
  readonly #all: CaseEvent[] = [];
  #untold: CaseEvent[] = [];
  /** How many of `#untold` were told; they go in one cut, as one by one a flood would be quadratic. */
  #told = 0;
  #heldBytes = 0;
  #waiting: ((event: NextEvent) => void) | undefined;
  #isOver = false;

  /** @param keepsAll - Whether events stay after they were given to the script: for cases judged by their list. */
  constructor(keepsAll: boolean) {
    this.#keepsAll = keepsAll;
  }

  /** Every event so far; without `keepsAll` those that the script has not taken. */
  get events(): readonly CaseEvent[] {
    return this.#keepsAll ? this.#all : this.#untold.slice(this.#told);
  }

  /** Payload bytes that are held. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Whether an event is there that the script has not taken. */
  get hasUntold(): boolean {
    return this.#told < this.#untold.length;
  }

  add(event: CaseEvent): void {
    if (this.#keepsAll) {
      this.#all.push(event);
      this.#heldBytes += bytesOf(event);
    }
    const tell = this.#waiting;
    this.#waiting = undefined;
    if (tell !== undefined) tell(event);
    else {
      this.#untold.push(event);
      if (!this.#keepsAll) this.#heldBytes += bytesOf(event);
    }
  }

  /** Nothing more comes. */
  end(): void {
    this.#isOver = true;
    this.#waiting?.({ kind: "over" });
    this.#waiting = undefined;
  }

  /** @throws CaseOver when another wait of the same script is under way */
  next(): Promise<NextEvent> {
    const event = this.#untold[this.#told];
    if (event !== undefined) {
      this.#told++;
      if (this.#told === this.#untold.length || this.#told === 1_000) {
        this.#untold = this.#untold.slice(this.#told);
        this.#told = 0;
      }
      if (!this.#keepsAll) this.#heldBytes -= bytesOf(event);
      return Promise.resolve(event);
    }
    if (this.#isOver) return Promise.resolve({ kind: "over" });
    if (this.#waiting !== undefined) throw new CaseOver("two waits for the next event at once");
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  /** Gives up the wait of {@link next}, whose promise then never settles. */
  stopWaiting(): void {
    this.#waiting = undefined;
  }
}

function bytesOf(event: CaseEvent): number {
  return event.kind === "waited" ? 0 : event.payload.length + bytesBesidePayload;
}

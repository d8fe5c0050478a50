// The messages of one publisher, as one worker knows them, until each of the worker's receivers has got or lost them.

/** One message on its way to the receivers of this worker. */
export interface Delivery {
  /** µs; an estimate as long as nobody has received it and it was published elsewhere. */
  dueUs: number;
  sentAtUs: number;
  /** Receivers that were open when it was published, or when its publisher was first heard of it. */
  readonly receivers: number;
  /** Of them, those that have neither got nor lost it. */
  left: number;
  /** Whether the times are its own. */
  isKnown: boolean;
  /** Of them, those that have got it. */
  received: number;
}

/** Numbered from 0, without gaps. */
export class PublisherLog {
  /** Whether its publisher is a connection of this worker, so that the log knows exactly what was published. */
  readonly isLocal: boolean;
  readonly #deliveries = new Map<number, Delivery>();
  #next = 0;

  constructor(options: { readonly isLocal: boolean }) {
    this.isLocal = options.isLocal;
  }

  /** The number that the next message gets. */
  get next(): number {
    return this.#next;
  }

  /** Another message. One that nobody is to receive is numbered, and nothing more. */
  add(delivery: Delivery): void {
    if (delivery.receivers > 0) this.#deliveries.set(this.#next, delivery);
    this.#next++;
  }

  /** Message `seq`, unless all receivers have it. */
  get(seq: number): Delivery | undefined {
    return this.#deliveries.get(seq);
  }

  /** One receiver less; whether it was the last. */
  settle(seq: number, delivery: Delivery): boolean {
    if (--delivery.left > 0) return false;
    this.#deliveries.delete(seq);
    return true;
  }
}

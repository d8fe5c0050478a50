// What has arrived and was not yet asked for, within bounds.

/** How much may wait. */
export interface InboxLimits {
  readonly maxItems: number;
  readonly maxBytes: number;
}

/** What a wait came to: an item, or that no more will come. */
export type Taken<T> = { readonly kind: "item"; readonly item: T } | { readonly kind: "ended" };

/** A wait that can be given up. */
export interface Taking<T> {
  readonly taken: Promise<Taken<T>>;
  /** Gives up: what arrives later stays for the next wait. */
  cancel(): void;
}

/** A bounded queue whose reader waits. First come, first served, on both sides. */
export class Inbox<T> {
  readonly #limits: InboxLimits;
  readonly #waiting: { item: T; bytes: number }[] = [];
  readonly #takers: ((taken: Taken<T>) => void)[] = [];
  #waitingBytes = 0;
  #ended = false;

  constructor(limits: InboxLimits) {
    this.#limits = limits;
  }

  /** Adds an item of `bytes` bytes; `false` when there is no room for it, and it is dropped. */
  push(item: T, bytes: number): boolean {
    const taker = this.#takers.shift();
    if (taker) {
      taker({ kind: "item", item });
      return true;
    }
    if (this.#waiting.length >= this.#limits.maxItems) return false;
    if (this.#waitingBytes + bytes > this.#limits.maxBytes) return false;
    this.#waiting.push({ item, bytes });
    this.#waitingBytes += bytes;
    return true;
  }

  /** Waits for the next item. */
  take(): Taking<T> {
    const next = this.#waiting.shift();
    if (next) {
      this.#waitingBytes -= next.bytes;
      return { taken: Promise.resolve({ kind: "item", item: next.item }), cancel: () => undefined };
    }
    if (this.#ended) return { taken: Promise.resolve({ kind: "ended" }), cancel: () => undefined };
    let taker: (taken: Taken<T>) => void = () => undefined;
    const taken = new Promise<Taken<T>>((resolve) => {
      taker = resolve;
    });
    this.#takers.push(taker);
    return {
      taken,
      cancel: () => {
        const index = this.#takers.indexOf(taker);
        if (index >= 0) this.#takers.splice(index, 1);
      },
    };
  }

  /** No more will come; what waits can still be taken. */
  end(): void {
    this.#ended = true;
    for (const taker of this.#takers.splice(0)) taker({ kind: "ended" });
  }
}

// A value that views watch.

import { useEffect, useState } from "preact/hooks";

/** A value with its listeners. */
export class Store<Value> {
  #value: Value;
  readonly #listeners = new Set<() => void>();

  constructor(value: Value) {
    this.#value = value;
  }

  get value(): Value {
    return this.#value;
  }

  /** Replaces the value; the same one tells nobody. */
  set(value: Value): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  /** @returns ends the watching. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** What `select` gives of the value; draws again when that changes (by `Object.is`). */
export function useStored<Value, Part>(store: Store<Value>, select: (value: Value) => Part): Part {
  const [, draw] = useState({});
  const part = select(store.value);
  useEffect(() => {
    let last = part;
    // What changed between the drawing and now.
    const look = (): void => {
      const next = select(store.value);
      if (Object.is(next, last)) return;
      last = next;
      draw({});
    };
    look();
    return store.watch(look);
  }, [store, part, select]);
  return part;
}

// State of a view that outlives it, for as long as the page: what only holds with the process that it speaks with.

import { useState } from "preact/hooks";

const kept = new Map<string, unknown>();

/** Like useState, kept under `key`. @param initial - When nothing is kept. */
export function useInPage<Value>(
  key: string,
  initial: () => Value,
): [Value, (next: Value | ((now: Value) => Value)) => void] {
  const [, draw] = useState({});
  if (!kept.has(key)) kept.set(key, initial());
  const change = (next: Value | ((now: Value) => Value)): void => {
    const now = kept.get(key) as Value;
    // A value that is itself a function cannot be told apart, and is none that a view keeps.
    kept.set(key, typeof next === "function" ? (next as (now: Value) => Value)(now) : next);
    draw({});
  };
  return [kept.get(key) as Value, change];
}

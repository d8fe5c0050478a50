// State of a view that outlives it, and a reload of the page: what was typed and not sent.

import { useCallback, useState } from "preact/hooks";

/** Of a page; larger ones live as long as the page only. */
const storedCharacters = 50_000;
const inPage = new Map<string, unknown>();

/** Changes what is kept, from what it is now. */
export type Change<Value> = (next: (now: Value) => Value) => void;

/**
 * Like useState, kept under `key`, which must say whose it is. What is stored is data of JSON.
 *
 * @param initial - When nothing is kept; the same object in each drawing.
 * @param storable - What of a value may outlive the page, such as nothing that is secret; the same function in each drawing.
 */
export function useKept<Value>(
  key: string,
  initial: Value,
  storable: (value: Value) => Value = asItIs,
): [Value, Change<Value>] {
  const [, draw] = useState({});
  const change = useCallback(
    (next: (now: Value) => Value): void => {
      keepValue(key, next(read(key, initial)), storable);
      draw({});
    },
    [key, initial, storable],
  );
  return [read(key, initial), change];
}

/** What is kept under a key. */
export function keptValue<Value>(key: string): Value | undefined {
  return read<Value | undefined>(key, undefined);
}

/** Keeps a value for views that are not drawn yet. @param storable - As of {@link useKept} */
export function keepValue<Value>(
  key: string,
  value: Value,
  storable: (value: Value) => Value = asItIs,
): void {
  inPage.set(key, value);
  try {
    const text = JSON.stringify(storable(value));
    if (text.length <= storedCharacters) sessionStorage.setItem(storageName(key), text);
    else sessionStorage.removeItem(storageName(key));
  } catch {
    // Storage is forbidden, or full.
  }
}

/** Forgets what is kept under keys that begin so. */
export function forgetKept(prefix: string): void {
  for (const key of inPage.keys()) if (key.startsWith(prefix)) inPage.delete(key);
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(storageName(prefix))) sessionStorage.removeItem(key);
    }
  } catch {
    // Storage is forbidden: there is nothing to forget.
  }
}

function read<Value>(key: string, initial: Value): Value {
  if (inPage.has(key)) return inPage.get(key) as Value;
  try {
    const text = sessionStorage.getItem(storageName(key));
    if (text === null) return initial;
    const stored = JSON.parse(text) as Value;
    // What an older page has stored may lack what is kept now.
    inPage.set(key, isRecord(initial) ? { ...initial, ...stored } : stored);
    return inPage.get(key) as Value;
  } catch {
    return initial; // Storage is forbidden: what is typed lives as long as the page.
  }
}

function asItIs<Value>(value: Value): Value {
  return value;
}

function storageName(key: string): string {
  return `wsrig-kept-${key}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// One garbage collection on demand: what opening connections left behind must not be collected while messages are timed.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Collects now, all of the heap. Takes some ms for each 10,000 connections. */
export function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
}

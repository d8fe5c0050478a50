// How long a scenario must wait for what a server said of itself, when nobody at a keyboard makes pauses any more.

import type { RecordedItem } from "./conversation-record.js";

/** What comes so soon after something was sent counts as its answer, in µs. */
const promptUs = 2_500_000;
const defaultTimeoutMs = 5_000;
const maxTimeoutMs = 600_000;

/** Deadlines of the scenario, where its defaults would be too short. */
export interface ScenarioPatience {
  readonly timeout?: string;
  readonly sessionTimeout?: string;
}

/**
 * Deadlines of twice what was waited. An answer is waited for since what was sent; anything else since what the server
 * said before, because the pauses between sends are gone when the file runs.
 */
export function patienceOf(items: readonly RecordedItem[], openedAtUs: number): ScenarioPatience {
  let longestUs = 0;
  let lastHeardUs = openedAtUs;
  let lastUs = openedAtUs;
  for (const item of items) {
    const isHeard = item.kind !== "ping" && item.by === "server";
    if (isHeard) {
      if (item.atUs - lastUs > promptUs) longestUs = Math.max(longestUs, item.atUs - lastHeardUs);
      lastHeardUs = item.atUs;
    }
    lastUs = item.atUs;
  }
  const timeoutMs = Math.min(maxTimeoutMs, 2 * (longestUs / 1_000));
  const sessionMs = 2 * ((lastUs - openedAtUs) / 1_000);
  return {
    ...(timeoutMs > defaultTimeoutMs && { timeout: `${Math.ceil(timeoutMs / 1_000)}s` }),
    ...(timeoutMs > defaultTimeoutMs &&
      sessionMs > maxTimeoutMs && { sessionTimeout: `${Math.ceil(sessionMs / 1_000)}s` }),
  };
}

// Events in words, for sentences about what a peer did and should have done.

import type { ReportedEvent } from "./case-result.js";

const shownRuns = 6;
const shownCharacters = 40;
const shownBytes = 12;

/**
 * `a text message "Hello", an empty pong`, equal ones in a row as one; `nothing` for none.
 *
 * @param allCount - How many there were, where `events` are only their beginning.
 */
export function eventWords(events: readonly ReportedEvent[], allCount: number = events.length): string {
  if (events.length === 0) return "nothing";
  const runs: { readonly words: string; times: number }[] = [];
  for (const words of events.map(oneEvent)) {
    const last = runs.at(-1);
    if (last?.words === words) last.times++;
    else runs.push({ words, times: 1 });
  }
  const shown = runs.slice(0, shownRuns);
  const told = shown.reduce((sum, { times }) => sum + times, 0);
  const list = shown.map(({ words, times }) => (times === 1 ? words : `${times} times ${words}`)).join(", ");
  return allCount > told ? `${list} and ${(allCount - told).toLocaleString("en-US")} more` : list;
}

function oneEvent(event: ReportedEvent): string {
  if (event.kind === "waited") return `the connection still open at "${event.tag}"`;
  const { kind, type, payloadBytes, payloadHex } = event;
  const what = kind === "pong" ? "pong" : `${type} message`;
  if (payloadBytes === 0) return `an empty ${what}`;
  const bytes = Buffer.from(payloadHex, "hex");
  const text = bytes.toString("latin1");
  const isText = /^[\x20-\x7e]*$/.test(text);
  if (isText && payloadBytes <= shownCharacters) return `a ${what} "${text}"`;
  const size = `a ${what} of ${payloadBytes.toLocaleString("en-US")} byte${payloadBytes === 1 ? "" : "s"}`;
  if (isText) return `${size} "${text.slice(0, shownCharacters)}…"`;
  const shown = bytes.subarray(0, shownBytes).toString("hex").replace(/../g, "$& ").trimEnd();
  return `${size} (${shown}${payloadBytes > shownBytes ? " …" : ""})`;
}

// How what was sent and received reads in a check: short, exact, and safe to print.

import type { DialFailure } from "../client/dial.js";
import type { CloseOutcome } from "../connection/connection.js";
import { formatBytes, formatMs } from "../units.js";
import type { CheckDetail } from "./session.js";

// A report shows these in one line of a table.
const shownCharacters = 80;
const shownBytes = 24;

/** Text in quotes, cut with its length where it is long. */
export function quoteText(text: string): string {
  if (text.length <= shownCharacters) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, shownCharacters))}… (${text.length.toLocaleString("en-US")} characters)`;
}

/** Bytes as spaced hex, cut with their length where they are many. */
export function showBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return "0 bytes";
  const start = Array.from(bytes.subarray(0, shownBytes), (byte) => byte.toString(16).padStart(2, "0")).join(
    " ",
  );
  return bytes.length <= shownBytes ? start : `${start} … (${formatBytes(bytes.length)})`;
}

/** How a connection ended: `close 1002 "bad frame"`. */
export function showOutcome(outcome: CloseOutcome): string {
  // That TCP ended is a violation too; "without a close frame" says it already.
  const broken = outcome.violation?.code === "connection-lost" ? undefined : outcome.violation;
  const because = broken ? `; we failed it: ${broken.message}` : "";
  if (outcome.code === 1006) {
    return `TCP ended without a close frame${outcome.error ? ` (${outcome.error.message})` : ""}${because}`;
  }
  const reason = outcome.reason === "" ? "" : ` ${quoteText(outcome.reason)}`;
  const code = outcome.code === 1005 ? "close without a code" : `close ${outcome.code}${reason}`;
  return `${code}${because}`;
}

/** Why a connection did not open. */
export function showFailure(failure: DialFailure): string {
  const status = failure.response ? ` (HTTP ${failure.response.status})` : "";
  const section = failure.section === undefined ? "" : `, ${failure.section}`;
  return `${failure.step} failed: ${failure.message}${failure.message.includes("HTTP") ? "" : status}${section}`;
}

/** What differs between two texts or byte strings, so that nobody compares 64 KiB by eye. `undefined` when nothing does. */
export function explainDifference(expected: Uint8Array, received: Uint8Array): CheckDetail | undefined {
  const length = Math.min(expected.length, received.length);
  let at = 0;
  while (at < length && expected[at] === received[at]) at++;
  if (at === expected.length && at === received.length) return undefined;
  const counts =
    expected.length === received.length
      ? ""
      : `; ${received.length} bytes received, ${expected.length} expected`;
  return {
    expected: showFrom(expected, at),
    received: showFrom(received, at),
    reason: `differs from byte ${at}${counts}`,
  };
}

function showFrom(bytes: Uint8Array, at: number): string {
  if (at < shownBytes) return showBytes(bytes);
  return `… ${showBytes(bytes.subarray(at))}${bytes.length === at ? " (ends)" : ""}`;
}

/** `5 s`: a deadline as a check shows it. */
export function showDeadline(timeoutMs: number): string {
  return formatMs(timeoutMs);
}

// What was found about an idle timeout, in words.

import { firstLine } from "../first-line.js";
import type { BusyEnd } from "./observe-busy.js";
import type { IdleProbe } from "./observe-silence.js";
import { type IdleInterval, type SilenceFailure, type SilenceObservation, shortestEnd } from "./silence.js";

/** A remark that a reader of the result must know. */
export interface IdleRemark {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What the words depend on beside the observations. */
export interface IdleWordsOptions {
  readonly maxMs: number;
  readonly precisionMs: number;
  readonly probe: IdleProbe;
}

/** What was found. */
export interface IdleFindings {
  readonly observations: readonly SilenceObservation[];
  readonly interval: IdleInterval;
  readonly busyEnd?: BusyEnd | undefined;
}

/** `60.0 s`, `285 ms`, `2 min`: a silence as exact as it is asked for. */
export function silenceText(ms: number, precisionMs = 1_000): string {
  if (Math.round(ms) < 1_000) return `${Math.round(ms)} ms`;
  const decimals = precisionMs < 1_000 ? 2 : 1;
  const unitMs = 1_000 / 10 ** decimals;
  const shownMs = Math.round(ms / unitMs) * unitMs;
  if (shownMs >= 120_000 && shownMs % 60_000 === 0) return `${shownMs / 60_000} min`;
  return `${(shownMs / 1_000).toFixed(decimals)} s`;
}

/** The one sentence that answers the question. */
export function idleSentence(
  { observations, interval, busyEnd }: IdleFindings,
  options: IdleWordsOptions,
): string {
  const shortest = shortestEnd(observations);
  const { precisionMs, probe, maxMs } = options;
  // Timers fire late: a little more than was asked for is nothing to tell.
  if (shortest === undefined)
    return `no idle timeout up to ${silenceText(Math.min(interval.aliveMs, maxMs), precisionMs)}`;
  const how = endText(shortest, probe);
  if (busyEnd !== undefined) {
    const age = silenceText(busyEnd.ageMs, precisionMs);
    return `no idle timeout but a limit on age: a busy connection was lost too, after ${age}, when it had been silent for ${silenceText(busyEnd.silentMs, precisionMs)}: ${how}`;
  }
  const [alive, lost] = distinctTexts(interval.aliveMs, shortest.silentMs, precisionMs);
  if (interval.aliveMs <= shortest.silentMs) return `idle timeout between ${alive} and ${lost}: ${how}`;
  return `no one idle timeout: a connection was lost after ${lost}, another lived on after ${alive}: ${how}`;
}

/** How a connection was lost: `the peer closed with 1001 "idle"`. */
export function endText(failure: SilenceFailure, probe: IdleProbe): string {
  const spoken = probe === "ping" ? "the ping" : "the message";
  if (failure.kind === "dead")
    return `the connection was silently dead, no answer to ${spoken} within ${silenceText(failure.timeoutMs)}`;
  const when = failure.whenSpokenTo ? ` when ${spoken} was sent` : "";
  const { end } = failure;
  switch (end.kind) {
    case "close-frame":
      return `the peer closed with ${end.code}${end.reason === "" ? "" : ` "${firstLine(end.reason)}"`}${when}`;
    case "tcp":
      return `${end.message}${when}`;
    case "violation":
      return `the peer broke the protocol (${end.message})${when}`;
    default:
      return end satisfies never;
  }
}

/** A peer that ends connections itself is known better than was asked for; 60.00 s and 60.02 s must not read alike. */
function distinctTexts(oneMs: number, otherMs: number, precisionMs: number): readonly [string, string] {
  const [one, other] = [silenceText(oneMs, precisionMs), silenceText(otherMs, precisionMs)];
  return one === other ? [silenceText(oneMs, 1), silenceText(otherMs, 1)] : [one, other];
}

/** One line for one observation: `alive after 10.0 s of silence`. */
export function observationText(
  observation: SilenceObservation,
  { precisionMs, probe }: IdleWordsOptions,
): string {
  switch (observation.kind) {
    case "alive":
      return `alive after ${silenceText(observation.silentMs, precisionMs)} of silence`;
    case "ended":
    case "dead":
      return `lost after ${silenceText(observation.silentMs, precisionMs)} of silence: ${endText(observation, probe)}`;
    case "not-opened":
      return `not opened, to be silent for ${silenceText(observation.plannedMs, precisionMs)}: ${observation.failure.message}`;
    default:
      return observation satisfies never;
  }
}

/** What makes the result less than it seems. */
export function idleRemarks(
  observations: readonly SilenceObservation[],
  { maxMs, precisionMs }: IdleWordsOptions,
): readonly IdleRemark[] {
  return [...notOpenedRemark(observations), ...spokenToRemark(observations, maxMs, precisionMs)];
}

function notOpenedRemark(observations: readonly SilenceObservation[]): readonly IdleRemark[] {
  const notOpened = observations.filter((one) => one.kind === "not-opened");
  const [first] = notOpened;
  if (first === undefined) return [];
  const message = `${notOpened.length} of ${observations.length} connections did not open, so their silences were not tried: ${first.failure.message}.`;
  return [{ code: "idle-not-opened", message, hint: "Allow more connections at once, or try again." }];
}

/** A peer that speaks keeps the path busy, and only its own silence would have tried it. */
function spokenToRemark(
  observations: readonly SilenceObservation[],
  maxMs: number,
  precisionMs: number,
): readonly IdleRemark[] {
  let longest: Exclude<SilenceObservation, { kind: "not-opened" }> | undefined;
  for (const one of observations) {
    if (one.kind !== "not-opened" && one.silentMs > (longest?.silentMs ?? 0)) longest = one;
  }
  if (longest === undefined) return [];
  const { pings, messages, quietMs } = longest.heard;
  // A greeting at the beginning leaves the path as quiet as it was to be.
  const spokenForMs = longest.silentMs - quietMs;
  if (pings + messages === 0 || spokenForMs <= Math.min(precisionMs, longest.silentMs / 10)) return [];
  const counts = [pings > 0 ? counted(pings, "ping") : "", messages > 0 ? counted(messages, "message") : ""];
  const said = counts.filter((text) => text !== "").join(" and ");
  const message = `The peer sent ${said} in ${silenceText(longest.silentMs, precisionMs)} while we were silent, so the path was quiet for no longer than ${silenceText(quietMs, precisionMs)} at a time.`;
  const hint = `Turn the peer's own traffic off to learn what the path does with up to ${silenceText(maxMs)} of silence.`;
  return [{ code: "idle-peer-spoke", message, hint }];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

// The result of `wsrig idle`, as a document and in words.

import type { IdleResult } from "../client/idle/find-idle-timeout.js";
import {
  type IdleRemark,
  type IdleWordsOptions,
  idleRemarks,
  idleSentence,
  silenceText,
} from "../client/idle/idle-words.js";
import type { BusyEnd } from "../client/idle/observe-busy.js";
import { type SilenceObservation, shortestEnd } from "../client/idle/silence.js";
import { redactData } from "../metrics/redact.js";
import { printable } from "../report/printable.js";
import type { Colours } from "./terminal.js";

/** What was asked for, in ms. */
export interface IdlePlan extends IdleWordsOptions {
  readonly fromMs: number;
  readonly timeoutMs: number;
  readonly expectAtLeastMs: number | undefined;
}

/** What `--json` prints. */
export interface IdleDocument {
  readonly kind: "idle";
  readonly url: string;
  readonly plan: IdlePlan;
  /**
   * `uneven`: one connection was lost after a shorter silence than another one survived; `age`: a connection that was
   * not silent was lost too.
   */
  readonly finding: "none" | "timeout" | "uneven" | "age";
  readonly sentence: string;
  /** The longest silence that was survived. */
  readonly aliveMs: number;
  /** The shortest one that was not. */
  readonly endedMs?: number | undefined;
  /** Whether the lost connection was ended, or silently dead. */
  readonly endedBy?: "close-frame" | "tcp" | "violation" | "silence" | undefined;
  readonly closeCode?: number | undefined;
  readonly closeReason?: string | undefined;
  readonly expectation?: { readonly atLeastMs: number; readonly isMet: boolean } | undefined;
  /** How a connection was lost that spoke all the time. */
  readonly busyEnd?: BusyEnd | undefined;
  readonly interrupted: boolean;
  readonly observations: readonly unknown[];
  readonly warnings: readonly IdleRemark[];
}

/** The document, without secrets. @param redact - Names of query parameters and headers to keep secret. */
export function idleDocument(
  url: string,
  plan: IdlePlan,
  result: Extract<IdleResult, { kind: "observed" }>,
  redact: readonly string[],
): IdleDocument {
  const { observations, isInterrupted, busyEnd } = result;
  const shortest = shortestEnd(observations);
  const end = shortest?.kind === "ended" ? shortest.end : undefined;
  const { expectAtLeastMs } = plan;
  const { aliveMs, endedMs } = result.interval;
  const document: IdleDocument = {
    kind: "idle",
    url,
    plan,
    finding: findingOf(result),
    sentence: idleSentence(result, plan),
    aliveMs,
    ...(shortest !== undefined && { endedMs, endedBy: end?.kind ?? "silence" }),
    ...(end?.kind === "close-frame" && { closeCode: end.code, closeReason: end.reason }),
    ...(expectAtLeastMs !== undefined && {
      expectation: {
        atLeastMs: expectAtLeastMs,
        isMet: aliveMs >= expectAtLeastMs && (endedMs === undefined || endedMs > expectAtLeastMs),
      },
    }),
    ...(busyEnd !== undefined && { busyEnd }),
    interrupted: isInterrupted,
    observations: observations.map(observationData),
    warnings: idleRemarks(observations, plan),
  };
  return redactData(document, redact);
}

/** The document for people: the sentence, whether it is what was expected, what to mind. */
export function idleText(document: IdleDocument, colours: Colours): string {
  const { sentence, expectation, warnings, interrupted } = document;
  const lines = [printable(interrupted ? `interrupted; so far: ${sentence}` : sentence)];
  if (expectation !== undefined) {
    const { isMet, atLeastMs } = expectation;
    const word = isMet ? colours.green("met") : colours.red("not met");
    lines.push(`expected at least ${silenceText(atLeastMs)}: ${word}`);
  }
  for (const { message, hint } of warnings) {
    lines.push(`${colours.yellow("warning:")} ${printable(message)}`, `${colours.cyan("hint:")} ${hint}`);
  }
  return lines.join("\n");
}

function findingOf({
  interval: { aliveMs, endedMs },
  busyEnd,
}: Extract<IdleResult, { kind: "observed" }>): IdleDocument["finding"] {
  if (endedMs === undefined) return "none";
  if (busyEnd !== undefined) return "age";
  return aliveMs > endedMs ? "uneven" : "timeout";
}

/** A failure's cause and headers are no business of a report. */
function observationData(observation: SilenceObservation): unknown {
  if (observation.kind !== "not-opened") return observation;
  const { step, code, message } = observation.failure;
  return { ...observation, failure: { step, code, message } };
}

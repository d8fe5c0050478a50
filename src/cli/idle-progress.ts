// What a search for an idle timeout tells while it runs.

import type { IdleOptions } from "../client/idle/find-idle-timeout.js";
import { observationText, silenceText } from "../client/idle/idle-words.js";
import { redactText } from "../metrics/redact.js";
import { printable } from "../report/printable.js";
import type { IdlePlan } from "./idle-output.js";
import type { Progress } from "./progress/progress.js";

/** Listeners of a search that tell `progress`. @param redact - Names of query parameters and headers to keep secret. */
export function idleProgress(
  progress: Progress,
  plan: IdlePlan,
  redact: readonly string[],
): Pick<IdleOptions, "onRound" | "onObservation"> {
  const text = (ms: number): string => silenceText(ms, plan.precisionMs);
  progress.begin("connecting");
  return {
    onRound: (silencesMs, { aliveMs, endedMs }) => {
      const longestMs = Math.max(...silencesMs);
      const where =
        endedMs === undefined ? `up to ${text(longestMs)}` : `between ${text(aliveMs)} and ${text(endedMs)}`;
      const count = `${silencesMs.length} silent connection${silencesMs.length === 1 ? "" : "s"}`;
      progress.begin(`${count} ${where}:`, longestMs);
    },
    onObservation: (observation) =>
      progress.note(printable(redactText(observationText(observation, plan), redact))),
  };
}

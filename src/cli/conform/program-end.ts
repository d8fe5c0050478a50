// How a client program ended, in words for the report.

import type { Notice } from "../../metrics/run-report.js";
import { formatMs } from "../../units.js";

/** What ended it. */
export type ProgramEnd =
  /** By itself; `how` is empty when it ended well. */
  | { readonly kind: "ended"; readonly how: string }
  /** By us, as it ran no case for `idleMs`. */
  | { readonly kind: "hung"; readonly idleMs: number }
  /** By us, as the run was over. */
  | { readonly kind: "stopped" };

/** What the program had come to. */
export interface ProgramDeeds {
  /** Results that there are, of all clients that came. */
  readonly done: number;
  /** Results that there should be; those of one client where none came. */
  readonly all: number;
  /** What it wrote last, a line each. */
  readonly lastLines: readonly string[];
}

/** The warning about a program that failed, hung or left cases out; `undefined` where all went well. */
export function programNotice(end: ProgramEnd, deeds: ProgramDeeds): Notice | undefined {
  const { done, all } = deeds;
  const isShort = done < all;
  const after = done === 0 ? " before it had run a case" : isShort ? ` after ${done} of ${all} cases` : "";
  switch (end.kind) {
    case "ended": {
      if (end.how !== "") {
        const message = `The client program ended with ${end.how}${after}.`;
        return { code: "client-program-failed", message, hint: hintOf("Mend what made it fail.", deeds) };
      }
      if (!isShort) return undefined;
      const hint = hintOf("Let it run every case that /getCaseCount counts before it ends.", deeds);
      return {
        code: "client-program-ended-early",
        message: `The client program ended by itself${after}.`,
        hint,
      };
    }
    case "hung": {
      const message = `The client program ran no case for ${formatMs(end.idleMs)} and was ended${after}.`;
      const advice = "Let it end when it has run its last case, or give it more time with --client-timeout.";
      return { code: "client-program-hung", message, hint: hintOf(advice, deeds) };
    }
    case "stopped":
      return undefined;
    default:
      return end satisfies never;
  }
}

function hintOf(advice: string, { lastLines }: ProgramDeeds): string {
  if (lastLines.length === 0) return `${advice} It wrote nothing.`;
  return `${advice} It wrote last: ${lastLines.join(" | ")}`;
}

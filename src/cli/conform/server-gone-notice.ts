// What a person should know of a server that went away in the middle of a conformance run.

import type { ServerGone } from "../../conformance/server-watch.js";
import type { Notice } from "../../metrics/run-report.js";

const shownCases = 16;

/** The warning. @param agent - What the server is called, where there are several. */
export function serverGoneNotice({ why, underWay }: ServerGone, agent = "The server"): Notice {
  const shown = underWay.slice(0, shownCases).join(", ");
  const more = underWay.length > shownCases ? ` and ${underWay.length - shownCases} more` : "";
  const [only, ...others] = underWay;
  return {
    code: "server-gone",
    message: `${agent} went away and did not come back: ${why}. ${whatWas(underWay, `${shown}${more}`)} Later cases have no result.`,
    hint:
      only !== undefined && others.length === 0
        ? `See what the server said when it ended; --cases ${only} runs that case alone.`
        : "See what the server said when it ended; try --jobs 1 to see which case it was.",
  };
}

function whatWas(underWay: readonly string[], shown: string): string {
  if (underWay.length === 0) return "No case was under way then.";
  return underWay.length === 1
    ? `The case ${shown} was under way then.`
    : `The cases ${shown} were under way then.`;
}

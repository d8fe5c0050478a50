// What the user interface answers to plain HTTP, with the headers that keep foreign pages away from it.

import type { HttpAnswer } from "../server/http-answers.js";
import type { Redirection, Refusal } from "./request-guard.js";

const safeHeaders = {
  // The page's own policy stands in the page. This part only counts in a header (CSP3, frame-ancestors).
  "Content-Security-Policy": "frame-ancestors 'none'",
  "X-Frame-Options": "DENY",
  "X-Content-Type-Options": "nosniff",
  // The token is in the address.
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** The answer that is the page. */
export function pageAnswer(page: string): HttpAnswer {
  return { status: 200, headers: { ...safeHeaders, "Content-Type": "text/html; charset=utf-8" }, body: page };
}

/** The answer to a request that is refused. */
export function refusalAnswer({ status, why, allow }: Refusal): HttpAnswer {
  return plain(status, why, allow === undefined ? {} : { Allow: allow });
}

/** The answer that leads elsewhere. */
export function redirectionAnswer({ status, location }: Redirection): HttpAnswer {
  return plain(status, "the page is at its lasting address", { Location: location });
}

/** The answer while the user interface ends. */
export const endingAnswer: HttpAnswer = plain(503, "wsrig is ending");

function plain(status: number, text: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return {
    status,
    headers: {
      ...safeHeaders,
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
      "Content-Type": "text/plain; charset=utf-8",
      ...headers,
    },
    body: `${text}\n`,
  };
}

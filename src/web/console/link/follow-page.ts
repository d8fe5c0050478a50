// Ties the link to the life of its page: being left, kept for the way back, looked at again.

import type { ProcessLink } from "./process-link.js";

/** Follows the page for as long as it lives. */
export function followPage(link: Pick<ProcessLink, "leave" | "comeBack" | "retry">): void {
  // Without it some browsers tell the page that is being left of a close with 1001, as if the process had ended; and
  // a page with an open connection is not kept for the way back.
  addEventListener("pagehide", () => link.leave());
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) link.comeBack();
  });
  // Timers of a page in the background come late.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") link.retry();
  });
}

// How the answer to a close frame that must be refused is judged where the reference suite does not look closely.

import type { Driver } from "../driver/driver.js";
import type { Conclusion } from "../driver/facts.js";

/** What the answers mean. */
export interface CloseRefusal {
  /** The codes that say what was wrong. */
  readonly codes: readonly number[];
  /** What it means when the close frame of the peer has no code. */
  readonly withoutCode: "FAILED" | "INFORMATIONAL";
  /** What it means when it has a code that is not one of `codes`. */
  readonly otherCode: "FAILED" | "INFORMATIONAL";
}

/**
 * Waits for what the peer does and concludes. A peer that drops TCP has refused; one that does nothing has not.
 *
 * An answer without a code fits both a peer that saw the fault and one that took the close frame for a good one.
 */
export async function judgeRefusal(driver: Driver, refusal: CloseRefusal): Promise<void> {
  await driver.closeOrDrop(1);
  const { behavior, reason } = refusalOf(driver, refusal);
  driver.conclude(behavior, reason);
}

function refusalOf(driver: Driver, { codes, withoutCode, otherCode }: CloseRefusal): Conclusion {
  const { remoteClose } = driver;
  if (remoteClose === undefined) {
    return driver.isOver && !driver.facts().droppedByDriver
      ? { behavior: "OK", reason: "The peer dropped TCP." }
      : {
          behavior: "FAILED",
          reason: "The peer ignored the close frame: it neither answered nor dropped TCP.",
        };
  }
  const { code } = remoteClose;
  const due = codes.join(" or ");
  if (code === undefined) {
    return {
      behavior: withoutCode,
      reason: `The peer answered without a code, as if nothing were wrong; ${due} would tell what is.`,
    };
  }
  return codes.includes(code)
    ? { behavior: "OK", reason: `The peer answered with ${code}.` }
    : { behavior: otherCode, reason: `The peer answered with ${code}; ${due} would tell what is wrong.` };
}

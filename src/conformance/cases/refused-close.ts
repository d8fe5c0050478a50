// How the answer to a close frame that should be refused is judged: RFC 6455 §7.1.7 and §7.4.

import { isWireCloseCode } from "../../protocol/close-codes.js";
import { codeMissing } from "../code-missing.js";
import type { Driver } from "../driver/driver.js";
import type { Conclusion } from "../driver/facts.js";

/** What the answers mean. */
export interface CloseRefusal {
  /** The codes that say what was wrong. */
  readonly codes: readonly number[];
  /** What it means when it has another code that may be sent: `INFORMATIONAL` where only the sender is bound. */
  readonly otherCode: "FAILED" | "INFORMATIONAL";
  /** Whether an answer without a code is as good as one of `codes`: where there is nothing to refuse. Default false. */
  readonly mayLackCode?: boolean | undefined;
}

/**
 * Waits for what the peer does and concludes. A peer that drops TCP has refused; one that does nothing has not, and one
 * that sends a code that nobody may send is wrong in any case.
 *
 * An answer without a code fits both a peer that saw the fault and one that took the close frame for a good one.
 */
export async function judgeRefusal(driver: Driver, refusal: CloseRefusal): Promise<void> {
  await driver.closeOrDrop(1);
  const { behavior, reason } = refusalOf(driver, refusal);
  driver.conclude(behavior, reason);
}

function refusalOf(driver: Driver, { codes, otherCode, mayLackCode }: CloseRefusal): Conclusion {
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
  if (code === undefined) {
    return mayLackCode === true
      ? { behavior: "OK", reason: "The peer answered without a code." }
      : codeMissing("answered", codes);
  }
  if (codes.includes(code)) return { behavior: "OK", reason: `The peer answered with ${code}.` };
  if (!isWireCloseCode(code)) {
    return { behavior: "FAILED", reason: `The peer itself sent ${code}, which must not be on the wire.` };
  }
  const due = codes.join(" or ");
  return { behavior: otherCode, reason: `The peer answered with ${code}; ${due} would tell what is wrong.` };
}

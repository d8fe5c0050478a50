// The verdicts on a case, by the reference suite's rules, and one of our own that is red when either is.

import { CloseCode } from "../protocol/close-codes.js";
import type { ConformanceCase, Outcomes } from "./case.js";
import { sameEvents } from "./case-event.js";
import type { CloseExpectation } from "./close-expectation.js";
import { codeMissing } from "./code-missing.js";
import type { CaseFacts, Conclusion } from "./driver/facts.js";

/** What the peer did with what it was sent. */
export type Behavior = "OK" | "NON-STRICT" | "INFORMATIONAL" | "UNIMPLEMENTED" | "FAILED";

/** How the connection ended. */
export type BehaviorClose = "OK" | "FAILED" | "WRONG CODE" | "UNCLEAN" | "FAILED BY CLIENT" | "INFORMATIONAL";

/** The overall verdict. */
export type Verdict = "pass" | "nonStrict" | "informational" | "unimplemented" | "fail";

/** All verdicts on one case. */
export interface CaseVerdict {
  readonly behavior: Behavior;
  /** Why, as a sentence. */
  readonly behaviorReason: string;
  readonly behaviorClose: BehaviorClose;
  readonly closeReason: string;
  readonly verdict: Verdict;
  /** The sentence a person should read first. */
  readonly reason: string;
}

/** The reason where the events are neither those of the one nor of the other outcome; reports say both in full. */
export const eventsDiffer = "What came from the peer differs from what was expected.";

const timeWasUp = "The case's time was up before it was decided.";
const allowedOnly = "The peer did what is allowed, but not what is best.";

/** Judges what happened. */
export function judgeCase(
  { outcomes, close }: Pick<ConformanceCase, "outcomes" | "close">,
  facts: CaseFacts,
): CaseVerdict {
  const closing = judgeClose(close, facts);
  const behaving = judgeBehavior({ outcomes, close, closing }, facts);
  const fields = asFields(behaving, closing);
  return {
    ...fields,
    ...(close === "informational" ? noted(behaving, facts) : overall(behaving, { close, closing }, facts)),
  };
}

interface Closing {
  readonly behaviorClose: BehaviorClose;
  readonly reason: string;
}

function asFields(
  behaving: Conclusion,
  closing: Closing,
): Pick<CaseVerdict, "behavior" | "behaviorReason" | "behaviorClose" | "closeReason"> {
  return {
    behavior: behaving.behavior,
    behaviorReason: behaving.reason,
    behaviorClose: closing.behaviorClose,
    closeReason: closing.reason,
  };
}

function judgeBehavior(
  {
    outcomes,
    close,
    closing,
  }: {
    readonly outcomes: Outcomes | undefined;
    readonly close: ConformanceCase["close"];
    readonly closing: Closing;
  },
  facts: CaseFacts,
): Conclusion {
  if (close === "informational") {
    return { behavior: "INFORMATIONAL", reason: "Whatever the peer does here is allowed." };
  }
  if (!facts.isOpened) return notOpened(facts);
  if (close !== "any") {
    const wrongEnd = close.wrongEndIsFatal === true && close.closedByDriver !== facts.closedByDriver;
    const wrongCode = close.wrongCodeIsFatal === true && closing.behaviorClose === "WRONG CODE";
    if (wrongEnd || wrongCode) return failed(whyWrongEnd({ outcomes, closing }, facts));
  }
  if (facts.conclusion !== undefined) return facts.conclusion;
  if (facts.deadlinePassed) return failed(timeWasUp);
  return outcomes === undefined
    ? failed("The connection was over before the case was decided.")
    : matchOutcomes(outcomes, facts);
}

/** A wrong end is seldom where it began: what came first, or what did not come, tells more. */
function whyWrongEnd(
  { outcomes, closing }: { readonly outcomes: Outcomes | undefined; readonly closing: Closing },
  facts: CaseFacts,
): string {
  if (facts.deadlinePassed) return timeWasUp;
  const isOther = outcomes !== undefined && matchOutcomes(outcomes, facts).behavior === "FAILED";
  return isOther ? eventsDiffer : closing.reason;
}

function matchOutcomes(
  { ok, nonStrict = [], nonStrictReason = allowedOnly }: Outcomes,
  { events }: CaseFacts,
): Conclusion {
  if (sameEvents(events, ok)) return { behavior: "OK", reason: "The peer did exactly what was expected." };
  if (nonStrict.some((list) => sameEvents(events, list))) {
    return { behavior: "NON-STRICT", reason: nonStrictReason };
  }
  return failed(eventsDiffer);
}

function notOpened({ openFailure = "no answer" }: CaseFacts): Conclusion {
  return failed(`The connection was not opened: ${openFailure}.`);
}

function failed(reason: string): Conclusion {
  return { behavior: "FAILED", reason };
}

/** The order of the rules is that of the reference suite: the first that applies decides. */
function judgeClose(expected: ConformanceCase["close"], facts: CaseFacts): Closing {
  if (expected === "informational") {
    return { behaviorClose: "INFORMATIONAL", reason: "However the connection ends here is allowed." };
  }
  if (!facts.isOpened) return { behaviorClose: "FAILED", reason: "The connection was not opened." };
  if (expected === "any") {
    return { behaviorClose: "OK", reason: "How the connection ends is not judged here." };
  }
  return judgeExpectedClose(expected, facts);
}

function judgeExpectedClose(expected: CloseExpectation, facts: CaseFacts): Closing {
  if (expected.closedByDriver !== facts.closedByDriver) {
    const reason = expected.closedByDriver
      ? "The peer closed or dropped the connection before wsrig did."
      : "The peer did not fail the connection; wsrig had to close it.";
    return { behaviorClose: "FAILED", reason };
  }
  if (expected.requireClean && !facts.wasClean) {
    return { behaviorClose: "UNCLEAN", reason: uncleanReason(facts) };
  }
  const code = facts.remoteClose?.code;
  if (code !== undefined && !expected.codes.includes(code)) {
    return {
      behaviorClose: "WRONG CODE",
      reason: `The peer's close frame has code ${code}${echoedClause(facts)}; must be ${expected.codes.join(" or ")}.`,
    };
  }
  if (facts.driverRole === "client" && facts.droppedByDriver) {
    return {
      behaviorClose: "FAILED BY CLIENT",
      reason: "The server did not drop TCP; wsrig had to.",
    };
  }
  return { behaviorClose: "OK", reason: "The connection ended as expected." };
}

/** A peer that answers with the code that wsrig closed with of itself is not to blame for the code. */
function echoedClause({ closedByDriver, localClose, remoteClose, violations }: CaseFacts): string {
  const code = localClose?.code;
  if (!closedByDriver || code !== remoteClose?.code) return "";
  if (code === violations[0]?.closeCode) return ", as wsrig's own close frame had for the broken rule";
  // Other codes are a case's own, and to echo them may be what is wrong.
  return code === CloseCode.goingAway ? ", as wsrig's own close frame had when it gave up" : "";
}

function uncleanReason({ closeTimedOut, serverDropTimedOut, remoteClose }: CaseFacts): string {
  if (closeTimedOut) return "The peer did not answer the close frame in time.";
  if (serverDropTimedOut) return "The server did not drop TCP after the closing handshake.";
  return remoteClose === undefined
    ? "The peer dropped TCP without a close frame."
    : "The closing handshake was not completed.";
}

const verdicts: Readonly<Record<Behavior, Verdict>> = {
  OK: "pass",
  "NON-STRICT": "nonStrict",
  INFORMATIONAL: "informational",
  UNIMPLEMENTED: "unimplemented",
  FAILED: "fail",
};

/** The reference suite takes a peer that fails the connection without a code for one that says why. */
function missingCode(expected: ConformanceCase["close"], { remoteClose }: CaseFacts): Conclusion | undefined {
  if (typeof expected === "string" || expected.closedByDriver) return undefined;
  if (remoteClose === undefined || remoteClose.code !== undefined) return undefined;
  return codeMissing("closed", expected.codes);
}

/** Where nothing is right or wrong, only a connection that does not open is. The reference suite calls even that INFORMATIONAL. */
function noted({ reason }: Conclusion, facts: CaseFacts): Pick<CaseVerdict, "verdict" | "reason"> {
  if (!facts.isOpened) return { verdict: "fail", reason: notOpened(facts).reason };
  return { verdict: "informational", reason };
}

/** Red when either verdict is, when the peer's own frames broke a rule, and when the script had a complaint. */
function overall(
  behaving: Conclusion,
  { close, closing }: { readonly close: ConformanceCase["close"]; readonly closing: Closing },
  facts: CaseFacts,
): Pick<CaseVerdict, "verdict" | "reason"> {
  if (behaving.behavior === "FAILED") return { verdict: "fail", reason: behaving.reason };
  const [violation] = facts.violations;
  if (violation !== undefined) {
    return { verdict: "fail", reason: `The peer broke ${violation.section}: ${violation.message}.` };
  }
  if (closing.behaviorClose !== "OK" && closing.behaviorClose !== "INFORMATIONAL") {
    return { verdict: "fail", reason: closing.reason };
  }
  const [complaint] = facts.complaints;
  if (complaint !== undefined) return { verdict: "fail", reason: complaint };
  const missing = missingCode(close, facts);
  const { behavior, reason } = behaving.behavior === "OK" && missing !== undefined ? missing : behaving;
  return { verdict: verdicts[behavior], reason };
}

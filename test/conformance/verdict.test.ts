// The two verdicts of the reference suite, rule by rule in its order, and our own that is red when either is.

import { describe, expect, test } from "vitest";
import type { ConformanceCase } from "../../src/conformance/case.js";
import { text } from "../../src/conformance/case-event.js";
import { invalidUtf8, normalClose, protocolError } from "../../src/conformance/close-expectation.js";
import type { CaseFacts } from "../../src/conformance/driver/facts.js";
import { eventsDiffer, judgeCase } from "../../src/conformance/verdict.js";

/** The driver, a client, closed with 1000, and the peer answered and dropped TCP. */
const clean: CaseFacts = {
  driverRole: "client",
  isOpened: true,
  events: [],
  complaints: [],
  closedByDriver: true,
  localClose: { code: 1000 },
  remoteClose: { code: 1000 },
  wasClean: true,
  closeTimedOut: false,
  serverDropTimedOut: false,
  droppedByDriver: false,
  violations: [],
  deadlinePassed: false,
  durationUs: 1_000,
};
const failedByPeer: CaseFacts = { ...clean, closedByDriver: false, remoteClose: { code: 1002 } };
const wrongCodeIsFatal = { ...normalClose, wrongCodeIsFatal: true };
const nothing = { ok: [] };

/** Both sentences, and the one that is read first. */
function told(
  facts: Partial<CaseFacts>,
  { outcomes = nothing, close = normalClose }: Partial<Pick<ConformanceCase, "outcomes" | "close">> = {},
): readonly [string, string] {
  const { reason, closeReason } = judgeCase({ outcomes, close }, { ...clean, ...facts });
  return [reason, closeReason];
}

function judged(
  facts: Partial<CaseFacts>,
  { outcomes = nothing, close = normalClose }: Partial<Pick<ConformanceCase, "outcomes" | "close">> = {},
): readonly [string, string, string] {
  const { behavior, behaviorClose, verdict } = judgeCase({ outcomes, close }, { ...clean, ...facts });
  return [behavior, behaviorClose, verdict];
}

describe("how the connection ended, the first rule that applies", () => {
  test.each<[string, Partial<CaseFacts>, ConformanceCase["close"], string]>([
    ["a clean close", {}, normalClose, "OK"],
    [
      "no handshake, whatever else is wrong",
      { isOpened: false, closedByDriver: false },
      normalClose,
      "FAILED",
    ],
    ["the peer closed, and not cleanly", { closedByDriver: false, wasClean: false }, normalClose, "FAILED"],
    ["the driver had to close", {}, protocolError, "FAILED"],
    ["not clean, and a wrong code", { wasClean: false, remoteClose: { code: 1011 } }, normalClose, "UNCLEAN"],
    [
      "no answer, where none is required",
      { ...failedByPeer, remoteClose: undefined, wasClean: false },
      protocolError,
      "OK",
    ],
    [
      "a wrong code, and the driver dropped TCP",
      { remoteClose: { code: 1011 }, droppedByDriver: true },
      normalClose,
      "WRONG CODE",
    ],
    ["a close frame without a code", { ...failedByPeer, remoteClose: {} }, protocolError, "OK"],
    [
      "the driver as a client dropped TCP",
      { ...failedByPeer, droppedByDriver: true },
      protocolError,
      "FAILED BY CLIENT",
    ],
    [
      "the driver as a server dropped TCP",
      { ...failedByPeer, droppedByDriver: true, driverRole: "server" },
      protocolError,
      "OK",
    ],
    ["a wrong code, where nothing is judged", { remoteClose: { code: 1011 } }, "any", "OK"],
    [
      "a wrong end, where nothing is right or wrong",
      { closedByDriver: false },
      "informational",
      "INFORMATIONAL",
    ],
  ])("%s", (_, facts, close, behaviorClose) => {
    expect(judged(facts, { close })[1]).toBe(behaviorClose);
  });
});

describe("what the peer did", () => {
  const outcomes = { ok: [text("a")], nonStrict: [[], [text("a"), text("a")]] };

  test.each<[string, Partial<CaseFacts>, string, string]>([
    ["the right events", { events: [text("a")] }, "OK", "pass"],
    ["those of a lenient peer", { events: [] }, "NON-STRICT", "nonStrict"],
    ["those of another lenient peer", { events: [text("a"), text("a")] }, "NON-STRICT", "nonStrict"],
    ["one event more", { events: [text("a"), text("b")] }, "FAILED", "fail"],
    ["the time being up", { events: [text("a")], deadlinePassed: true }, "FAILED", "fail"],
    ["no handshake", { events: [text("a")], isOpened: false }, "FAILED", "fail"],
    [
      "a conclusion of the script",
      { conclusion: { behavior: "UNIMPLEMENTED", reason: "." } },
      "UNIMPLEMENTED",
      "unimplemented",
    ],
  ])("%s", (_, facts, behavior, verdict) => {
    const seen = judged(facts, { outcomes });
    expect([seen[0], seen[2]]).toEqual([behavior, verdict]);
  });

  test("the wrong end is fatal where the case says so, and red in any case", () => {
    expect(judged({}, { close: invalidUtf8 })).toEqual(["FAILED", "FAILED", "fail"]);
    expect(judged({}, { close: protocolError })).toEqual(["OK", "FAILED", "fail"]);
  });

  test("a wrong code is fatal where the case says so, and red in any case", () => {
    const facts = { remoteClose: { code: 1011 } };
    expect(judged(facts, { close: wrongCodeIsFatal })).toEqual(["FAILED", "WRONG CODE", "fail"]);
    expect(judged(facts)).toEqual(["OK", "WRONG CODE", "fail"]);
  });

  test("an answer that is not clean is no wrong code", () => {
    const facts = { remoteClose: { code: 1011 }, wasClean: false };
    expect(judged(facts, { close: wrongCodeIsFatal })).toEqual(["OK", "UNCLEAN", "fail"]);
  });
});

test("a peer that fails the connection without saying why is only noted, whatever the reference suite says", () => {
  const outcomes = { ok: [], nonStrict: [[text("a")]] };
  const facts = { ...failedByPeer, remoteClose: {} };
  expect(judged(facts, { outcomes, close: protocolError })).toEqual(["OK", "OK", "informational"]);
  expect(judged({ ...facts, events: [text("a")] }, { outcomes, close: protocolError })).toEqual([
    "NON-STRICT",
    "OK",
    "nonStrict",
  ]);
  expect(judged({ remoteClose: {} })).toEqual(["OK", "OK", "pass"]);
});

describe("the sentences", () => {
  const outcomes = { ok: [text("a")] };
  const gaveUp = { localClose: { code: 1001 }, remoteClose: { code: 1001 } };
  const echoed =
    "The peer's close frame has code 1001, as wsrig's own close frame had when it gave up; must be 1000.";

  test("other events come first where a wrong code is fatal, and an echo of wsrig's own code is told as one", () => {
    const facts = { ...gaveUp, events: [text("A")] };
    expect(judged(facts, { outcomes, close: wrongCodeIsFatal })).toEqual(["FAILED", "WRONG CODE", "fail"]);
    expect(told(facts, { outcomes, close: wrongCodeIsFatal })).toEqual([eventsDiffer, echoed]);
  });

  test("the code comes first where the events are right", () => {
    const facts = { ...gaveUp, events: [text("a")] };
    expect(told(facts, { outcomes, close: wrongCodeIsFatal })).toEqual([echoed, echoed]);
  });

  test("a code that a case sent and the peer echoed is the peer's to answer for", () => {
    const facts = { localClose: { code: 999 }, remoteClose: { code: 999 } };
    expect(told(facts)[1]).toBe("The peer's close frame has code 999; must be 1000.");
  });

  test("a peer that echoes the code of the rule that it broke is not blamed for the code", () => {
    const violation = {
      code: "invalid-utf8",
      section: "RFC 6455 §8.1",
      closeCode: 1007,
      message: "no UTF-8",
    } as const;
    const facts = { violations: [violation], localClose: { code: 1007 }, remoteClose: { code: 1007 } };
    expect(told(facts)).toEqual([
      "The peer broke RFC 6455 §8.1: no UTF-8.",
      "The peer's close frame has code 1007, as wsrig's own close frame had for the broken rule; must be 1000.",
    ]);
  });

  test("a code of the peer's own is told as it is", () => {
    const plain = "The peer's close frame has code 1011; must be 1000.";
    expect(told({ remoteClose: { code: 1011 } })[1]).toBe(plain);
    const facts = { localClose: { code: 1001 }, remoteClose: { code: 1011 } };
    expect(told(facts)[1]).toBe(plain);
  });

  test("other events come first where the wrong end is fatal", () => {
    expect(told({ events: [text("a")] }, { close: invalidUtf8 })).toEqual([
      eventsDiffer,
      "The peer did not fail the connection; wsrig had to close it.",
    ]);
  });

  test("the time being up comes before the wrong end, which it made", () => {
    const close = { ...normalClose, wrongEndIsFatal: true };
    expect(told({ closedByDriver: false, deadlinePassed: true }, { close })[0]).toBe(
      "The case's time was up before it was decided.",
    );
  });
});

test("where nothing is right or wrong, a peer that never opens is red all the same", () => {
  const close = "informational" as const;
  expect(judged({ closedByDriver: false }, { close })).toEqual([
    "INFORMATIONAL",
    "INFORMATIONAL",
    "informational",
  ]);
  expect(judged({ isOpened: false }, { close })).toEqual(["INFORMATIONAL", "INFORMATIONAL", "fail"]);
});

test("where nothing is right or wrong, the peer's own frames are neither", () => {
  const violation = {
    code: "close-code-invalid",
    section: "RFC 6455 §7.4",
    closeCode: 1002,
    message: "close code 5000",
  } as const;
  const facts = { violations: [violation], complaints: ["More came."], remoteClose: { code: 5000 } };
  expect(judged(facts, { close: "informational" })).toEqual([
    "INFORMATIONAL",
    "INFORMATIONAL",
    "informational",
  ]);
});

test("a broken rule in the peer's own frames, or a complaint, is red and leaves the two verdicts as they are", () => {
  const violation = {
    code: "invalid-utf8",
    section: "RFC 6455 §8.1",
    closeCode: 1007,
    message: "no UTF-8",
  } as const;
  expect(judged({ violations: [violation] })).toEqual(["OK", "OK", "fail"]);
  expect(judged({ complaints: ["More came."] })).toEqual(["OK", "OK", "fail"]);
});

// Every case passes on a peer that keeps every rule.

import { describe, expect, test } from "vitest";
import { allCases } from "../../../src/conformance/catalogue.js";
import type { CaseVerdict } from "../../../src/conformance/verdict.js";
import { playInMemory } from "../play-in-memory.js";
import { rightPeer } from "../right-peer.js";

type Expected = Pick<CaseVerdict, "behavior" | "behaviorClose" | "verdict" | "reason">;

const right: Expected = {
  behavior: "OK",
  behaviorClose: "OK",
  verdict: "pass",
  reason: "The peer did exactly what was expected.",
};
const informational: Expected = {
  behavior: "INFORMATIONAL",
  behaviorClose: "INFORMATIONAL",
  verdict: "informational",
  reason: "Whatever the peer does here is allowed.",
};

/** Cases of which a right peer cannot make more. */
const exceptions: Readonly<Record<string, Expected>> = {
  "7.1.6": informational,
  "7.13.1": informational,
  "7.13.2": informational,
};

describe.each(["server", "client"] as const)("a right %s", (role) => {
  const cases = allCases.filter(({ peers }) => peers.includes(role));

  test.each(cases.map((testCase) => [testCase.id, testCase] as const))("passes %s", async (_, testCase) => {
    const { behavior, behaviorClose, verdict, reason } = await playInMemory(testCase, role, rightPeer(role));
    // A case that concludes by itself has a sentence of its own.
    const expected =
      exceptions[testCase.id] ?? (testCase.outcomes === undefined ? { ...right, reason } : right);
    expect({ behavior, behaviorClose, verdict, reason }).toEqual(expected);
  });
});

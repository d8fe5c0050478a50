// Every case passes on a peer that keeps every rule.

import { describe, expect, test } from "vitest";
import { allCases } from "../../../src/conformance/catalogue.js";
import { playInMemory } from "../play-in-memory.js";
import { rightPeer } from "../right-peer.js";

describe.each(["server", "client"] as const)("a right %s", (role) => {
  const cases = allCases.filter(({ peers }) => peers.includes(role));

  test.each(cases.map((testCase) => [testCase.id, testCase] as const))("passes %s", async (_, testCase) => {
    const { behavior, behaviorClose, verdict, reason } = await playInMemory(testCase, role, rightPeer(role));
    expect({ behavior, behaviorClose, verdict, reason }).toEqual({
      behavior: "OK",
      behaviorClose: "OK",
      verdict: "pass",
      reason: "The peer did exactly what was expected.",
    });
  });
});

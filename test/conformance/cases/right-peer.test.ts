// Every case passes on a peer that keeps every rule.

import { describe, expect, test } from "vitest";
import { allCases } from "../../../src/conformance/catalogue.js";
import { playInMemory } from "../play-in-memory.js";
import { rightPeer } from "../right-peer.js";

/** Where nothing a peer does is wrong, or the right peer is free to do less than the best. */
const informational: Readonly<Record<"server" | "client", readonly string[]>> = {
  server: ["7.1.6", "7.13.1", "7.13.2"],
  client: ["7.1.6", "7.13.1", "7.13.2"],
};

describe.each(["server", "client"] as const)("a right %s", (role) => {
  const cases = allCases.filter(({ peers }) => peers.includes(role));

  test.each(cases.map((testCase) => [testCase.id, testCase] as const))("passes %s", async (id, testCase) => {
    const { behavior, behaviorClose, verdict } = await playInMemory(testCase, role, rightPeer(role));
    const isInformational = informational[role].includes(id);
    expect({ behavior, behaviorClose, verdict }).toEqual({
      behavior: isInformational ? "INFORMATIONAL" : "OK",
      behaviorClose: testCase.close === "informational" ? "INFORMATIONAL" : "OK",
      verdict: isInformational ? "informational" : "pass",
    });
  });
});

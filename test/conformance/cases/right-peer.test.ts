// Every case passes on a peer that keeps every rule.

import { describe, expect, test } from "vitest";
import { makeCatalogue } from "../../../src/conformance/catalogue.js";
import { playInMemory } from "../play-in-memory.js";
import { rightPeer } from "../right-peer.js";

/** As many as it takes to see a context taken over; a thousand tell nothing new. */
const allCases = makeCatalogue({ deflateMessages: 3, roundTrips: 3 });

describe.each(["server", "client"] as const)("a right %s", (role) => {
  const cases = allCases.filter(({ peers }) => peers.includes(role));

  test.each(cases.map((testCase) => [testCase.id, testCase] as const))("passes %s", async (_, testCase) => {
    const result = await playInMemory(testCase, role, rightPeer(role));
    const { behavior, behaviorClose, verdict, reason } = result;
    // Scripts that conclude by themselves say it in their own words.
    const said = testCase.outcomes === undefined ? "The peer did exactly what was expected." : reason;
    expect({ behavior, behaviorClose, verdict, reason: said }).toEqual({
      behavior: "OK",
      behaviorClose: "OK",
      verdict: "pass",
      reason: "The peer did exactly what was expected.",
    });
  });
});

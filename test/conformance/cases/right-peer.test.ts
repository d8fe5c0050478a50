// Every case passes on a peer that keeps every rule.

import { describe, expect, test } from "vitest";
import { allCases } from "../../../src/conformance/catalogue.js";
import { playInMemory } from "../play-in-memory.js";
import { rightPeer } from "../right-peer.js";

const verdicts = { OK: "pass", INFORMATIONAL: "informational", UNIMPLEMENTED: "unimplemented" } as const;

/** Where the right peer is free to do less than the best, or offers less than the case needs. */
const exceptions: Readonly<Record<"server" | "client", Readonly<Record<string, keyof typeof verdicts>>>> = {
  server: {},
  client: { "D.8.15": "UNIMPLEMENTED", "D.8.16": "UNIMPLEMENTED", "D.8.17": "UNIMPLEMENTED" },
};

/** What is sent to hurt is small here: a peer with small limits feels it all the same. */
const smallLimits = { maxMessageBytes: 1024 * 1024, maxFrameBytes: 1024 * 1024, maxFragments: 1_024 };

describe.each(["server", "client"] as const)("a right %s", (role) => {
  const cases = allCases.filter(({ peers }) => peers.includes(role));

  test.each(cases.map((testCase) => [testCase.id, testCase] as const))("passes %s", async (id, testCase) => {
    const peer = rightPeer(role, testCase.isHostile === true ? smallLimits : {});
    const { behavior, behaviorClose, verdict } = await playInMemory(testCase, role, peer);
    const expected = exceptions[role][id] ?? "OK";
    expect({ behavior, behaviorClose, verdict }).toEqual({
      behavior: expected,
      behaviorClose: testCase.close === "informational" ? "INFORMATIONAL" : "OK",
      verdict: verdicts[expected],
    });
  });
});

// Every case passes on a peer that keeps every rule.

import { describe, expect, test } from "vitest";
import { makeCatalogue } from "../../../src/conformance/catalogue.js";
import { ZlibShare } from "../../../src/conformance/deflate/zlib-share.js";
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
const unimplemented = (reason: string): Expected => ({
  behavior: "UNIMPLEMENTED",
  behaviorClose: "OK",
  verdict: "unimplemented",
  reason,
});

/** Cases of which a right peer cannot make more. */
const exceptions: Readonly<Record<string, Expected>> = {
  "7.1.6": informational,
  "7.13.1": informational,
  "7.13.2": informational,
  // What our client offers leaves nothing to answer wrongly here.
  "D.8.15": unimplemented("The client offers client_max_window_bits."),
  "D.8.16": unimplemented("The client offers no server_max_window_bits below 15."),
  "D.8.17": unimplemented("The client does not demand server_no_context_takeover."),
};

/** What is sent to hurt is small here: a peer with small limits feels it all the same. */
const smallLimits = { maxMessageBytes: 1024 * 1024, maxFrameBytes: 1024 * 1024, maxFragments: 1_024 };

/** 9.3 and 9.4 send more fragments than our defaults allow. */
const largeLimits = { maxFragments: 100_000 };

describe.each(["server", "client"] as const)("a right %s", (role) => {
  const zlibShare = new ZlibShare();
  const isBusy = (): boolean => zlibShare.underWay > 0;
  const cases = makeCatalogue({ deflateMessages: 3, roundTrips: 3, zlibShare }).filter(({ peers }) =>
    peers.includes(role),
  );

  test.each(cases.map((testCase) => [testCase.id, testCase] as const))("passes %s", async (id, testCase) => {
    const peer = rightPeer(role, testCase.isHostile === true ? smallLimits : largeLimits);
    const { behavior, behaviorClose, verdict, reason } = await playInMemory(testCase, role, peer, { isBusy });
    // A case that concludes by itself has a sentence of its own; those of the reference suite with lists never do.
    const sentence = testCase.outcomes === undefined || /^[A-Z]/.test(id) ? { reason } : {};
    const end = testCase.close === "informational" ? { behaviorClose: "INFORMATIONAL" as const } : {};
    const expected = exceptions[id] ?? { ...right, ...sentence, ...end };
    expect({ behavior, behaviorClose, verdict, reason }).toEqual(expected);
  });
});

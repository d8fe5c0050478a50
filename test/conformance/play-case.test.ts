// How a case ends that is not left to end by itself.

import { expect, test } from "vitest";
import { group1 } from "../../src/conformance/cases/group-1.js";
import { playInMemory } from "./play-in-memory.js";
import { caseNamed } from "./sent-writes.js";

const mute = () => ({ receive() {} });

test("a case that begins after the interrupt ends at once", async () => {
  const { durationMs, verdict, wire } = await playInMemory(caseNamed(group1, "1.1.2"), "server", mute, {
    signal: AbortSignal.abort(),
  });
  expect({ durationMs, verdict }).toEqual({ durationMs: 0, verdict: "fail" });
  expect(wire.first.at(-1)).toEqual({ kind: "note", atUs: 0, text: "wsrig dropped TCP" });
});

test("a case that is under way ends with the interrupt", async () => {
  const aborting = new AbortController();
  const interrupting = () => ({ receive: () => aborting.abort() });
  const { durationMs } = await playInMemory(caseNamed(group1, "1.1.2"), "server", interrupting, {
    signal: aborting.signal,
  });
  expect(durationMs).toBe(0);
});

import { expect, test } from "vitest";
import {
  endText,
  idleRemarks,
  idleSentence,
  observationText,
  silenceText,
} from "../../../src/client/idle/idle-words.js";

const heard = { pings: 0, messages: 0, quietMs: 0 };

test.each([
  [0, 1_000, "0 ms"],
  [284.6, 50, "285 ms"],
  [999.4, 50, "999 ms"],
  [999.6, 50, "1.00 s"],
  [1_000, 1_000, "1.0 s"],
  [59_949, 1_000, "59.9 s"],
  [59_950, 1_000, "60.0 s"],
  [90_000, 1_000, "90.0 s"],
  [120_000, 1_000, "2 min"],
  [120_000.4, 100, "2 min"],
  [150_000, 1_000, "150.0 s"],
  [3_600_000, 1_000, "60 min"],
])("%d ms, known to %d ms, are %s", (ms, precisionMs, text) => {
  expect(silenceText(ms, precisionMs)).toBe(text);
});

test("the bounds of an interval are rounded alike", () => {
  const observations = [
    { kind: "alive", silentMs: 60_090, answerUs: 1, heard },
    { kind: "dead", silentMs: 61_010, timeoutMs: 500, heard },
  ] as const;
  const interval = { aliveMs: 60_090, endedMs: 61_010 };
  const words = { maxMs: 120_000, precisionMs: 1_000, probe: "message" } as const;
  expect(idleSentence({ observations, interval }, words)).toBe(
    "idle timeout between 60.1 s and 61.0 s: the connection was silently dead, no answer to the message within 500 ms",
  );
});

test.each([
  [
    "a reason",
    { kind: "close-frame", code: 1_001, reason: "idle" },
    false,
    'the peer closed with 1001 "idle"',
  ],
  ["no reason", { kind: "close-frame", code: 1_005, reason: "" }, false, "the peer closed with 1005"],
  [
    "a reason that acts on terminals",
    { kind: "close-frame", code: 4_000, reason: "\u001b[2Jgone\nb" },
    false,
    'the peer closed with 4000 "\\x1b[2Jgone"',
  ],
  ["an end of TCP", { kind: "tcp", message: "the peer ended TCP" }, false, "the peer ended TCP"],
  ["an end of TCP at the probe", { kind: "tcp", message: "a reset" }, true, "a reset when the ping was sent"],
] as const)("an end with %s", (_title, end, whenSpokenTo, text) => {
  expect(endText({ kind: "ended", silentMs: 1, end, whenSpokenTo, heard }, "ping")).toBe(text);
});

test.each([
  ["a greeting, after which all was quiet", { pings: 0, messages: 1, quietMs: 59_990 }, undefined],
  [
    "one message in between",
    { pings: 0, messages: 1, quietMs: 40_000 },
    "The peer sent 1 message in 60.0 s while we were silent, so the path was quiet for no longer than 40.0 s at a time.",
  ],
  [
    "pings and messages",
    { pings: 1, messages: 2, quietMs: 20_000 },
    "The peer sent 1 ping and 2 messages in 60.0 s while we were silent, so the path was quiet for no longer than 20.0 s at a time.",
  ],
])("a peer that speaks is remarked on: %s", (_title, said, message) => {
  const observations = [
    { kind: "alive", silentMs: 1_000, answerUs: 1, heard },
    { kind: "alive", silentMs: 60_000, answerUs: 1, heard: said },
  ] as const;
  const remarks = idleRemarks(observations, { maxMs: 60_000, precisionMs: 1_000, probe: "ping" });
  expect(remarks.map((remark) => remark.message)).toEqual(message === undefined ? [] : [message]);
});

test("an observation is one line", () => {
  const words = { maxMs: 2_000, precisionMs: 1_000, probe: "ping" } as const;
  expect(observationText({ kind: "alive", silentMs: 1_000, answerUs: 3, heard }, words)).toBe(
    "alive after 1.0 s of silence",
  );
  const failure = { step: "tcp", code: "refused", message: "nothing listens" } as const;
  expect(observationText({ kind: "not-opened", plannedMs: 2_000, failure }, words)).toBe(
    "not opened, to be silent for 2.0 s: nothing listens",
  );
});

import { expect, test } from "vitest";
import { PingTimes } from "../../src/client/ping-times.js";

const bytes = (text: string): Buffer => Buffer.from(text);

test("a pong answers the ping with its payload, and the earlier ones with it (§5.5.3)", () => {
  const pings = new PingTimes();
  for (const [payload, at] of [
    ["a", 10],
    ["b", 20],
    ["c", 30],
  ] as const) {
    pings.sent(bytes(payload), at);
  }
  expect(pings.answered(bytes("b"), 50)).toBe(30);
  expect(pings.answered(bytes("a"), 60)).toBeUndefined();
  expect(pings.answered(bytes("c"), 60)).toBe(30);
  expect(pings.answered(bytes("c"), 70)).toBeUndefined();
});

test("pings with the same payload are answered oldest first", () => {
  const pings = new PingTimes();
  pings.sent(bytes(""), 1);
  pings.sent(bytes(""), 2);
  expect([pings.answered(bytes(""), 10), pings.answered(bytes(""), 10)]).toEqual([9, 8]);
});

test("of more than 1,024 unanswered pings the oldest are forgotten", () => {
  const pings = new PingTimes();
  for (let i = 0; i <= 1_024; i++) pings.sent(bytes(`${i}`), i);
  expect(pings.answered(bytes("0"), 2_000)).toBeUndefined();
  expect(pings.answered(bytes("1"), 2_000)).toBe(1_999);
});

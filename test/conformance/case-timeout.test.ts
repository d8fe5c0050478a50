import { expect, test } from "vitest";
import { defaultCaseTimeoutMs } from "../../src/conformance/case-timeout.js";

test.each([
  ["short waits leave the usual limit", 1_000, 30_000],
  ["two seconds are just as long", 2_000, 30_000],
  ["longer waits need more: a kill of ten waits and the close behind it", 2_001, 30_015],
  ["waits of an hour are taken at their word", 3_600_000, 54_000_000],
])("%s", (_, waitMs, limitMs) => {
  expect(defaultCaseTimeoutMs(waitMs)).toBe(limitMs);
});

import { expect, test } from "vitest";
import { judgeLimitedBy } from "../../src/engine/limited-by.js";

test.each([
  [0.1, "target"],
  [0.69, "target"],
  [0.7, "unknown"],
  [0.89, "unknown"],
  [0.9, "generator"],
  [1.2, "generator"],
])("a generator that used %f of a core was limited by %s", (share, limitedBy) => {
  expect(judgeLimitedBy(share)).toBe(limitedBy);
});

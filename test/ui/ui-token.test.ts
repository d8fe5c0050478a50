import { expect, it } from "vitest";
import { isSameToken, newToken } from "../../src/ui/ui-token.js";

it("tokens have 128 bits and never come again", () => {
  const tokens = Array.from({ length: 1_000 }, newToken);
  expect(new Set(tokens).size).toBe(1_000);
  for (const token of tokens) expect(token).toMatch(/^[\da-f]{32}$/);
  // Every digit at every place: none of the bits stands still.
  for (let place = 0; place < 32; place++) expect(new Set(tokens.map((token) => token[place])).size).toBe(16);
});

it.each([
  ["abc", "abc", true],
  ["", "abc", false],
  ["ab", "abc", false],
  ["abcd", "abc", false],
  ["abC", "abc", false],
])("%j is %j: %s", (given, token, expected) => {
  expect(isSameToken(given, token)).toBe(expected);
});

import { describe, expect, it } from "vitest";
import { type ExitFacts, exitCodeFor } from "../../src/cli/exit-code.js";

const codes: readonly (readonly [keyof ExitFacts, number])[] = [
  ["bug", 70],
  ["usage", 2],
  ["interrupted", 130],
  ["unreachable", 3],
  ["invalid", 5],
  ["thresholdFailed", 99],
  ["regression", 4],
  ["checkFailed", 1],
];

describe("exit codes (CONTRACTS.md)", () => {
  it("gives 0 when nothing happened", () => {
    expect(exitCodeFor({})).toBe(0);
    expect(exitCodeFor(Object.fromEntries(codes.map(([fact]) => [fact, false])))).toBe(0);
  });

  it.each(codes)("gives its own code for %s alone", (fact, code) => {
    expect(exitCodeFor({ [fact]: true })).toBe(code);
  });

  it.each(
    codes.map(([fact, code], index) => [fact, code, codes.slice(index).map(([other]) => other)] as const),
  )("gives the code of %s (%i) before all that come after it", (_fact, code, together) => {
    expect(exitCodeFor(Object.fromEntries(together.map((fact) => [fact, true])))).toBe(code);
  });
});

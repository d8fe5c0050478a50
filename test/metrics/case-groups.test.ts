import { describe, expect, test } from "vitest";
import { compareCaseIds, groupOf, groupTitle } from "../../src/metrics/case-groups.js";

describe("case ids", () => {
  test("sort as the catalogue does: groups, then number by number", () => {
    const sorted = [
      "1.1.1",
      "1.1.2",
      "1.1.10",
      "1.2.1",
      "2.1",
      "2.10",
      "10.1.1",
      "R.3",
      "H.1",
      "H.1.1",
      "D.2",
      "Z",
    ];
    expect(sorted.toReversed().sort(compareCaseIds)).toEqual(sorted);
  });

  test("begin with their group", () => {
    expect([groupOf("13.7.18"), groupOf("H.1.2"), groupOf("X")]).toEqual(["13", "H", "X"]);
    expect([groupTitle("5"), groupTitle("X")]).toEqual(["Fragmentation", "X"]);
  });
});

// The manifest: which cases there are, in which order, and that each says all that a report needs.

import { describe, expect, test } from "vitest";
import { allCases } from "../../src/conformance/catalogue.js";

const ids = allCases.map(({ id }) => id);
const isReference = (id: string): boolean => /^\d/.test(id);
const groupOf = (id: string): string => id.split(".").slice(0, -1).join(".");

/** The table of groups of the reference suite: 517 cases. */
const referenceGroups: readonly (readonly [group: string, cases: number])[] = [
  ["1.1", 8],
  ["1.2", 8],
  ["2", 11],
  ["3", 7],
  ["4.1", 5],
  ["4.2", 5],
  ["5", 20],
  ["6.1", 3],
  ["6.2", 4],
  ["6.3", 2],
  ["6.4", 4],
  ["6.5", 5],
  ["6.6", 11],
  ["6.7", 4],
  ["6.8", 2],
  ["6.9", 4],
  ["6.10", 3],
  ["6.11", 5],
  ["6.12", 8],
  ["6.13", 5],
  ["6.14", 10],
  ["6.15", 1],
  ["6.16", 3],
  ["6.17", 5],
  ["6.18", 5],
  ["6.19", 5],
  ["6.20", 7],
  ["6.21", 8],
  ["6.22", 34],
  ["6.23", 7],
  ["7.1", 6],
  ["7.3", 6],
  ["7.5", 1],
  ["7.7", 13],
  ["7.9", 9],
  ["7.13", 2],
  ["9.1", 6],
  ["9.2", 6],
  ["9.3", 9],
  ["9.4", 9],
  ["9.5", 6],
  ["9.6", 6],
  ["9.7", 6],
  ["9.8", 6],
  ["10.1", 1],
  ["12.1", 18],
  ["12.2", 18],
  ["12.3", 18],
  ["12.4", 18],
  ["12.5", 18],
  ["13.1", 18],
  ["13.2", 18],
  ["13.3", 18],
  ["13.4", 18],
  ["13.5", 18],
  ["13.6", 18],
  ["13.7", 18],
];

describe("the catalogue", () => {
  test("has the 517 cases of the reference suite under their ids, in its order, before our own", () => {
    const expected = referenceGroups.flatMap(([group, count]) =>
      Array.from({ length: count }, (_, index) => `${group}.${index + 1}`),
    );
    expect(expected).toHaveLength(517);
    expect(ids.slice(0, 517)).toEqual(expected);
    expect(ids.slice(517).some(isReference)).toBe(false);
  });

  test("can run every case of the reference suite on servers and on clients", () => {
    const reference = allCases.filter(({ id }) => isReference(id));
    expect(reference.filter(({ peers }) => peers.length !== 2)).toEqual([]);
  });

  test("has at least 120 cases of our own in the groups H, M, C, L and D, beside the corrected ones in R", () => {
    const own = ids.filter((id) => /^[HMCLD]\./.test(id));
    expect(own.length).toBeGreaterThanOrEqual(120);
    expect([...new Set(ids.slice(517).map((id) => id[0]))]).toEqual(["R", "H", "M", "C", "L", "D"]);
  });

  test("numbers the cases of a group from 1 on, each id once", () => {
    expect(new Set(ids).size).toBe(ids.length);
    // Corrected cases have the number of the one that they correct.
    const own = ids.slice(517).filter((id) => !id.startsWith("R."));
    for (const group of new Set(own.map(groupOf))) {
      const members = own.filter((id) => groupOf(id) === group);
      expect(members).toEqual(members.map((_, index) => `${group}.${index + 1}`));
    }
  });

  test("marks all that may hurt a peer, and lets it run alone", () => {
    const hostile = allCases.filter(({ isHostile }) => isHostile === true).map(({ id }) => id);
    expect(hostile.filter((id) => isReference(id))).toEqual([]);
    expect(ids.filter((id) => id.startsWith("L.") && !hostile.includes(id))).toEqual([]);
    const alone = allCases.filter(({ runsAlone }) => runsAlone === true).map(({ id }) => id);
    expect(ids.filter((id) => /^(9|L)\./.test(id) && !alone.includes(id))).toEqual([]);
  });

  test.each(allCases.map((testCase) => [testCase.id, testCase] as const))(
    "%s says what is sent, what must happen, where the RFC says so and what to fix",
    (_, { description, expectation, section, fix, peers }) => {
      const sentence = /^(?:[A-Z`"'0-9]|wsrig ).*\.$/s;
      expect({ description }).toEqual({ description: expect.stringMatching(sentence) });
      expect({ expectation }).toEqual({ expectation: expect.stringMatching(sentence) });
      expect({ fix }).toEqual({ fix: expect.stringMatching(sentence) });
      expect({ section }).toEqual({ section: expect.stringMatching(/^RFC \d{4} §\d/) });
      expect(peers.length).toBeGreaterThan(0);
    },
  );
});

test("no case names a close code twice: its verdict would ask for 1000 or 1000", () => {
  const listed = allCases.flatMap(({ id, close }) =>
    typeof close !== "string" && new Set(close.codes).size < close.codes.length ? [id] : [],
  );
  expect(listed).toEqual([]);
});

test("each case that a lenient peer passes says what such a peer did", () => {
  const lenient = allCases.filter(({ outcomes }) => outcomes?.nonStrict !== undefined);
  expect(lenient.length).toBe(15);
  for (const { id, outcomes } of lenient) {
    expect([id, outcomes?.nonStrictReason]).toEqual([id, expect.stringMatching(/^The peer .+\.$/)]);
  }
});

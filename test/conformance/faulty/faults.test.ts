// Every faulty peer turns the cases red that it must, and a specific one leaves the others alone.

import { describe, expect, test } from "vitest";
import type { Role } from "../../../src/protocol/opcodes.js";
import { bothRoles, type Fault, namesCase } from "./fault.js";
import { legalPeers } from "./faults/legal-peers-table.js";
import { allFaults } from "./faults.js";
import { casesOf, playFault } from "./play-fault.js";

/** The reference suite without the groups whose cases are heavy. */
const referenceGroups = /^(?:[1-7]|10)\./;
/** Long cases: they run for the faults that name them alone. */
const heavyGroups = /^(?:9|12|13|L)\./;

const rows = allFaults.flatMap((fault) =>
  (fault.roles ?? bothRoles).map((role) => [`a ${role} that ${fault.name}`, role, fault] as const),
);

describe("each faulty peer", () => {
  test.each(rows)("%s turns red what it breaks", { timeout: 120_000 }, async (_, role, fault) => {
    const named = (id: string): boolean => fault.breaks.some((pattern) => namesCase(pattern, id));
    const isPlayed = (id: string): boolean =>
      named(id) || (fault.isExact === true && referenceGroups.test(id));
    const red = await redCases(role, fault, isPlayed);
    const expected = casesOf(role)
      .map(({ id }) => id)
      .filter(named);
    expect(expected).not.toEqual([]);
    expect(red).toEqual(expected);
  });

  test("has a name of its own for its role", () => {
    expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
  });

  test("names only cases that there are", () => {
    const ids = [...casesOf("server"), ...casesOf("client")].map(({ id }) => id);
    const unknown = allFaults.flatMap(({ breaks }) =>
      breaks
        .flatMap((patterns) => patterns.split(" "))
        .filter((pattern) => !ids.some((id) => namesCase(pattern, id))),
    );
    expect(unknown).toEqual([]);
  });
});

describe("each legal peer", () => {
  const legalRows = legalPeers.flatMap((peer) =>
    (peer.roles ?? bothRoles).map((role) => [`a ${role} that ${peer.name}`, role, peer] as const),
  );

  test.each(legalRows)("%s is red nowhere", { timeout: 120_000 }, async (_, role, peer) => {
    expect(await redCases(role, peer, (id) => !heavyGroups.test(id))).toEqual([]);
  });
});

async function redCases(
  role: Role,
  { switches }: Pick<Fault, "switches">,
  isPlayed: (id: string) => boolean,
): Promise<readonly string[]> {
  const red: string[] = [];
  for (const testCase of casesOf(role).filter(({ id }) => isPlayed(id))) {
    if ((await playFault(testCase, role, switches)).verdict === "fail") red.push(testCase.id);
  }
  return red;
}

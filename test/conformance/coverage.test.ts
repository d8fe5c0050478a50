// Every case has a faulty peer that turns it red: no case can be green whatever the peer does.

import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { ConformanceCase } from "../../src/conformance/case.js";
import type { Role } from "../../src/protocol/opcodes.js";
import { bothRoles, type Fault, namesCase } from "./faulty/fault.js";
import { allFaults } from "./faulty/faults.js";
import { casesOf, playFault } from "./faulty/play-fault.js";

/**
 * Cases that no fault turns red: argued in docs/conformance-judgement.md.
 * A peer that hardly says a word, says nothing right or opens no connection is not counted: it would be red everywhere.
 */
const arguedAsUncaught: Readonly<Record<Role, readonly string[]>> = {
  server: ["7.1.6", "7.13.1", "7.13.2"],
  client: ["7.1.6", "7.13.1", "7.13.2", "H.17.3", "H.18.1", "D.8.3"],
};

/** More than enough to find the one that catches: those that name the case come first. */
const maxTried = 40;

describe.each(["server", "client"] as const)("of the cases of a %s", (role) => {
  const faults = allFaults.filter(({ isBlunt, roles = bothRoles }) => !isBlunt && roles.includes(role));

  test("all are caught by a faulty peer but those that are argued", { timeout: 240_000 }, async () => {
    const uncaught: string[] = [];
    for (const testCase of casesOf(role)) {
      if (!(await isCaught(testCase, role, faults))) uncaught.push(testCase.id);
    }
    if (uncaught.length > 0) console.log(`no fault of a ${role} catches ${uncaught.join(", ")}`);
    expect(uncaught).toEqual(arguedAsUncaught[role]);
  });
});

test("the cases that no fault turns red are argued in the table of judgements", async () => {
  const page = await readFile(new URL("../../docs/conformance-judgement.md", import.meta.url), "utf8");
  const argued = [...arguedAsUncaught.server, ...arguedAsUncaught.client];
  expect(argued.filter((id) => !page.includes(`| ${id} |`))).toEqual([]);
});

async function isCaught(testCase: ConformanceCase, role: Role, faults: readonly Fault[]): Promise<boolean> {
  const names = (patterns: readonly string[] = []): boolean =>
    patterns.some((pattern) => namesCase(pattern, testCase.id));
  const namedAsLong = faults.filter(({ breaksLong }) => names(breaksLong));
  // Those that break few cases say most about this one.
  const named = faults
    .filter(({ breaks }) => names(breaks))
    .sort((a, b) => a.breaks.length - b.breaks.length);
  const others = faults.filter((fault) => !named.includes(fault) && !namedAsLong.includes(fault));
  for (const { switches } of [...namedAsLong, ...named, ...others].slice(0, maxTried)) {
    const { verdict, isOpened } = await playFault(testCase, role, switches);
    if (verdict === "fail" && isOpened) return true;
  }
  return false;
}

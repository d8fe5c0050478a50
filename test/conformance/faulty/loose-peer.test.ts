// The loose peer without a fault is right: only then do its faults prove anything.

import { describe, expect, test } from "vitest";
import { allCases } from "../../../src/conformance/catalogue.js";
import { playFault } from "./play-fault.js";

describe.each(["server", "client"] as const)("a loose %s without a fault", (role) => {
  const cases = allCases.filter(({ peers }) => peers.includes(role));

  test.each(cases.map((testCase) => [testCase.id, testCase] as const))(
    "is not red on %s",
    async (_, testCase) => {
      const { verdict, reason } = await playFault(testCase, role, {});
      expect({ verdict, reason }).not.toMatchObject({ verdict: "fail" });
    },
  );
});

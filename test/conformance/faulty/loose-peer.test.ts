// The loose peer without a fault is right: only then do its faults prove anything.

import { describe, expect, test } from "vitest";
import { casesOf, playFault } from "./play-fault.js";

describe.each(["server", "client"] as const)("a loose %s without a fault", (role) => {
  test.each(casesOf(role).map((testCase) => [testCase.id, testCase] as const))(
    "is not red on %s",
    async (_, testCase) => {
      const { verdict, reason } = await playFault(testCase, role, {});
      expect({ verdict, reason }).not.toMatchObject({ verdict: "fail" });
    },
  );
});

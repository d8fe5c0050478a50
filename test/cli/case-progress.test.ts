import { expect, test } from "vitest";
import { CaseProgress } from "../../src/cli/case-progress.js";
import type { Progress } from "../../src/cli/progress.js";
import { group1 } from "../../src/conformance/cases/group-1.js";

test("the name that a client gives itself reaches the terminal without control characters", () => {
  const begun: string[] = [];
  const progress: Progress = {
    begin: (activity) => void begun.push(activity),
    show() {},
    check() {},
    note() {},
    end() {},
  };
  new CaseProgress(progress, group1).peerCame("\u001b[2Jmean\r");
  expect(begun).toEqual(["16 cases", "16 cases: \\x1b[2Jmean\\r"]);
});

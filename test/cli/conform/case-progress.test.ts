// What is told while conformance cases run: names of strangers made harmless, and the time left, where dear cases weigh what they weigh.

import { expect, it } from "vitest";
import { CaseProgress } from "../../../src/cli/conform/case-progress.js";
import type { Progress, ProgressFigures } from "../../../src/cli/progress/progress.js";
import type { ConformanceCase } from "../../../src/conformance/case.js";
import { unreachedResult } from "../../../src/conformance/case-result.js";
import { group1 } from "../../../src/conformance/cases/group-1.js";
import { probeCase } from "../../../src/conformance/probe-case.js";
import { FakeClock } from "../../fake-clock.js";

/** Keeps the figures shown last. */
class SeenProgress implements Progress {
  figures: ProgressFigures = {};
  readonly begun: string[] = [];
  begin(activity: string): void {
    this.begun.push(activity);
  }
  show(figures: ProgressFigures): void {
    this.figures = figures;
  }
  check(): void {}
  note(): void {}
  end(): void {}
}

const plain = Array.from({ length: 20 }, (_, index): ConformanceCase => ({ ...probeCase, id: `1.${index}` }));
/** Each weighs 125 plain ones. */
const dear = Array.from(
  { length: 4 },
  (_, index): ConformanceCase => ({
    ...probeCase,
    id: `12.${index}`,
    load: { data: "text", bytes: 10_000_000 },
  }),
);

function start(cases: readonly ConformanceCase[]): {
  readonly shown: CaseProgress;
  readonly end: (testCase: ConformanceCase | undefined, atMs: number) => ProgressFigures;
} {
  const clock = new FakeClock();
  const progress = new SeenProgress();
  const shown = new CaseProgress(progress, cases, clock);
  return {
    shown,
    end(testCase = probeCase, atMs) {
      clock.advanceTo(atMs * 1_000);
      shown.ended({ ...unreachedResult(testCase, "no peer"), verdict: "pass" });
      return progress.figures;
    },
  };
}

it("says nothing of the time left while the dear cases are all to come, then weighs them", () => {
  const { end } = start([...plain, ...dear]);
  for (const [index, testCase] of plain.entries()) {
    expect(end(testCase, 50 * (index + 1))).toEqual({ done: index + 1, failed: 0, leftMs: undefined });
  }
  // 20 + 125 of 520 are done in 11 s.
  expect(end(dear[0], 11_000).leftMs).toBeCloseTo((11_000 / 145) * 375, 6);
  expect(end(dear[1], 21_000).leftMs).toBeCloseTo((21_000 / 270) * 250, 6);
  end(dear[2], 31_000);
  expect(end(dear[3], 41_000)).toEqual({ done: 24, failed: 0, leftMs: 0 });
});

it("plain cases alone weigh alike: from the sixteenth on there is an estimate", () => {
  const { end } = start(plain);
  const left = plain.map((testCase, index) => end(testCase, 100 * (index + 1)).leftMs);
  expect(left.slice(0, 15)).toEqual(Array.from({ length: 15 }, () => undefined));
  expect(left.slice(15).map((ms) => Math.round(ms ?? -1))).toEqual([400, 300, 200, 100, 0]);
});

it("counts the cases of each further peer, and no case that is run again as time gained", () => {
  const { shown, end } = start(plain);
  shown.peerCame("one");
  for (const testCase of plain) end(testCase, 2_000);
  expect(end(plain[0], 2_000).leftMs).toBe(0);
  shown.peerCame("two");
  expect(end(plain[0], 2_200).leftMs).toBeCloseTo((2_200 / 22) * 18, 6);
});

it("the name that a client gives itself reaches the terminal without control characters", () => {
  const progress = new SeenProgress();
  new CaseProgress(progress, group1).peerCame("\u001b[2Jmean\r");
  expect(progress.begun).toEqual(["16 cases", "16 cases: \\x1b[2Jmean\\r"]);
});

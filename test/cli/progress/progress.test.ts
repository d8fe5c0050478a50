import { PassThrough } from "node:stream";
import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { LiveProgress } from "../../../src/cli/progress/live-progress.js";
import { PlainProgress } from "../../../src/cli/progress/plain-progress.js";
import { openProgress } from "../../../src/cli/progress/progress.js";
import { activityLine, checkLine, progressBar } from "../../../src/cli/progress/progress-lines.js";
import type { Terminal } from "../../../src/cli/terminal.js";
import type { ReportCheck } from "../../../src/metrics/run-report.js";

const plain = pc.createColors(false);
const check: ReportCheck = {
  id: "text/x",
  title: "echoes",
  status: "pass",
  durationMs: 1,
  scenario: "text",
  tags: {},
};

function recordingTerminal(animated: boolean): { readonly terminal: Terminal; readonly lines: string[] } {
  const lines: string[] = [];
  const terminal: Terminal = {
    out: () => {
      throw new Error("progress never goes to stdout");
    },
    err: (text) => void lines.push(text),
    errStream: Object.assign(new PassThrough(), { isTTY: animated, columns: 100, rows: 24 }) as never,
    outColours: plain,
    errColours: plain,
    animated,
    outGone: new AbortController().signal,
    flush: async () => {},
  };
  return { terminal, lines };
}

describe("the words of progress", () => {
  it("says the activity, its time, and the figures that are known", () => {
    const figures = { open: 100, messagesPerSecond: 41_234.5, p50Us: 2_100, p99Us: 9_000, errors: 3 };
    expect(activityLine({ activity: "load: steady", elapsedMs: 2_400, totalMs: 5_000, figures })).toBe(
      "load: steady 2 s of 5 s | 100 open | 41,235 msgs/s | p50 2.1 ms | p99 9 ms | 3 errors",
    );
    expect(activityLine({ activity: "scenario text", elapsedMs: 0, figures: {} })).toBe("scenario text 0 s");
    const cases = { done: 120, failed: 0, leftMs: 11_001 };
    expect(activityLine({ activity: "517 cases", elapsedMs: 3_000, figures: cases })).toBe(
      "517 cases 3 s | 120 done | 0 failed | about 12 s left",
    );
  });

  it.each([
    [0, "[----------]"],
    [2_500, "[#####-----]"],
    [5_000, "[##########]"],
    [9_000, "[##########]"],
  ])("draws %i ms of 5 s as %s", (elapsedMs, bar) => {
    expect(progressBar(elapsedMs, 5_000, 10)).toBe(bar);
  });

  it("shows a failed check with expected and received, control characters made visible", () => {
    expect(checkLine(check, plain)).toBe("✓ text: echoes");
    expect(checkLine({ ...check, status: "notApplicable" }, plain)).toBe("- text: echoes (not applicable)");
    expect(checkLine({ ...check, status: "fail", expected: "a", received: "\u001b[2Jb" }, plain)).toBe(
      "✗ text: echoes (expected a; received \\x1b[2Jb)",
    );
  });
});

describe("progress for logs", () => {
  it("writes a line for each activity once, failed checks, and notes; nothing for checks that pass", () => {
    const { terminal, lines } = recordingTerminal(false);
    const progress = openProgress(terminal, { quiet: false });
    expect(progress).toBeInstanceOf(PlainProgress);
    progress.begin("load: steady", 5_000);
    progress.begin("load: steady", 5_000);
    progress.check(check);
    progress.check({ ...check, status: "fail", reason: "no answer" });
    progress.note("Interrupted");
    progress.end();
    expect(lines).toEqual(["load: steady", "✗ text: echoes (no answer)", "Interrupted"]);
  });

  it("--quiet writes nothing, whatever happens, on a terminal too", () => {
    const { terminal, lines } = recordingTerminal(true);
    const progress = openProgress(terminal, { quiet: true });
    progress.begin("load");
    progress.check({ ...check, status: "fail" });
    progress.note("Interrupted");
    progress.end();
    expect(lines).toEqual([]);
  });
});

describe("progress on a terminal", () => {
  it("redraws one status in place, lets checks scroll by, and leaves a clean line and a cursor behind", () => {
    const { terminal } = recordingTerminal(true);
    const written = (): string => String((terminal.errStream as unknown as PassThrough).read() ?? "");
    const progress = openProgress(terminal, { quiet: false });
    expect(progress).toBeInstanceOf(LiveProgress);
    progress.begin("load: steady", 5_000);
    progress.show({ open: 100, messagesPerSecond: 41_000 });
    progress.check(check);
    const drawn = written();
    expect(drawn).toContain("[------------------------] load: steady 0 s of 5 s");
    expect(drawn).toContain("✓ text: echoes");
    expect(drawn).toContain("100 open | 41,000 msgs/s");
    progress.end();
    progress.end();
  });
});

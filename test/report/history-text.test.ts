import { describe, expect, test } from "vitest";
import { historyEntry } from "../../src/history/history-entry.js";
import { makeHistory } from "../../src/history/make-history.js";
import type { RunHistory } from "../../src/metrics/history.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import { renderHistoryMarkdown } from "../../src/report/history-markdown.js";
import { renderHistoryText } from "../../src/report/history-text.js";
import { madeReport, steppedRuns } from "../history/made-runs.js";
import { hostileTexts } from "./small-report.js";

function historyOf(reports: readonly RunReport[], skipped: RunHistory["skipped"] = []): RunHistory {
  const entries = reports.flatMap((report, index) => {
    const entry = historyEntry(report, { folder: `run ${index}`, hasPage: true });
    return typeof entry === "string" ? [] : [entry];
  });
  return makeHistory(entries, { folder: "reports", madeAt: new Date(0), toolVersion: "0.1.0", skipped });
}

const evil = hostileTexts.join(" ");
const hostile = historyOf(
  [1, 2].map((day) => ({ ...madeReport({ day, medianUs: 5, tags: { version: evil } }), name: evil })),
  [{ folder: evil, why: evil }],
);

describe("the history as text", () => {
  test("of an experiment has each variant, and says which one changed", () => {
    const reports = steppedRuns(30).map((report, day): RunReport => {
      const block = (variant: string, p50: number) => ({
        variant,
        startedAt: report.startedAt,
        durationMs: 1_000,
        figures: { p50 },
      });
      const variant = (name: string) => ({
        name,
        description: "x",
        url: "ws://a",
        model: "closed" as const,
        load: {},
      });
      return {
        ...report,
        kind: "experiment",
        experiment: {
          baseline: "whole",
          variants: [variant("whole"), variant("1 KiB")],
          varied: [],
          order: [],
          isRestarted: false,
        },
        blocks: [block("whole", 100 + (day % 3)), block("1 KiB", (day < 20 ? 150 : 120) + (day % 3))],
      };
    });
    const text = renderHistoryText(historyOf(reports));
    expect(text).toContain(
      "p50 latency of variant “1 KiB” of “load” fell by 20% (151 µs → 121 µs) between 2026-11-20 and 2026-11-21, from version 1.2 to 1.3.",
    );
    expect(text).toMatch(/\n {2}whole: p50 latency +30 .* 101 µs\n {2}1 KiB: p50 latency +30 /);
    expect(text).toContain("\n  1 change was found: 0 for the worse, 1 for the better.\n");
  });

  test("never lets a stranger's text act on the terminal", () => {
    const text = renderHistoryText(hostile);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    expect(text.split("\n").length).toBeLessThan(25);
  });

  test("is bounded: of many series, changes and folders the page has the rest", () => {
    const reports = Array.from({ length: 60 }, (_, index) =>
      madeReport({ name: `s${Math.floor(index / 2)}`, day: index, medianUs: 5 }),
    );
    const alone = Array.from({ length: 15 }, (_, index) =>
      madeReport({ name: `a${index}`, day: index, medianUs: 5 }),
    );
    const skipped = Array.from({ length: 9 }, (_, index) => ({
      folder: `f${index}`,
      why: "holds no report.json",
    }));
    const text = renderHistoryText(historyOf([...reports, ...alone], skipped));
    expect(text).toContain("\n... and 10 more; the page has all of them\n");
    expect(text).toMatch(/\n {2}\.\.\. and 5 more; the page has all of them/);
    expect(text).toMatch(/\n\.\.\. and 4 more; the page has all of them\n$/);
  });
});

describe("the history as Markdown", () => {
  test("never lets a stranger's text be read as Markdown or HTML", () => {
    const markdown = renderHistoryMarkdown(hostile);
    expect(markdown).not.toMatch(/<script|<img|[^\\]\*\*bold/);
    // In code elements GitHub looks for no mentions.
    expect(markdown.replace(/<code>.*?<\/code>/g, "")).not.toMatch(/@everyone/);
    expect(markdown).toMatch(/^## History of `reports`\n\n\*\*Too few runs/);
  });
});

import { describe, expect, it } from "vitest";
import { escapeMessage, escapeProperty, githubAnnotations } from "../../src/report/github-annotations.js";
import { gateReport } from "./small-comparison.js";

describe("annotations of GitHub Actions", () => {
  it.each([
    [
      "worse, and the run fails",
      { verdict: "worse", isRed: true },
      "::error title=gate%3A new worse against old::",
    ],
    [
      "unclear, and the run fails",
      { verdict: "unclear", isRed: true },
      "::error title=gate%3A new unclear against old::",
    ],
    ["worse, and nothing fails", { verdict: "worse" }, "::warning title=gate%3A new worse against old::"],
    [
      "unclear, and nothing fails",
      { verdict: "unclear" },
      "::warning title=gate%3A new unclear against old::",
    ],
    ["better", { verdict: "better" }, "::notice title=gate%3A new better against old::"],
  ] as const)("%s: one line", (_, comparison, start) => {
    const sentence = "Build B makes p99 latency 18% slower (12% to 25%), 7 blocks a side.";
    expect(githubAnnotations(gateReport({ ...comparison, sentence }))).toEqual([
      `${start}Build B makes p99 latency 18%25 slower (12%25 to 25%25), 7 blocks a side.`,
    ]);
  });

  it("has no line where both are the same, and none for a report without comparisons", () => {
    expect(githubAnnotations(gateReport({ verdict: "same" }))).toEqual([]);
    const { comparisons, ...run } = gateReport({ verdict: "worse", isRed: true });
    expect(comparisons).toHaveLength(1);
    expect(githubAnnotations({ ...run, kind: "run" })).toEqual([]);
  });

  it("has the other reasons of a failed run too, and tells a regression once", () => {
    const reasons = [
      { code: "regression", message: "p50 is slower" },
      { code: "checks-failed", message: "1 of 4 checks failed" },
    ];
    const report = gateReport({ isRed: true, sentence: "p50 is slower" }, { verdict: "fail", reasons });
    expect(githubAnnotations(report)).toEqual([
      "::error title=gate%3A new worse against old::p50 is slower",
      "::error title=gate%3A failed::1 of 4 checks failed",
    ]);
  });

  it("has the reason of an invalid run that came to no comparison", () => {
    const reasons = [{ code: "too-few-blocks", message: "Only 0 of 3 blocks can be trusted" }];
    const report = gateReport({}, { verdict: "invalid", reasons, comparisons: [] });
    expect(githubAnnotations(report)).toEqual([
      "::error title=gate%3A invalid run::Only 0 of 3 blocks can be trusted",
    ]);
  });

  it("has the reasons of an invalid run in place of its verdicts, which are no evidence", () => {
    const reasons = [{ code: "generator-late", message: "Lateness p99 is 38 ms" }];
    const report = gateReport({ verdict: "better" }, { verdict: "invalid", reasons });
    expect(githubAnnotations(report)).toEqual(["::error title=gate%3A invalid run::Lateness p99 is 38 ms"]);
  });

  it("keeps a name of the user from ending the title, the command or the line", () => {
    const candidate = "new,file=/etc/passwd::x";
    const report = gateReport(
      { verdict: "worse", candidate, sentence: "a\nb::error::c\r" },
      { name: "my\ngate" },
    );
    expect(githubAnnotations(report)).toEqual([
      "::warning title=my\\ngate%3A new%2Cfile=/etc/passwd%3A%3Ax worse against old::a%0Ab::error::c%0D",
    ]);
  });

  it.each([
    ["100%", "100%25", "100%25"],
    ["a\r\nb", "a%0D%0Ab", "a%0D%0Ab"],
    ["%0A", "%250A", "%250A"],
    ["a: b, c", "a: b, c", "a%3A b%2C c"],
    ["", "", ""],
  ])("%j: escaped by GitHub's rules for messages and for properties", (text, message, property) => {
    expect(escapeMessage(text)).toBe(message);
    expect(escapeProperty(text)).toBe(property);
  });
});
